// A hall around a line: sockets that open, answer, are refused or fall silent, calls beside them, and a clock by hand.
import { connect } from "../../../static/js/line/connection.js";

/** @param {import("node:test").TestContext} t */
export function aHall(t) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  const hall = {
    sockets: [], calls: [], statuses: [], reasons: [], heard: [], asked: [],
    /** What a new socket does: "answer", "refuse", "hang" or "silence". */
    mode: "answer",
    /** Whether calls get through. */
    reached: false,
    /** What every call is refused with. */
    refusal: null,
    seq: 3,
    visible: true,
    listeners: {},
    /** Let so many milliseconds go by, a hundredth at a time, and whatever was promised meanwhile happen. */
    async pass(ms, step = 100) {
      for (let gone = 0; gone < ms; gone += step) {
        t.mock.timers.tick(Math.min(step, ms - gone));
        for (let turn = 0; turn < 12; turn++) await null;
      }
    },
    /** The device sleeps: its clock goes on, and no timer runs. */
    sleep: (ms) => t.mock.timers.setTime(Date.now() + ms),
    fire: (name) => (hall.listeners[name] ?? []).forEach((act) => act()),
    /** Say something to the page on the newest socket. */
    say: (message) => hall.sockets.at(-1).say(message),
    replies,
  };

  /** What the service answers. */
  function replies(command) {
    hall.asked.push(command);
    const { ref } = command;
    if (command.type === "hello" && command.accepts?.includes("pulse")) return [{ type: "pulse", ref, seq: hall.seq }];
    if (command.type === "hello") return [{ type: "you", ballots: {} }, { type: "snapshot", ref, seq: hall.seq }];
    return [{ type: "ballot_cast", ref, revision: 1 }];
  }

  class Socket {
    static OPEN = 1;
    readyState = 0;
    constructor() {
      hall.sockets.push(this);
      this.mode = hall.mode;
      if (this.mode === "refuse") queueMicrotask(() => this.onclose?.({ code: 1006 }));
      else if (this.mode !== "hang")
        queueMicrotask(() => {
          this.readyState = 1;
          this.onopen?.();
        });
    }
    send(text) {
      const command = JSON.parse(text);
      if (this.mode === "answer") for (const message of replies(command)) queueMicrotask(() => this.say(message));
    }
    say(message) {
      if (this.readyState === 1) this.onmessage?.({ data: JSON.stringify(message) });
    }
    close() {
      this.readyState = 3;
    }
  }

  const listen = (name, act) => (hall.listeners[name] ??= []).push(act);
  t.mock.method(globalThis, "fetch", async (address, { body } = {}) => {
    if (!hall.reached) throw new TypeError("Failed to fetch");
    if (String(address) === "/health") return { ok: true, text: async () => "live\n" };
    hall.calls.push(JSON.parse(body));
    if (hall.refusal) return { status: 403, json: async () => hall.refusal };
    const said = replies(JSON.parse(body));
    return { status: 200, json: async () => (said.length > 1 ? said : said[0]) };
  });
  Object.assign(globalThis, {
    WebSocket: Socket, location: { href: "http://hall.example/" }, addEventListener: listen,
    document: {
      addEventListener: listen,
      get visibilityState() {
        return hall.visible ? "visible" : "hidden";
      },
    },
  });
  hall.open = () => {
    hall.line = connect({
      url: "/live/r1?slot=abc", onMessage: (message) => hall.heard.push(message),
      onStatus: (status, { reason }) => {
        hall.statuses.push(status);
        hall.reasons.push(reason);
      },
    });
    return hall.line;
  };
  return hall;
}
