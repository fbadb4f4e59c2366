// @ts-check
/**
 * The rules that a draft asks about, method by method. Pure. Refuses to know what a rule does. Invariant: a rule that
 * means nothing to a method is neither asked nor sent.
 */
import { cardOf } from "../page/cards.js";

const COUNTS = ["max_choices", "places", "k", "opposition_tolerated"];

/** Say which rules a method asks about. @param {string} method @returns {string[]} */
export const rulesOf = (method) => cardOf(method)?.rules ?? [];

/**
 * Read the rules sheet of a draft; what was left empty keeps its default.
 * @param {string} method @param {{get: (name: string) => any}} given a form's data @returns {Record<string, any>}
 */
export function readRules(method, given) {
  const minutes = Number(given.get("minutes") || 0);
  /** @type {Record<string, any>} */
  const rules = {
    secrecy: given.get("secrecy"), visibility: given.get("visibility"),
    closes_after_s: minutes > 0 ? Math.round(minutes * 60) : null,
  };
  for (const rule of rulesOf(method)) {
    const value = given.get(rule);
    if (rule === "with_changes") rules[rule] = value === "on";
    else if (rule === "quorum") rules[rule] = value || null;
    else if (value !== null && value !== "")
      rules[rule] = COUNTS.includes(rule) ? Math.max(0, Math.round(Number(value))) : value;
  }
  return rules;
}
