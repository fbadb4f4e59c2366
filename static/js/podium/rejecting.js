// @ts-check
/**
 * Rejecting recommendations with a reason: one, or all that are ticked with the same. Refuses to reject without being
 * asked twice. Invariant: what is rejected is what the question named.
 */
import { dialog, openDialog } from "./dialogs.js";
import { one } from "../page/dom.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";

/** @type {Said.Recommendation[]} */
let asked = [];

const field = () => /** @type {HTMLTextAreaElement} */ (one("textarea", dialog("reject")));

/** Ask whether to reject, and why. @param {Said.Recommendation[]} recommendations */
export function askReject(recommendations) {
  asked = recommendations;
  const [only, ...others] = recommendations;
  openDialog("reject", {
    title: others.length
      ? t("podium.reject.title_many", { n: recommendations.length })
      : t("podium.reject.title", { number: labelWords(only) || "–" }),
    act: others.length ? t("podium.reject.act_many", { n: recommendations.length }) : t("podium.reject.act"),
  });
  field().value = "";
}

/** What was asked about, and the reason that was given. */
export const rejection = () => ({
  recommendations: asked, command: { type: "reject_recommendation", reason: field().value.trim() },
});
