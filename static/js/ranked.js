// @ts-check
/**
 * The ranked list as rows. Refuses to order or to count: order, ranks, verdicts and figures come as they were published.
 * Invariant: a region that is withheld is shown with that state and nothing else.
 */
import { all, fill, list, one } from "./dom.js";
import { number, t } from "./strings.js";
import { share, sizeStep } from "./bars.js";
import { showStrip } from "./strip.js";
import { showChips } from "./chips.js";

/** @typedef {import("./chips.js").Region} Region */
export const PAGE = 6;

/** Say whether a list selects rather than judges. @param {any} ranked */
export const chooses = (ranked) => Boolean(ranked?.items.some((/** @type {any} */ item) => "selected" in item));

/**
 * Say what the bars of a list are measured against: those checked in; in a shortlist the ballots.
 * @param {any} ranked
 */
export function wholeOf(ranked) {
  const ballots = ranked.regions.reduce((/** @type {number} */ sum, /** @type {any} */ region) => sum + (region.ballots ?? 0), 0);
  if (chooses(ranked) && ballots) return ballots;
  return Math.max(1, ...ranked.items.map((/** @type {any} */ item) => item.line?.checked_in ?? item.line?.cast ?? item.approvals ?? 0));
}

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
  if (item.verdict !== "contested") return t("verdict.count.backing", { n: counted, count: item.backing });
  const shorts = regions.filter((region) => item.regions?.[region.id]?.state === "opposes").map((region) => region.short);
  return t("verdict.count.contested", { n: item.opposing, regions: shorts.join(", ") });
}

/**
 * Show one page of a ranked list.
 * @param {HTMLElement} root the part `ranked` @param {any} ranked @param {Region[]} regions in the meeting's order
 * @param {{first?: number, most?: number}} [page]
 */
export function showRanked(root, ranked, regions, { first = 0, most = ranked.items.length } = {}) {
  const choice = chooses(ranked);
  const whole = wholeOf(ranked);
  root.dataset.kind = choice ? "choice" : "verdict";
  showChips(one("[data-codes]", root), regions, "code");
  const rows = ranked.items.map((/** @type {any} */ item, /** @type {number} */ place) => ({ ...item, tie: tieEdge(ranked.items, place) }));
  const container = /** @type {HTMLElement} */ (one("[data-rows]", root));
  list(container, rows.slice(first, first + most), "recommendation_id", choice ? "selected-row" : "ranked-row", (row, item) => {
    fill(row, { rank: number(item.rank), tied: item.tied, title: item.title, size: sizeStep(item.title, [70, 100]), tie: item.tie });
    if (choice) fillSelected(row, item, whole);
    else fillAcross(row, item, whole, ranked.regions_counted, regions);
  });
}

/** @param {HTMLElement} row @param {any} item @param {number} whole */
function fillSelected(row, item, whole) {
  const choice = item.selected ? "selected" : "not_selected";
  fill(row, {
    verdict: choice, drawing: `#sym-${choice}`, word: t(`shortlist.${choice}`), count: "",
    approvals: number(item.approvals ?? 0), approvals_width: share(item.approvals, whole),
  });
}

/** @param {HTMLElement} row @param {any} item @param {number} whole @param {number} counted @param {Region[]} regions */
function fillAcross(row, item, whole, counted, regions) {
  const line = item.line ?? {};
  const supporting = (line.for ?? 0) + (line.with_changes ?? 0);
  fill(row, {
    verdict: item.verdict, drawing: `#sym-${item.verdict}`, word: item.verdict ? t(`verdict.${item.verdict}`) : "", count: item.verdict ? countWords(item, counted, regions) : "",
    supporting: number(supporting), supporting_width: share(supporting, whole),
    opposing: number(line.against ?? 0), opposing_width: share(line.against ?? 0, whole),
  });
  for (const strip of all("[data-list='strip']", row)) showStrip(strip, regions, item.regions ?? {});
}
