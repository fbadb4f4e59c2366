// @ts-check
/**
 * The line to a room. Refuses to know what a message means beyond its number and its reply. Invariants: what was asked
 * is kept until it is answered and goes out again with the same request id; after every opening, every gap and every
 * picture that nobody asked for (the store was away) comes a hello; a line that was ended for good is not tried again.
 */
import { freshId } from "./fresh.js";
import { counted, isNumbered, KNOWN } from "./steps.js";

export const SUBPROTOCOL = "plenum.v1";
const ANSWER_MS = 8_000;
const PATIENCE = 6;
const SPREAD_MS = 1_000;
const ENDINGS = /** @type {Record<number, string>} */ ({
  4401: "no_credential", 4403: "not_your_room", 4409: "other_device", 1008: "policy",
});
const LATER = ["not_confirmed", "try_later", "too_fast"];

/** Say why a close is for good, or null if it is worth another try. @param {number} code */
export const ending = (code) => ENDINGS[code] ?? null;

/**
 * Wait longer after each failure, never in step with the others.
 * @param {number} attempt from 0 @param {number} dice in [0, 1)
 */
export const backoff = (attempt, dice) =>
  Math.round(Math.min(8_000, 500 * 2 ** Math.min(attempt, 5)) * (0.5 + dice / 2));

/**
 * Follow the numbers of decisions: where we are after a message, and whether one is missing.
 * @param {number} seen @param {Said.Heard} message @returns {{seen: number, gap: boolean}}
 */
export function follow(seen, message) {
  if (message.type === "snapshot") return { seen: message.seq, gap: false };
  if (!isNumbered(message) || ("ref" in message && message.ref)) return { seen, gap: false };
  return { seen: message.seq === seen + 1 ? message.seq : seen, gap: message.seq > seen + 1 };
}

/**
 * @typedef {"connecting" | "live" | "lost" | "stopped"} Status
 * @typedef {{command: Said.Command, tries: number, timer?: any, resolve: (reply: any) => void,
 *   reject: (refusal: any) => void}} Pending
 */

/**
 * Keep a room's line open.
 * @param {{url: string, onMessage: (message: Said.Heard & {asked?: Said.Command} | {type: "opened"}) => void,
 *   have?: () => Record<string, Said.Have>, accepts?: string[],
 *   onStatus?: (status: Status, detail: {reason: string, wait_ms: number, attempt: number}) => void}} line
 */
export function connect({ url, onMessage, onStatus, have = () => ({}), accepts = [] }) {
  const address = new URL(url, location.href);
  address.protocol = address.protocol.replace("http", "ws");
  /** @type {Map<string, Pending>} */
  const pending = new Map();
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {Status} */
  let status = "connecting";
  let [refs, attempt, seen] = [0, 0, 0];
  /** @type {Record<string, number>} which tally of each round was told last */
  let told = {};
  let awaiting = ""; // the ref of the hello under way
  /** @type {any} */
  let [retry, watch, asking] = [null, null, null];

  /** @param {Status} now @param {string} [reason] @param {number} [wait_ms] */
  const turn = (now, reason = "", wait_ms = 0) => {
    status = now;
    onStatus?.(now, { reason, wait_ms, attempt });
  };

  const open = () => {
    clearTimeout(retry);
    const mine = new WebSocket(address, SUBPROTOCOL);
    socket = mine;
    clearTimeout(watch);
    watch = setTimeout(drop, ANSWER_MS); // where packets vanish, nothing else ends the attempt for minutes
    mine.onopen = () => {
      onMessage({ type: "opened" });
      hello();
    };
    mine.onmessage = ({ data }) => socket === mine && receive(JSON.parse(data));
    mine.onclose = ({ code }) => socket === mine && closed(code);
  };

  const hello = () => {
    awaiting = `h${++refs}`;
    clearTimeout(watch);
    watch = setTimeout(drop, ANSWER_MS);
    say({ type: "hello", ref: awaiting, seen, have: have(), accepts: [...KNOWN, ...accepts] });
  };

  /**
   * What came without asking is held against what is known here, a little later, so that a hall does not ask at once.
   */
  const helloSoon = () => {
    clearTimeout(asking);
    asking = setTimeout(() => awaiting || hello(), Math.random() * SPREAD_MS);
  };

  /** @param {Said.Command} command */
  const say = (command) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(command));

  /** @param {string} ref @param {Pending} asked */
  const put = (ref, asked) => {
    clearTimeout(asked.timer);
    if (status !== "live") return; // it goes out when the line is live again
    asked.timer = setTimeout(drop, ANSWER_MS);
    say({ ...asked.command, ref });
  };

  /** @param {Said.Heard} message */
  const receive = (message) => {
    const ref = "ref" in message ? message.ref : "";
    const asked = pending.get(ref);
    const followed = follow(seen, message);
    const unasked = message.type === "snapshot" && !ref;
    if (unasked) onMessage({ type: "opened" }); // it is the truth, also where it says less than is known
    const steps = counted(told, message);
    [seen, told] = [followed.seen, steps.told];
    onMessage(asked ? { ...message, asked: asked.command } : message);
    if (asked) answer(ref, asked, /** @type {Said.Reply} */ (message));
    if (unasked) helloSoon();
    else if (message.type === "snapshot" && ref === awaiting) welcomed();
    else if (message.type === "refused" && ref === awaiting) drop();
    else if ((followed.gap || steps.gap) && !awaiting) hello();
  };

  const welcomed = () => {
    awaiting = "";
    attempt = 0;
    clearTimeout(watch);
    if (status === "live") return;
    turn("live");
    for (const [ref, asked] of pending) put(ref, asked);
  };

  /** @param {string} ref @param {Pending} asked @param {Said.Reply} reply */
  const answer = (ref, asked, reply) => {
    clearTimeout(asked.timer);
    if (reply.type === "refused" && LATER.includes(reply.code) && ++asked.tries < PATIENCE) {
      asked.timer = setTimeout(() => put(ref, asked), backoff(asked.tries, Math.random()));
      return;
    }
    pending.delete(ref);
    if (reply.type === "refused") asked.reject(reply);
    else asked.resolve(reply);
  };

  const drop = () => {
    const old = socket;
    socket = null;
    old?.close();
    if (status !== "stopped") closed(0);
  };

  /** @param {number} code */
  const closed = (code) => {
    [socket, awaiting] = [null, ""];
    for (const timer of [watch, retry, asking, ...[...pending.values()].map((asked) => asked.timer)])
      clearTimeout(timer);
    const reason = ending(code);
    if (reason) {
      for (const asked of pending.values())
        asked.reject({ type: "refused", code: "stopped", message: "", current: null });
      pending.clear();
      turn("stopped", reason);
      return;
    }
    const wait = backoff(attempt++, Math.random());
    retry = setTimeout(open, wait);
    turn("lost", code === 1013 ? "try_later" : "", wait);
  };

  const retryNow = () => status === "lost" && !socket && open();
  addEventListener("offline", drop);
  addEventListener("online", retryNow);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && retryNow());
  open();

  return {
    /**
     * Ask, and wait for the reply; a refusal rejects with {code, message, current}.
     * @param {any} command @returns {Promise<any>}
     */
    ask: (command) =>
      new Promise((resolve, reject) => {
        const ref = `r${++refs}`;
        const asked = { command: { request_id: freshId(), ...command }, resolve, reject, tries: 0 };
        if (status === "stopped") return reject({ type: "refused", code: "stopped", message: "", current: null });
        pending.set(ref, asked);
        put(ref, asked);
      }),
    retryNow,
    get status() {
      return status;
    },
  };
}
