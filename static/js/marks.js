// @ts-check
/**
 * The marks of a ballot as they stand in the form: buttons of choice, ticks, places. Refuses to know what a mark means.
 * Invariant: what is left open has no mark; an empty value is none.
 */
import { all } from "./dom.js";

/** @typedef {Record<string, string>} Marks by the id of a recommendation */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** @param {Field} field */
const about = (field) => field.name.slice("mark.".length);

/** Read the marks as they stand on the page. @param {HTMLElement} vote @returns {Marks} */
export function marksOn(vote) {
  const chosen = all("input[name^='mark.']:checked, select[name^='mark.']", vote).map((found) => /** @type {Field} */ (found));
  return Object.fromEntries(chosen.filter((field) => field.value).map((field) => [about(field), field.value]));
}

/** Put marks on the page: a ballot that was kept, or one cast from another device. @param {HTMLElement} vote @param {Marks} marks */
export function putMarks(vote, marks) {
  for (const found of all("[name^='mark.']", vote)) {
    const mark = marks[about(/** @type {Field} */ (found))] ?? "";
    if (found instanceof HTMLSelectElement) found.value = mark;
    else /** @type {HTMLInputElement} */ (found).checked = /** @type {HTMLInputElement} */ (found).value === mark;
  }
}
