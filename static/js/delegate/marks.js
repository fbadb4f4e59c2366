// @ts-check
/**
 * The marks of a ballot as they stand in the form: buttons of choice, ticks, places. Refuses to know what a mark means.
 * Invariant: what is left open has no mark; an empty value is none. The dots by which a plain form makes all its values
 * equally long are taken off once a script runs.
 */
import { all } from "../page/dom.js";

/** @typedef {Record<string, string>} Marks by the id of a recommendation */
/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** @param {Field} field */
const about = (field) => field.name.slice("mark.".length);

/**
 * Take the dots off the values of a form that came from the service, and the choices that only fill.
 * @param {HTMLElement} main
 */
export function undot(main) {
  for (const filling of all(".choice.plain-only", main)) filling.remove();
  for (const found of all("input[name^='mark.'], select[name^='mark.'] option", main)) {
    const field = /** @type {HTMLInputElement | HTMLOptionElement} */ (found);
    if (field.value.endsWith(".")) field.value = field.value.replace(/\.+$/, "");
  }
}

/**
 * What can be marked in a form, and with what: as much as is needed before its round is known.
 * @param {HTMLElement} vote
 */
export function offeredIn(vote) {
  const fields = all("input[name^='mark.'], select[name^='mark.']", vote).map((found) => /** @type {Field} */ (found));
  const values = fields.flatMap((field) =>
    field instanceof HTMLSelectElement ? [...field.options].map((option) => option.value) : [field.value]
  );
  return { slate: [...new Set(fields.map(about))], marks: [...new Set(values)] };
}

/** Read the marks as they stand on the page. @param {HTMLElement} vote @returns {Marks} */
export function marksOn(vote) {
  const chosen = all("input[name^='mark.']:checked, select[name^='mark.']", vote).map(
    (found) => /** @type {Field} */ (found)
  );
  return Object.fromEntries(chosen.filter((field) => field.value).map((field) => [about(field), field.value]));
}

/**
 * Put marks on the page: a ballot that was kept, or one cast from another device.
 * @param {HTMLElement} vote
 * @param {Marks} marks
 */
export function putMarks(vote, marks) {
  for (const found of all("[name^='mark.']", vote)) {
    const mark = marks[about(/** @type {Field} */ (found))] ?? "";
    if (found instanceof HTMLSelectElement) found.value = mark;
    else /** @type {HTMLInputElement} */ (found).checked = /** @type {HTMLInputElement} */ (found).value === mark;
  }
}
