// @ts-check
/**
 * The line to a room. Refuses to know what a message means beyond its number and its reply. Invariants: after every
 * opening, every gap and every picture that nobody asked for (the store was away) comes a hello; a line from which
 * nothing is heard is not believed; where sockets are refused, calls go in their place; a line that was ended for good
 * is not tried again.
 */
import { LOOK_MS, makeHealth } from "./health.js";
import { ANSWER_MS, makeQuestions } from "./questions.js";
import { makeRoute } from "./route.js";
import { leftoverReader } from "./leftover.js";
import { counted, follow, KNOWN } from "./steps.js";
import { onWaking } from "./waking.js";
import { backoff, ending } from "./ways.js";

const SPREAD_MS = 1_000;
const PACE_MS = 6_000; // between two pictures that are asked for by calls
const PROBE = 5; // pictures between two looks whether sockets go through again

/**
 * @typedef {"connecting" | "live" | "polling" | "lost" | "stopped"} Status `polling`: by calls, without a live line
 */

/** Say whether what is asked is sent at once. @param {string} status */
export const isUp = (status) => status === "live" || status === "polling";

/**
 * Keep a room's line open.
 * @param {{url: string, onMessage: (message: Said.Heard & {asked?: Said.Command} | {type: "opened"}
 *   | import("./leftover.js").RestRead) => void,
 *   have?: () => Record<string, Said.Have>, accepts?: string[], pace?: 1 | 10,
 *   onStatus?: (status: Status, detail: {reason: string, wait_ms: number, attempt: number}) => void}} line
 */
export function connect({ url, onMessage, onStatus, have = () => ({}), accepts = [], pace = 10 }) {
  const address = new URL(url, location.href);
  const now = () => ({ wall: Date.now(), own: performance.now() });
  const health = makeHealth(now());
  const takes = [...KNOWN, ...accepts];
  const readLeftover = leftoverReader(address.search, (rest) => onMessage(rest));
  /** @type {Status} */
  let status = "connecting";
  let [refs, attempt, seen, pictures] = [0, 0, 0, 0];
  /** @type {Record<string, number>} which tally of each round was told last */
  let told = {};
  let awaiting = ""; // the ref of the hello under way
  /** @type {any} */
  let [retry, watch, asking] = [null, null, null];

  /** @param {Status} to @param {string} [reason] @param {number} [wait_ms] */
  const turn = (to, reason = "", wait_ms = 0) => {
    status = to;
    onStatus?.(to, { reason, wait_ms, attempt });
  };

  const open = () => {
    clearTimeout(retry);
    route.open();
    expect(); // where packets vanish, nothing else ends the attempt for minutes
  };

  const opened = () => {
    pictures = 0;
    onMessage({ type: "opened" });
    hello();
  };

  const expect = () => {
    clearTimeout(watch);
    watch = setTimeout(drop, ANSWER_MS);
  };

  const hello = () => {
    awaiting = `h${++refs}`;
    expect();
    route.say({ type: "hello", ref: awaiting, seen, have: have(), accepts: takes, pace });
  };

  /** @param {number} wait_ms */
  const helloSoon = (wait_ms) => {
    clearTimeout(asking);
    asking = setTimeout(() => awaiting || hello(), wait_ms);
  };

  /** Ask whether anybody is there. */
  const feel = () => {
    if (route.calls) return awaiting || hello();
    const ref = `p${++refs}`;
    health.ask(ref, now());
    route.say({ type: "hello", ref, seen, accepts: [...takes, "pulse"] });
  };

  /** @param {import("./health.js").Advice} advice */
  const heed = (advice) => {
    if (status === "stopped" || advice === "rest") return;
    if (advice === "drop") drop();
    else if (advice === "wait") status === "live" && turn("connecting");
    else if (isUp(status) || (route.isOpen && !awaiting)) feel();
    else if (advice === "wake") retryNow();
  };

  const look = () => {
    heed(health.look(now()));
    setTimeout(look, LOOK_MS);
  };

  /** @param {Said.Heard} message */
  const receive = (message) => {
    const ref = "ref" in message ? message.ref : "";
    const alive = health.hear(ref, now());
    const asked = questions.asked(ref);
    const followed = follow(seen, message);
    const unasked = message.type === "snapshot" && !ref;
    if (unasked) onMessage({ type: "opened" }); // it is the truth, also where it says less than is known
    const steps = counted(told, message);
    [seen, told] = [followed.seen, steps.told];
    if (message.type !== "pulse") onMessage(asked ? { ...message, asked } : message); // a pulse changes no page
    questions.answer(message);
    if (message.type === "snapshot") readLeftover(message);
    if (unasked) helloSoon(Math.random() * SPREAD_MS); // a hall should not ask at once
    else if (message.type === "snapshot" && ref === awaiting) welcomed();
    else if (message.type === "refused" && ref === awaiting) drop();
    else if ((followed.gap || steps.gap) && !awaiting) hello();
    if (alive && status === "connecting" && !awaiting) rise();
  };

  const welcomed = () => {
    [awaiting, attempt] = ["", 0];
    clearTimeout(watch);
    if (route.calls) helloSoon(PACE_MS * (0.8 + 0.4 * Math.random()));
    if (route.calls && pictures++ % PROBE === 0) route.tryAgain();
    if (status !== (route.calls ? "polling" : "live")) rise();
  };

  const rise = () => {
    turn(route.calls ? "polling" : "live");
    questions.putAll();
  };

  const drop = () => status !== "stopped" && closed(0);

  /** @param {number} code */
  const closed = (code) => {
    awaiting = "";
    route.leave();
    health.end();
    questions.rest();
    for (const timer of [watch, retry, asking]) clearTimeout(timer);
    const reason = ending(code);
    if (reason) {
      questions.giveUp();
      return turn("stopped", reason);
    }
    const wait = backoff(attempt++, Math.random());
    retry = setTimeout(open, wait);
    turn("lost", code === 1013 ? "try_later" : "", wait);
    route.callInstead(() => {
      clearTimeout(retry);
      expect();
    });
  };

  /** Try a line at once, unless one is just being tried. */
  const retryNow = () => {
    if (!isUp(status) && status !== "stopped" && !route.isFresh()) open();
  };

  const route = makeRoute(address, { opened, heard: receive, closed });
  const questions = makeQuestions({
    say: (command) => {
      const goes = isUp(status);
      if (goes) route.say(command);
      return goes;
    },
    onSilence: drop,
  });
  addEventListener("offline", drop);
  onWaking(() => heed(health.wake(now())));
  open();
  setTimeout(look, LOOK_MS);

  return {
    /** Ask, and wait for the reply. @param {any} command @returns {Promise<any>} */
    ask: (command) => {
      const asked = questions.ask(command);
      if (status === "stopped") questions.giveUp();
      return asked;
    },
    retryNow,
    get status() {
      return status;
    },
    /** When the line was heard from last, on the wall's clock. */
    get heardAt() {
      return health.heardAt;
    },
  };
}
