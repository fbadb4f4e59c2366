// @ts-check
/**
 * Which recommendations of a room the podium shows: what was typed, a status, a region, a question. Pure. Refuses to
 * change their order. Invariant: a figure beside a status says how many would be shown if it were chosen.
 */
import { looksFor } from "../page/finding.js";

/**
 * @typedef {{typed: string, status: string, region: string, question: string, about?: string}} Filter an empty one lets
 *   all pass; `about` is a kind of answer (`=lesson`), an option of a facet (`level=national`), or its being missing
 *   (`level=`)
 */

/** In the order in which they are listed: what waits for an answer first. */
export const STATUSES = ["proposed", "accepted", "merged", "rejected", "withdrawn"];

/** @type {Filter} */
export const EVERYTHING = { typed: "", status: "", region: "", question: "" };

/**
 * Put the recommendations of a room in the order in which they are shown; what was sent back behind what waits.
 * @param {Said.Recommendation[]} recommendations
 */
export const inOrder = (recommendations) =>
  recommendations.sort(
    (a, b) =>
      STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status)
      || Number(Boolean(a.note)) - Number(Boolean(b.note)) || a.number - b.number
  );

/** @param {Said.Recommendation} recommendation @param {string} about */
function fitsAbout({ kind, facets }, about) {
  if (!about) return true;
  const [facet, wanted] = about.split("=");
  if (!facet) return kind === wanted;
  const said = facets[facet] ?? "";
  return wanted ? said === wanted || (typeof said !== "string" && said.includes(wanted)) : said.length === 0;
}

/**
 * Choose what is shown.
 * @param {Said.Recommendation[]} recommendations in their order @param {Filter} filter
 * @param {(recommendation: Said.Recommendation) => string} [more] what else one may be found by
 * @returns {{found: Said.Recommendation[], counts: Record<string, number>}} `counts` by status, all of them under ""
 */
export function filtered(recommendations, { typed, status, region, question, about = "" }, more = () => "") {
  const fits = looksFor(typed);
  const there = recommendations.filter(
    (one) =>
      (!region || one.region_ids.includes(region))
      && (!question || one.question_id === question)
      && fitsAbout(one, about)
      && fits(one, more(one))
  );
  /** @type {Record<string, number>} */
  const counts = { "": there.length };
  for (const one of there) counts[one.status] = (counts[one.status] ?? 0) + 1;
  return { found: status ? there.filter((one) => one.status === status) : there, counts };
}
