// @ts-check
/**
 * The fields in which an answer says what its question asks beside the words: a set for each question that asks
 * something, of which the one of the chosen question is shown. Refuses to know what is asked: the page was drawn with
 * it. Invariant: what stands in the set of another question is not sent.
 */
import { all } from "./dom.js";

/** @typedef {{kind?: string, facets?: Record<string, string | string[]>}} Answers */

/** @param {HTMLFormElement} form @param {string} [questionId] */
const setOf = (form, questionId = /** @type {any} */ (form.elements.namedItem("question_id"))?.value) =>
  all("[data-asks]", form).find((one) => one.dataset.asks === questionId);

/** @param {Element} set @returns {HTMLInputElement[]} */
const fieldsIn = (set) => /** @type {HTMLInputElement[]} */ (all("[data-facet], [data-answer-kind]", set));

/** The names of all fields, for what is kept of them. @param {HTMLFormElement} form */
export const facetNames = (form) => all("[data-asks]", form).flatMap(fieldsIn).map((field) => field.name);

/** Show the set of the chosen question. @param {HTMLFormElement} form @param {string} [questionId] */
export function showFacets(form, questionId) {
  const chosen = setOf(form, questionId);
  for (const set of all("[data-asks]", form)) set.hidden = set !== chosen;
}

/** Have the set follow the question that is chosen. @param {HTMLFormElement} form */
export function bindFacets(form) {
  form.addEventListener("change", () => showFacets(form));
  showFacets(form);
}

/**
 * What a form says: nothing where its question asks nothing.
 * @param {HTMLFormElement} form @param {string} [questionId] @returns {Answers}
 */
export function facetsIn(form, questionId) {
  const set = setOf(form, questionId);
  if (!set) return {};
  /** @type {Record<string, string | string[]>} */
  const facets = {};
  let kind = "";
  for (const field of fieldsIn(set)) {
    const { facet = "" } = field.dataset;
    if (!facet) kind = field.value;
    else if (field.type === "checkbox")
      facets[facet] = [...(facets[facet] ?? []), ...(field.checked ? [field.value] : [])];
    else if (field.value.trim()) facets[facet] = field.value;
  }
  return { ...(kind ? { kind } : {}), facets };
}

/**
 * Put what a recommendation says into the fields of its question.
 * @param {HTMLFormElement} form @param {Said.Recommendation} recommendation
 */
export function fillFacets(form, { question_id, kind, facets }) {
  showFacets(form, question_id);
  const set = setOf(form, question_id);
  for (const field of set ? fieldsIn(set) : []) {
    const said = facets[field.dataset.facet ?? ""];
    if (!field.dataset.facet) field.value = kind;
    else if (field.type === "checkbox") field.checked = Boolean(said?.includes(field.value));
    else field.value = String(said ?? "");
  }
}

/** Empty the fields. @param {HTMLFormElement} form */
export function emptyFacets(form) {
  for (const field of all("[data-asks]", form).flatMap(fieldsIn)) {
    if (field.type === "checkbox") field.checked = false;
    else if (field.dataset.facet) field.value = "";
  }
}
