// @ts-check
/**
 * What a page of the desk asks of the service about the programme. Refuses to know what is shown. Invariant: whatever
 * goes wrong is thrown as a refusal with a sentence for a person, also where no answer came.
 */
import { freshId } from "../line/fresh.js";
import { t } from "../page/strings.js";

/** @typedef {{code: string, message: string, current?: any}} Refusal */

const ANSWER_MS = 60_000;

/** @param {{meeting: string, slot: string, lang: string}} page */
export function makeProgrammeCalls({ meeting, slot, lang }) {
  /** @param {string} path @param {any} [body] */
  async function call(path, body) {
    let answer;
    let said;
    try {
      answer = await fetch(`${path}?${new URLSearchParams({ slot, lang })}`, {
        method: body === undefined ? "GET" : "POST", body: body === undefined ? undefined : JSON.stringify(body),
        headers: { "content-type": "application/json" }, credentials: "same-origin",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      said = await answer.json();
    } catch {
      throw /** @type {Refusal} */ ({ code: "offline", message: t("desk.offline") });
    }
    if (!answer.ok) throw /** @type {Refusal} */ (said);
    return said;
  }

  const read = () => call(`/api/meetings/${meeting}`);
  /** @param {any} command */
  const act = (command) => call(`/api/rooms/${meeting}desk/acts`, { request_id: freshId(), ...command });

  return {
    read,
    /** Do something in the desk's room, and read the meeting as it is then. @param {any} command */
    async act(command) {
      await act(command);
      return read();
    },
    /** Say of a version of the programme what is to be otherwise. @param {number} version @param {any} changes */
    async edit(version, changes) {
      await act({ type: "edit_programme", version, changes });
      return read();
    },
    /** Read every delegation with its seats. */
    delegations: () => call(`/api/meetings/${meeting}/delegations`),
    /** Try out defaults. @param {any} defaults */
    tried: (defaults) => call(`/api/meetings/${meeting}/defaults`, { defaults }),
  };
}
