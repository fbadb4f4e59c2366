// @ts-check
/**
 * Sending a recommendation back to its author, with a note that says what to change. Refuses to send it without the
 * version that was read. Invariant: what is sent back is what the question named.
 */
import { act } from "./acts.js";
import { dialog, openDialog } from "./dialogs.js";
import { one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";

/** @type {Said.Recommendation | null} */
let asked = null;

const field = () => /** @type {HTMLTextAreaElement} */ (one("textarea", dialog("return")));

/** Ask what should be changed. @param {Said.Recommendation} recommendation */
export function askReturn(recommendation) {
  asked = recommendation;
  openDialog("return", { title: t("podium.return.title", { number: labelWords(recommendation) || "–" }) });
  field().value = recommendation.note;
}

/** Send back what was asked about. @param {HTMLElement} button @param {(command: any) => Promise<any>} ask */
export async function sendBack(button, ask) {
  if (!asked) return;
  const { id: recommendation_id, version } = asked;
  const command = { type: "return_recommendation", recommendation_id, version, note: field().value };
  if (await act(button, ask, command)) dialog("return").close();
}
