// @ts-check
/**
 * The ranked list as rows. Refuses to order or to count: order, ranks, verdicts and figures come as they were published.
 * Invariant: a region that is withheld is shown with that state and nothing else.
 */
import { all, fill, list, one } from "./dom.js";
import { number, t } from "./strings.js";
import { figureHead, figureOf, kindOf, meritHead, meritOf } from "./kinds.js";
import { share, sizeStep } from "./bars.js";
import { showStrip } from "./strip.js";
import { showChips } from "./chips.js";

/** @typedef {import("./chips.js").Region} Region */
export const PAGE = 6;

/** Say what the bars of a judged list are measured against: those checked in. @param {any} ranked */
export const wholeOf = (ranked) => Math.max(1, ...ranked.items.map((/** @type {any} */ item) => item.line?.checked_in ?? item.line?.cast ?? 0));

/**
 * Say which side of a tie's bracket a row is.
 * @param {{rank: number}[]} items @param {number} place @returns {"" | "top" | "mid" | "low"}
 */
export function tieEdge(items, place) {
  const above = items[place - 1]?.rank === items[place].rank;
  const below = items[place + 1]?.rank === items[place].rank;
  return above && below ? "mid" : above ? "low" : below ? "top" : "";
}

/**
 * Say what stands under the word of a verdict.
 * @param {any} item @param {number} counted regions the verdict rests on @param {Region[]} regions
 */
export function countWords(item, counted, regions) {
  if (item.verdict === "plenary_only") return t("verdict.count.plenary_only");
  if (item.verdict === "not_supported") return t("verdict.count.not_supported", { n: counted, count: item.opposing });
  if (item.verdict !== "contested") return t("verdict.count.backing", { n: counted, count: item.backing ?? 0 });
  const shorts = regions.filter((region) => item.regions?.[region.id]?.state === "opposes").map((region) => region.short);
  return t("verdict.count.contested", { n: item.opposing, regions: shorts.join(", ") });
}

/**
 * Show one page of a ranked list.
 * @param {HTMLElement} root the part `ranked` @param {any} ranked @param {Region[]} regions in the meeting's order
 * @param {{first?: number, most?: number}} [page]
 */
export function showRanked(root, ranked, regions, { first = 0, most = ranked.items.length } = {}) {
  const kind = kindOf(ranked);
  const whole = wholeOf(ranked);
  root.dataset.kind = kind;
  fill(root, { figureHead: kind === "verdict" ? "" : figureHead(ranked), verdictHead: [t("ranked.verdict"), kind === "verdict" ? meritHead(ranked) : ""].filter(Boolean).join(" · ") });
  showChips(one("[data-codes]", root), regions, "code");
  const rows = ranked.items.map((/** @type {any} */ item, /** @type {number} */ place) => ({ ...item, tie: tieEdge(ranked.items, place) }));
  const container = /** @type {HTMLElement} */ (one("[data-rows]", root));
  list(container, rows.slice(first, first + most), "recommendation_id", kind === "verdict" ? "ranked-row" : "selected-row", (row, item) => {
    fill(row, { rank: number(item.rank), tied: item.tied, title: item.title, size: sizeStep(item.title, [70, 100]), tie: item.tie });
    if (kind !== "verdict") fillSelected(row, ranked, item);
    else fillAcross(row, item, whole, ranked.regions_counted, regions);
  });
}

/** @param {HTMLElement} row @param {any} ranked @param {any} item */
function fillSelected(row, ranked, item) {
  const choice = "selected" in item ? (item.selected ? "selected" : "not_selected") : "";
  const { text, width, detail } = figureOf(ranked, item);
  fill(row, {
    verdict: choice, drawing: choice ? `#sym-${choice}` : "#sym-none", word: choice ? t(`shortlist.${choice}`) : "", count: "",
    figure: text, figure_width: width, detail,
  });
}

/** What stands under a verdict: the figure by which a method orders or, without one, a count of regions. @param {any} item @param {number} among @param {Region[]} regions */
export const judgement = (item, among, regions) => meritOf(item) || (item.verdict ? countWords(item, among, regions) : "");

/** A count, or a dash where it is withheld. @param {number | null | undefined} figure */
export const counted = (figure) => (figure === null || figure === undefined ? "–" : number(figure));

/** @param {HTMLElement} row @param {any} item @param {number} whole @param {number} among regions counted @param {Region[]} regions */
function fillAcross(row, item, whole, among, regions) {
  const line = item.line ?? {};
  const supporting = typeof line.for === "number" ? line.for + (line.with_changes ?? 0) : null;
  fill(row, {
    verdict: item.verdict, drawing: `#sym-${item.verdict}`, word: item.verdict ? t(`verdict.${item.verdict}`) : "", count: judgement(item, among, regions),
    supporting: counted(supporting), supporting_width: share(supporting ?? 0, whole),
    opposing: counted(line.against), opposing_width: share(line.against ?? 0, whole),
  });
  for (const strip of all("[data-list='strip']", row)) showStrip(strip, regions, item.regions ?? {});
}
