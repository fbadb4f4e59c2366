// @ts-check
/**
 * What the desk asks in a plenary room: by calls, for it is not in that room and hears nothing there. Refuses to know
 * what is asked. Invariant: whatever goes wrong is thrown as a refusal with a sentence for a person, also where no
 * answer came; pressed again, it is the same request.
 */
import { byContent } from "../line/fresh.js";
import { t } from "../page/strings.js";

const ANSWER_MS = 20_000;

/** @param {{room: string, slot: string, lang: string}} page */
export const makePlenaryActs = ({ room, slot, lang }) =>
  byContent(async (/** @type {any} */ command) => {
    let answer, said;
    try {
      answer = await fetch(`/api/rooms/${room}/acts?${new URLSearchParams({ slot, lang })}`, {
        method: "POST", headers: { "content-type": "application/json" }, credentials: "same-origin",
        body: JSON.stringify({ ref: "1", ...command }), signal: AbortSignal.timeout(ANSWER_MS),
      });
      said = await answer.json();
    } catch {
      throw { code: "offline", message: t("desk.offline") };
    }
    if (!answer.ok) throw said;
    return said;
  });
