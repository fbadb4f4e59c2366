// @ts-check
/**
 * The rules that a draft asks about, method by method. Pure. Refuses to know what a rule does. Invariant: a rule that
 * means nothing to a method is neither asked nor sent.
 */
import { cardOf } from "../page/cards.js";
import { dateIn, putDate } from "../page/closing_dates.js";

const FLAGS = ["with_changes", "wishes", "deciding_quorum", "no_region_leans", "both_keys", "roll_call"];
const COUNTS = ["max_choices", "places", "k", "opposition_tolerated"];

/** Say which rules a method asks about. @param {string} method @returns {string[]} */
const rulesOf = (method) => cardOf(method)?.rules ?? [];

/**
 * Say which of them a draft asks about as it is filled in: a roll call is of rounds in which all may be
 * shown, and wishes are of those who say With changes.
 * @param {string} method @param {{get: (name: string) => any}} given a form's data
 */
export const rulesAsked = (method, given) =>
  rulesOf(method).filter((rule) =>
    rule === "roll_call" ? given.get("secrecy") === "recorded" : rule !== "wishes" || given.get("with_changes") === "on"
  );

/**
 * Put the rules sheet of a draft into its form.
 * @param {HTMLFormElement} form @param {Record<string, any>} rules
 */
export function writeRules(form, rules) {
  for (const [rule, value] of Object.entries({ ...rules, minutes: minutesOf(rules) })) {
    const input = form.elements.namedItem(rule);
    if (input instanceof HTMLInputElement && input.type === "checkbox") input.checked = Boolean(value);
    else if (rule === "closes_at") putDate(/** @type {any} */ (input), /** @type {any} */ (value));
    else if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) input.value = String(value ?? "");
  }
}

/** How many minutes a rules sheet gives; empty without a countdown. @param {Record<string, any>} rules */
export const minutesOf = ({ closes_after_s: seconds }) => (seconds ? String(seconds / 60) : "");

/**
 * Read the rules sheet of a draft; what was left empty keeps its default.
 * @param {string} method @param {{get: (name: string) => any}} given a form's data @returns {Record<string, any>}
 */
export function readRules(method, given) {
  const minutes = Number(given.get("minutes") || 0);
  const date = dateIn(given.get("closes_at"), given.get("closing_zone"));
  /** @type {Record<string, any>} */
  const rules = {
    secrecy: given.get("secrecy"), visibility: given.get("visibility"),
    closes_after_s: minutes > 0 && !date ? Math.round(minutes * 60) : null, closes_at: date || null,
  };
  for (const rule of rulesAsked(method, given)) {
    const value = given.get(rule);
    if (FLAGS.includes(rule)) rules[rule] = value === "on";
    else if (rule === "quorum") rules[rule] = value || null;
    else if (value !== null && value !== "")
      rules[rule] = COUNTS.includes(rule) ? Math.max(0, Math.round(Number(value))) : value;
  }
  return rules;
}

/**
 * Have a form say one end of a round: whoever chooses minutes has chosen no date, and the other way round.
 * @param {HTMLFormElement} form
 */
export function oneEnd(form) {
  const empty = (/** @type {string} */ name) => {
    const field = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(name));
    if (field) field.value = "";
  };
  form.addEventListener("change", ({ target }) => {
    const { name = "", value = "" } = /** @type {HTMLInputElement} */ (target);
    const [, of, what] = /^(|region\.|plenary\.)(closes_at|minutes)$/.exec(name) ?? [];
    if (what && value) empty(`${of}${what === "minutes" ? "closes_at" : "minutes"}`);
  }, { capture: true });
  form.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("[data-draft='minutes']")) empty("closes_at");
  }, { capture: true });
}

/** The minutes that a form says; none of one that says a date. @param {FormData} given */
export const minutesIn = (given) => (given.get("closes_at") ? null : given.get("minutes"));
