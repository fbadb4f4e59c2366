// @ts-check
/**
 * The rules that a draft asks about, method by method. Pure. Refuses to know what a rule does. Invariant: a rule that
 * means nothing to a method is neither asked nor sent.
 */

const JUDGING = ["across_regions", "balanced_product", "regional_mean"];
const PRIORITISING = ["score", "ranked_pairs"];
const CHOOSING = ["shortlist", "proportional_five", "scottish_stv"];

/** How many recommendations a method takes at most. @type {Record<string, number>} */
export const LARGEST = { score: 12, ranked_pairs: 8, scottish_stv: 8 };

/** Which methods ask about a rule; without a list, all do. @type {Record<string, string[] | null>} */
const ASKED = {
  max_choices: ["shortlist", "proportional_five"], places: CHOOSING, with_changes: JUDGING, required_majority: JUDGING,
  theta: [...JUDGING, ...PRIORITISING], backing_quorum: [...JUDGING, ...PRIORITISING],
  regions_needed: [...JUDGING, ...PRIORITISING], opposition_tolerated: [...JUDGING, ...PRIORITISING],
  quorum: null, tie_rule: null, k: null,
};
const COUNTS = ["max_choices", "places", "k", "opposition_tolerated"];

/** Say which rules a method asks about. @param {string} method @returns {string[]} */
export const rulesOf = (method) => Object.keys(ASKED).filter((rule) => ASKED[rule]?.includes(method) ?? true);

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
