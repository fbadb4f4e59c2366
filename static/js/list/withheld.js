// @ts-check
/**
 * Why a region is withheld, and what stands under a matrix: what its figures mean and, where many columns leave no room
 * for sentences, what is said in none of them. Pure but for the words. Refuses to blame. Invariant: every region that
 * is withheld on a page has its reason on that page.
 */
import { kindOf } from "../page/kinds.js";
import { listKind } from "../page/rounds.js";
import { inRow, t } from "../page/strings.js";

/** @typedef {import("../page/chips.js").Region} Region */
/** With more columns than this, none has room for a sentence. */
const ROOMY = 6;

/** Say whether the columns of a page are too many for sentences. @param {Region[]} regions */
export const isCrowded = (regions) => regions.length > ROOMY;

/** What a list says of each region. @param {any} ranked @returns {Map<string, any>} */
export const aboutRegions = (ranked) => new Map(ranked.regions.map((/** @type {any} */ region) => [region.id, region]));

/**
 * Say why a region is withheld: too few ballots, too few new ones since a list was read, or to keep those closed.
 * @param {any} ranked
 * @param {Region} region
 * @param {Region[]} regions
 */
export function whyWithheld(ranked, region, regions) {
  const k = ranked.rules?.k ?? 4;
  const about = aboutRegions(ranked);
  const few = (/** @type {Region} */ one) => (about.get(one.id)?.ballots ?? 0) < k;
  if (few(region)) return t("matrix.few", { n: k });
  if (about.get(region.id)?.not_anew) return t("matrix.not_anew");
  return t("matrix.cover", {
    regions: inRow(regions.filter((one) => about.get(one.id)?.withheld && few(one)).map((one) => one.short)),
  });
}

/**
 * Say what stands under a page of the matrix.
 * @param {any} ranked
 * @param {Region[]} shown the regions of the page
 * @param {Region[]} regions all of the round
 */
export function matrixFoot(ranked, shown, regions) {
  const means = kindOf(ranked) === "verdict" ? t("matrix.means") : listKind(ranked);
  if (!isCrowded(shown)) return means;
  const about = aboutRegions(ranked);
  /** @type {Map<string, string[]>} */
  const reasons = new Map();
  for (const region of shown.filter((one) => about.get(one.id)?.withheld)) {
    const why = whyWithheld(ranked, region, regions);
    reasons.set(why, [...(reasons.get(why) ?? []), region.short]);
  }
  const kept = [...reasons].map(([why, shorts]) => t("matrix.withheld_why", { regions: inRow(shorts), why }));
  return [means, t("matrix.here_means"), ...kept].join(" · ");
}
