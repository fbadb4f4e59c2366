// @ts-check
/**
 * What a page of the desk asks of the service about seats. Refuses to know what is shown. Invariant: whatever goes
 * wrong is thrown as a refusal with a sentence for a person, also where no answer came.
 */
import { t } from "../page/strings.js";

/** @typedef {{code: string, message: string, current?: any, problems?: any[]}} Refusal */
/** @typedef {ReturnType<typeof makeCalls>} Calls */

const ANSWER_MS = 60_000;

/**
 * @param {{meeting: string, slot: string, lang: string}} page
 */
export function makeCalls({ meeting, slot, lang }) {
  const seats = `/api/meetings/${meeting}/seats`;

  /** @param {string} path @param {Record<string, string>} query @param {BodyInit} [body] */
  async function call(path, query, body) {
    const address = `${path}?${new URLSearchParams({ slot, lang, ...query })}`;
    const kind = typeof body === "string" ? { "content-type": "application/json" } : undefined;
    let answer;
    let said;
    try {
      answer = await fetch(address, {
        method: body === undefined ? "GET" : "POST", body, headers: kind, credentials: "same-origin",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      said = answer.status === 204 ? null : await answer.json();
    } catch {
      throw /** @type {Refusal} */ ({ code: "offline", message: t("desk.offline") });
    }
    if (!answer.ok) throw /** @type {Refusal} */ (said);
    return said;
  }

  return {
    /** Read every seat; null where that has the mark already. @param {string} mark */
    list: (mark) => call(seats, { known: mark }),
    /** @param {any[]} wanted */
    add: (wanted) => call(seats, {}, JSON.stringify({ seats: wanted })),
    /** @param {string} id @param {string} act @param {any} [more] */
    act: (id, act, more = {}) => call(`${seats}/${id}`, {}, JSON.stringify({ act, ...more })),
    /** @param {string} code as it was typed or scanned */
    badge: (code) => call(`/api/meetings/${meeting}/badge`, {}, JSON.stringify({ code })),
    /** Show how a list is understood. @param {Blob} file @param {Record<string, string>} said */
    read: (file, said) => call("/api/read/seats", { meeting, ...said }, file),
  };
}
