// @ts-check
/**
 * What a recommendation says of itself beside its words, in one line: its kind, its facets, and what it does not say.
 * Refuses to know where it is shown; the service says the same where it draws a page (server/words/answers.py).
 * Invariant: what a question asks is read from the page, where it follows the programme.
 *
 * @typedef {{id: string, name: string, kind: "one" | "several" | "text", options: {id: string, name: string}[],
 *   asked: boolean}} Facet
 * @typedef {{facets?: Facet[], kinds?: string[]}} Asked
 */
import { one } from "./dom.js";
import { inRow, t } from "./strings.js";

/** The kinds of answer, in their order. */
export const KINDS = ["recommendation", "achievement", "lesson", "practice", "structure"];

/** @type {HTMLElement | null} */
let place = null;
let written = "";
/** @type {Record<string, Asked>} */
let asked = {};

/** What each question asks of its answers, by its id; one that asks nothing is not there. */
export function askedHere() {
  place ??= globalThis.document ? one("[data-asked]") : null;
  const now = place?.dataset.asked ?? "{}";
  if (now !== written) [written, asked] = [now, JSON.parse(now)];
  return asked;
}

/** The facets of a question. @param {string} questionId @returns {Facet[]} */
export const facetsOf = (questionId) => askedHere()[questionId]?.facets ?? [];

/** @param {Facet} facet @param {string | readonly string[]} answer */
function answerWords({ name, kind, options }, answer) {
  if (kind === "text") return t("facets.words", { name, words: String(answer) });
  const chosen = typeof answer === "string" ? [answer] : answer;
  return inRow(chosen.map((id) => options.find((option) => option.id === id)?.name ?? id));
}

/**
 * Say of a recommendation what stands beside its words; empty where there is nothing to say.
 * @param {Partial<Said.Recommendation> | undefined} recommendation
 * @param {boolean} [briefly] only what was chosen from a list: not what was written, and not what is missing
 */
export function aboutWords(recommendation, briefly = false) {
  if (!recommendation) return "";
  const { kind = "recommendation", facets = {}, question_id = "" } = recommendation;
  const said = kind && kind !== "recommendation" ? [t(`answer.${kind}`)] : [];
  const missing = [];
  for (const facet of facetsOf(question_id)) {
    const answer = facets[facet.id];
    if (briefly && (facet.kind === "text" || !answer?.length)) continue;
    if (answer?.length) said.push(answerWords(facet, answer));
    else if (facet.asked) missing.push(facet.name);
  }
  if (missing.length) said.push(t("facets.missing", { names: inRow(missing) }));
  return said.join(" · ");
}
