// @ts-check
/**
 * The ranked list as rows. Refuses to order or to count: order, ranks, verdicts and figures come as they were
 * published. Invariant: a region that is withheld is shown with that state and nothing else.
 */
import { all, fill, list, one } from "../page/dom.js";
import { consentCount, consentSums, isSilent } from "../page/consent.js";
import { itemWords, originLabel } from "../page/numbers.js";
import { inRow, number, t } from "../page/strings.js";
import { badgeHead, columnsOf, figureHead, figureOf, kindOf, meritOf, saysPlenary } from "../page/kinds.js";
import { share, titleStep } from "../page/bars.js";
import { showStrip } from "../page/strip.js";
import { showChips } from "../page/chips.js";

/** @typedef {import("../page/chips.js").Region} Region */
/** How many opposing regions are named; of more it is said how many. */
const NAMED = 3;

/** Say what the bars of a judged list are measured against: those checked in. @param {any} ranked */
export const wholeOf = (ranked) =>
  Math.max(1, ...ranked.items.map((/** @type {any} */ item) => item.line?.checked_in ?? item.line?.cast ?? 0));

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
  if (item.verdict === "not_supported" || (item.verdict === "contested" && item.opposing > NAMED))
    return t("verdict.count.not_supported", { n: counted, count: item.opposing });
  if (item.verdict !== "contested") return t("verdict.count.backing", { n: counted, count: item.backing ?? 0 });
  const shorts = regions
    .filter((region) => item.regions?.[region.id]?.state === "opposes")
    .map((region) => region.short);
  return t("verdict.count.contested", { n: item.opposing, regions: inRow(shorts) });
}

/** Head the column of verdicts: it says by which rule the rows stand where they do. @param {any} ranked */
export const verdictHead = (ranked) =>
  [t(ranked.by_verdict ? "ranked.by_verdict" : "ranked.verdict"), figureHead(ranked)].filter(Boolean).join(" · ");

/**
 * Say which verdict a group has that begins with a row, and how many are in it; empty where none begins.
 * @param {any} ranked @param {number} place @param {number} [first] the first row of the page, which says it again
 */
export function groupWords({ by_verdict, items }, place, first = 0) {
  const { verdict } = items[place];
  if (!by_verdict || (place !== first && items[place - 1]?.verdict === verdict)) return "";
  const n = items.filter((/** @type {any} */ item) => item.verdict === verdict).length;
  return t("ranked.group", { verdict: t(`verdict.${verdict}`), n: number(n) });
}

/**
 * Say what the plenary makes of what works across the regions, where it says otherwise, or is asked for its key.
 * @param {any} ranked @param {any} item
 */
export const secondWords = (ranked, item) =>
  saysPlenary(ranked, item) ? t(`verdict.plenary.${item.plenary}`) : "";

/**
 * Show one page of a ranked list.
 * @param {HTMLElement} root the part `ranked` @param {any} ranked @param {Region[]} regions in the meeting's order
 * @param {{first?: number, most?: number}} [page]
 */
export function showRanked(root, ranked, regions, { first = 0, most = ranked.items.length } = {}) {
  const kind = kindOf(ranked);
  const whole = wholeOf(ranked);
  root.dataset.kind = columnsOf(ranked);
  fill(root, {
    figureHead: kind === "verdict" ? "" : figureHead(ranked), badgeHead: badgeHead(ranked),
    verdictHead: kind === "verdict" ? verdictHead(ranked) : "",
  });
  showChips(one("[data-codes]", root), regions, "code");
  const silent = isSilent(ranked);
  list(/** @type {HTMLElement} */ (one("[data-list=sums]", root)), consentSums(ranked), "code", "sum", fill);
  const rows = ranked.items.map((/** @type {any} */ item, /** @type {number} */ place) => ({
    ...item,
    tie: silent ? "" : tieEdge(ranked.items, place), group: groupWords(ranked, place, first),
  }));
  const container = /** @type {HTMLElement} */ (one("[data-rows]", root));
  list(
    container, rows.slice(first, first + most), "recommendation_id", kind === "verdict" ? "ranked-row" : "selected-row",
    (row, item) => {
      fill(row, {
        rank: number(silent ? item.slate_number : item.rank), tied: item.tied && !silent, title: item.title,
        language: item.language, direction: item.direction, group: item.group, tie: item.tie,
        called: [silent ? originLabel(item) : itemWords(item), item.merged].filter(Boolean).join(" · ") || null,
        size: titleStep(item.title + itemWords(item)),
      });
      if (kind !== "verdict") fillSelected(row, ranked, item, regions);
      else fillAcross(row, ranked, item, whole, regions);
    }
  );
}

/**
 * What the badge of a list says that does not order by verdicts: what was chosen, what silence came to or, where there
 * is neither, the verdict.
 * @param {any} ranked
 * @param {any} item
 * @param {Region[]} regions
 * @returns {{name: string, word: string, count: string}}
 */
export function badgeOf(ranked, item, regions) {
  const choice = item.selected ? "selected" : "not_selected";
  if ("selected" in item) return { name: choice, word: t(`shortlist.${choice}`), count: "" };
  if (item.consent)
    return { name: item.consent, word: t(`silence.outcome.${item.consent}`), count: consentCount(item) };
  return item.verdict
    ? {
        name: item.verdict, word: t(`verdict.${item.verdict}`),
        count: countWords(item, ranked.regions_counted, regions),
      }
    : { name: "", word: "", count: "" };
}

/** @param {HTMLElement} row @param {any} ranked @param {any} item @param {Region[]} regions */
function fillSelected(row, ranked, item, regions) {
  const { name, word, count } = badgeOf(ranked, item, regions);
  const { text, width, detail } = figureOf(ranked, item);
  fill(row, {
    verdict: name, drawing: name ? `#sym-${name}` : "#sym-none", word, count,
    figureName: figureHead(ranked), figure: text, figure_width: width, detail,
  });
}

/**
 * What stands under a verdict: the figure by which a method orders or, without one, a count of regions.
 * @param {any} ranked
 * @param {any} item
 * @param {Region[]} regions
 */
export const judgement = (ranked, item, regions) =>
  meritOf(ranked, item) || (item.verdict ? countWords(item, ranked.regions_counted, regions) : "");

/** A count, or a dash where it is withheld. @param {number | null | undefined} figure */
export const counted = (figure) => (figure === null || figure === undefined ? "–" : number(figure));

/**
 * @param {HTMLElement} row
 * @param {any} ranked
 * @param {any} item
 * @param {number} whole
 * @param {Region[]} regions
 */
function fillAcross(row, ranked, item, whole, regions) {
  const line = item.line ?? {};
  const inFavour = typeof line.for === "number" ? line.for + (line.with_changes ?? 0) : null;
  fill(row, {
    verdict: item.verdict, drawing: `#sym-${item.verdict}`, word: item.verdict ? t(`verdict.${item.verdict}`) : "",
    count: judgement(ranked, item, regions), second: secondWords(ranked, item),
    in_favour: counted(inFavour), in_favour_width: share(inFavour ?? 0, whole),
    opposing: counted(line.against), opposing_width: share(line.against ?? 0, whole),
  });
  for (const strip of all("[data-list='strip']", row)) showStrip(strip, regions, item.regions ?? {});
}
