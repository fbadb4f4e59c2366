// @ts-check
/**
 * The search in a long list of recommendations on the phone. Refuses to hide anything for good: an empty field shows
 * all. Invariant: it is there only where there is much to look through.
 */
import { fill, one } from "../page/dom.js";
import { looksFor } from "../page/finding.js";
import { t } from "../page/strings.js";

const MANY = 20;

/** @param {(recommendation: Said.Recommendation) => string} more what else a recommendation may be found by */
export function makeFinding(more) {
  let typed = "";
  const area = () => one("[data-find-entries]");
  return {
    /** Bring the field to life. @param {() => void} draw */
    live(draw) {
      area()?.addEventListener("input", (event) => {
        typed = /** @type {HTMLInputElement} */ (event.target).value;
        draw();
      });
    },
    /** Choose those that are looked for. @param {Said.Recommendation[]} recommendations */
    choose(recommendations) {
      const root = area();
      const searched = typed.trim() !== "";
      if (root) root.hidden = recommendations.length <= MANY && !searched;
      const fits = looksFor(typed);
      const found = searched ? recommendations.filter((one) => fits(one, more(one))) : recommendations;
      if (root) fill(root, { found: searched ? t("find.found", { n: found.length }) : "" });
      return found;
    },
  };
}
