// @ts-check
/**
 * What stands under a view of a list: of which kind the list is, or what its figures mean. Pure but for the words.
 * Refuses to draw. Invariant: hall and file say the same.
 */
import { lineFoot, seatsAt } from "./views.js";
import { boardOf, movementsOf, readingsIn } from "./movements.js";
import { saidByName } from "./reasons.js";
import { matrixFoot } from "./withheld.js";
import { withheldWords } from "../page/delegations.js";
import { listKind } from "../page/rounds.js";
import { inRow, t } from "../page/strings.js";

/**
 * Say it.
 * @param {any} ranked @param {import("./views.js").View} view @param {import("./pager.js").Span} at
 * @param {import("../page/chips.js").Region[]} regions
 * @returns {string}
 */
export function footWords(ranked, view, at, regions) {
  if (view === "matrix") return matrixFoot(ranked, seatsAt(regions, at), regions);
  if (view === "rankings") return t("view.by_delegates");
  if (view === "reading") return boardWords(ranked, regions);
  if (view === "units") return withheldWords(ranked) || t("units.means");
  if (view === "roll") return t("units.means");
  if (view === "list") return listKind(ranked);
  const said = view === "line" ? saidByName(ranked.items[at.page], ranked.regions) : [];
  return [lineFoot(ranked, at.page), ...said].filter(Boolean).join(" ");
}

/**
 * Whom a wording brought on board, and whom it lost.
 * @param {any} ranked @param {import("../page/chips.js").Region[]} regions
 */
export function boardWords(ranked, regions) {
  const both = readingsIn(ranked);
  if (!both) return "";
  const { gained, lost } = boardOf(movementsOf(both.first, both.second, regions));
  const named = (/** @type {string[]} */ ids) =>
    ids.length ? inRow(regions.filter(({ id }) => ids.includes(id)).map(({ short }) => short)) : t("reading.nobody");
  return [t("reading.board", { regions: named(gained) }), t("reading.lost", { regions: named(lost) })].join(" ");
}

/** Say which reading a list is, of what, and which wording it has chosen. @param {any} ranked */
export function readingSentence(ranked) {
  const told = ranked?.reading;
  if (!told) return "";
  const figures = { n: told.ordinal, label: told.label, round: told.round_number };
  if (!told.chosen) return t("reading.undecided", figures);
  return t("reading.decided", { ...figures, chosen: told.chosen_label });
}
