// @ts-check
/**
 * The search in a long list of recommendations on the phone. Refuses to hide anything for good: an empty field shows
 * all. Invariants: it is there only where there is much to look through; what searches comes when somebody is at the
 * field, and until then all are shown.
 */
import { fill, one } from "../page/dom.js";
import { later } from "../page/later.js";
import { t } from "../page/strings.js";

const MANY = 20;
const script = later(() => import("../page/finding.js"));

/** @param {(recommendation: Said.Recommendation) => string} more what else a recommendation may be found by */
export function makeFinding(more) {
  let typed = "";
  const area = () => one("[data-find-entries]");
  return {
    /** Bring the field to life. @param {() => void} draw */
    live(draw) {
      const bring = () => script.come().then(draw, () => {}); // the next letter asks again
      area()?.addEventListener("focusin", () => script.here || bring());
      area()?.addEventListener("input", (event) => {
        typed = /** @type {HTMLInputElement} */ (event.target).value;
        bring();
      });
    },
    /** Choose those that are looked for. @param {Said.Recommendation[]} recommendations */
    choose(recommendations) {
      const root = area();
      const searched = typed.trim() !== "";
      if (root) root.hidden = recommendations.length <= MANY && !searched;
      const fits = searched && script.here?.looksFor(typed);
      const found = fits ? recommendations.filter((one) => fits(one, more(one))) : recommendations;
      if (root) fill(root, { found: fits ? t("find.found", { n: found.length }) : "" });
      return found;
    },
  };
}
