// @ts-check
/**
 * What stands under a view of a list: of which kind the list is, or what its figures mean. Pure but for the words.
 * Refuses to draw. Invariant: hall and file say the same.
 */
import { lineFoot, seatsAt } from "./views.js";
import { matrixFoot } from "./withheld.js";
import { withheldWords } from "../page/delegations.js";
import { listKind } from "../page/rounds.js";
import { t } from "../page/strings.js";

/**
 * Say it.
 * @param {any} ranked @param {import("./views.js").View} view @param {import("./pager.js").Span} at
 * @param {import("../page/chips.js").Region[]} regions
 * @returns {string}
 */
export function footWords(ranked, view, at, regions) {
  if (view === "matrix") return matrixFoot(ranked, seatsAt(regions, at), regions);
  if (view === "rankings") return t("view.by_delegates");
  if (view === "units") return withheldWords(ranked) || t("units.means");
  if (view === "roll") return t("units.means");
  return view === "list" ? listKind(ranked) : lineFoot(ranked, at.page);
}
