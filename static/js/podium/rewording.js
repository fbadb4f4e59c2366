// @ts-check
/**
 * The dialog in which other words are proposed, on podium and boards. Refuses to decide who has to accept them.
 * Invariant: what is proposed names the version of the words that were read.
 */
import { one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";
import { act } from "./acts.js";
import { dialog, openDialog } from "./dialogs.js";

/** @param {{ask: (command: any) => Promise<any>}} page */
export function makeRewording({ ask }) {
  let asked = { recommendation_id: "", version: 0 };

  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (
    /** @type {HTMLFormElement} */ (one("form", dialog("wording"))).elements.namedItem(name)
  );

  return {
    /**
     * Ask for other words.
     * @param {Said.Recommendation} recommendation
     * @param {{title: string, text: string}} [words] those to begin with
     */
    askWording(recommendation, words = recommendation) {
      asked = { recommendation_id: recommendation.id, version: recommendation.version };
      openDialog("wording", { title: t("signing.wording", { number: labelWords(recommendation) }) });
      field("title").value = words.title;
      field("text").value = words.text;
    },
    /** @param {HTMLElement} button */
    async propose(button) {
      const words = { title: field("title").value, text: field("text").value };
      if (await act(button, ask, { type: "propose_wording", ...asked, ...words })) dialog("wording").close();
    },
  };
}
