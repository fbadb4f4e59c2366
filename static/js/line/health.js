// @ts-check
/**
 * Whether a line is alive: only if it was heard from. Pure: no timers and no page; instants are handed in. Refuses to
 * believe a clock that may have stood still while the device slept: of the wall's clock and the page's own the one that
 * says more counts. Invariants: after waking nothing counts but the answer to what was asked then, for what came before
 * may have waited in the device; a question that is not answered in time is the end of the line.
 */

/** How often somebody has to look. */
export const LOOK_MS = 1_000;
const SILENT_MS = 25_000; // the service is heard every 20 s
const DEADLINE_MS = 3_000;
const LATE_MS = 3_000; // a look that comes so late says that all timers stood still
const SOON_MS = 1_000;

/** @typedef {{wall: number, own: number}} Instant milliseconds of both clocks */
/**
 * @typedef {"rest" | "wake" | "ask" | "wait" | "drop"} Advice `wake`: ask, for nothing that was heard before can be
 *   believed; `ask`: nothing was heard for a while; `wait`: an answer is due, and it is worth saying so
 */

/** How long ago something was, by the clock that says more. @param {Instant} then @param {Instant} now */
const since = (then, now) => Math.max(now.wall - then.wall, now.own - then.own);

/** @param {Instant} now */
export function makeHealth(now) {
  let [heard, looked] = [now, now];
  /** @type {{at: Instant, ref: string} | null} the question that has to be answered now */
  let asked = null;

  /** @param {Instant} at @returns {Advice} */
  const wake = (at) => {
    looked = at;
    return asked && since(asked.at, at) < SOON_MS ? "rest" : "wake"; // waking has several events at once
  };

  return {
    wake,
    /**
     * Something was heard; say whether it is what was waited for.
     * @param {string} ref what it answers, if anything @param {Instant} at
     */
    hear: (ref, at) => {
      const due = Boolean(asked);
      if (asked && ref !== asked.ref) return false;
      [heard, asked] = [at, null];
      return due;
    },
    /** It was asked whether anybody is there. @param {string} ref @param {Instant} at */
    ask: (ref, at) => {
      asked = { at, ref };
    },
    /** The line is over, and what was asked on it. */
    end: () => {
      asked = null;
    },
    /**
     * Look at the clock, as somebody has to every second, and say what is to be done.
     * @param {Instant} at @returns {Advice}
     */
    look: (at) => {
      if (since(looked, at) > LOOK_MS + LATE_MS) return wake(at);
      looked = at;
      if (asked) return since(asked.at, at) >= DEADLINE_MS ? "drop" : since(asked.at, at) >= SOON_MS ? "wait" : "rest";
      return since(heard, at) >= SILENT_MS ? "ask" : "rest";
    },
    /** When the line was heard from last, on the wall's clock. */
    get heardAt() {
      return heard.wall;
    },
  };
}
