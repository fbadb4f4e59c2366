// @ts-check
/**
 * The field in which somebody says in which language words are: one of the six, or another by its tag. Refuses to know
 * which tags there are. Invariant: the name of what was typed is shown at once, so that a slip is seen.
 */
import { fill, one } from "./dom.js";
import { languageName } from "./strings.js";

const OTHER = "other";

/** @param {HTMLFormElement} form */
const select = (form) => /** @type {HTMLSelectElement} */ (form.elements.namedItem("language"));
/** @param {HTMLFormElement} form */
const other = (form) => /** @type {HTMLInputElement} */ (form.elements.namedItem("other_language"));

/** The tag that a form says; empty where it says another language and not which. @param {HTMLFormElement} form */
export const languageIn = (form) => (select(form).value === OTHER ? other(form).value.trim() : select(form).value);

/**
 * Show the field of another language where it is chosen, with the name of what stands in it.
 * @param {HTMLFormElement} form
 */
export function showLanguage(form) {
  const chosen = select(form).value === OTHER;
  const tag = other(form).value.trim();
  const name = tag ? languageName(tag) : "";
  const area = /** @type {HTMLElement} */ (one("[data-other-language]", form));
  area.hidden = !chosen;
  fill(area, { languageName: name === tag ? "" : name });
}

/** Bring the field to life. @param {HTMLFormElement} form */
export function bindLanguage(form) {
  form.addEventListener("input", () => showLanguage(form));
  form.addEventListener("change", () => showLanguage(form));
  showLanguage(form);
}
