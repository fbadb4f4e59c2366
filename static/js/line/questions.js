// @ts-check
/**
 * What was asked on a line and is not answered yet. Refuses to know the line but for whether it is up. Invariants: each
 * question is kept until it is answered, and goes out again with the same request id, on whichever way; what is not
 * answered in time shows that the line is dead.
 */
import { freshId } from "./fresh.js";
import { backoff } from "./ways.js";

export const ANSWER_MS = 8_000;
const PATIENCE = 6;
const LATER = ["not_confirmed", "not_recorded", "try_later", "too_fast"];

/**
 * @typedef {{command: Said.Command, tries: number, timer?: any, resolve: (reply: any) => void,
 *   reject: (refusal: any) => void}} Pending
 */

/**
 * @param {{say: (command: any) => boolean, onSilence: () => void}} line `say` sends if the line is up, and says whether
 *   it did
 */
export function makeQuestions({ say, onSilence }) {
  /** @type {Map<string, Pending>} */
  const pending = new Map();
  let refs = 0;

  /** @param {string} ref @param {Pending} asked */
  const put = (ref, asked) => {
    clearTimeout(asked.timer);
    if (say({ ...asked.command, ref })) asked.timer = setTimeout(onSilence, ANSWER_MS);
  };

  return {
    /**
     * Ask, and wait for the reply; a refusal rejects with {code, message, current}.
     * @param {any} command @returns {Promise<any>}
     */
    ask: (command) =>
      new Promise((resolve, reject) => {
        const ref = `r${++refs}`;
        const asked = { command: { request_id: freshId(), ...command }, resolve, reject, tries: 0 };
        pending.set(ref, asked);
        put(ref, asked);
      }),
    /** What was asked under a ref, if it is not answered yet. @param {string} ref */
    asked: (ref) => pending.get(ref)?.command,
    /** Take a reply in; one that says that it is too early has the question asked again. @param {any} reply */
    answer: (reply) => {
      const asked = pending.get(reply.ref);
      if (!asked) return;
      clearTimeout(asked.timer);
      if (reply.type === "refused" && LATER.includes(reply.code) && ++asked.tries < PATIENCE) {
        asked.timer = setTimeout(() => put(reply.ref, asked), backoff(asked.tries, Math.random()));
        return;
      }
      pending.delete(reply.ref);
      if (reply.type === "refused") asked.reject(reply);
      else asked.resolve(reply);
    },
    /** The line is up: ask again what is not answered. */
    putAll: () => {
      for (const [ref, asked] of pending) put(ref, asked);
    },
    /** The line is down: nothing is waited for until it is up. */
    rest: () => {
      for (const asked of pending.values()) clearTimeout(asked.timer);
    },
    /** The line will never be up again. */
    giveUp: () => {
      for (const asked of pending.values())
        asked.reject({ type: "refused", code: "stopped", message: "", current: null });
      pending.clear();
    },
  };
}
