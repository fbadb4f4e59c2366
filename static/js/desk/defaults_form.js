// @ts-check
/**
 * The form of the defaults: a choice for regions' rooms and one for plenaries, each name with whose it is before it.
 * Refuses to know what a rule does. Invariant: a rule that means nothing to a method is neither shown nor sent.
 *
 * @typedef {"region" | "plenary"} Kind
 * @typedef {{method: string, rules: Record<string, any>}} Choice
 */
import { all, one } from "../page/dom.js";
import { oneEnd, readRules, rulesAsked, writeRules } from "../podium/draft_rules.js";

export const KINDS = /** @type {const} */ (["region", "plenary"]);
const CHOSEN = ["method", "secrecy"];

/** @param {HTMLFormElement} form */
export function makeForm(form) {
  oneEnd(form);
  /** The form as one choice sees it. @param {Kind} kind */
  const given = (kind) => {
    const data = new FormData(form);
    return { get: (/** @type {string} */ name) => data.get(`${kind}.${name}`) };
  };

  /** @param {Kind} kind @returns {Choice} */
  function read(kind) {
    const method = String(given(kind).get("method") ?? "");
    return { method, rules: readRules(method, given(kind)) };
  }

  return {
    read,
    /** @param {Kind} kind @param {Choice} choice */
    write(kind, { method, rules }) {
      const named = { namedItem: (/** @type {string} */ name) => form.elements.namedItem(`${kind}.${name}`) };
      for (const name of CHOSEN) {
        const value = name === "method" ? method : rules[name];
        const input = one(`input[name="${kind}.${name}"][value="${value}"]`, form);
        if (input instanceof HTMLInputElement) input.checked = true;
        const folded = input?.closest("details");
        if (folded) folded.open = true;
      }
      writeRules(/** @type {any} */ ({ elements: named }), rules);
    },
    /** Show the rules that mean something to what is chosen. */
    show() {
      for (const kind of KINDS) {
        const asked = rulesAsked(String(given(kind).get("method")), given(kind));
        for (const rule of all(`[data-rule^="${kind}."]`, form))
          rule.hidden = !asked.includes((rule.dataset.rule ?? "").slice(kind.length + 1));
      }
    },
  };
}
