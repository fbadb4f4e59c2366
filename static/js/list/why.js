// @ts-check
/**
 * Why a recommendation stands where it stands: its reasons as lines with a sign each, in the order of the list.
 * Refuses to find reasons: they come as they were published. Invariant: every reason has a line, one of a kind that
 * this page does not know too.
 */
import { all, fill, list, one } from "../page/dom.js";
import { STANDINGS } from "../page/standings.js";
import { consentLines } from "../page/consent.js";
import { namedWords, reasonWords } from "./reasons.js";

/** @typedef {import("../page/chips.js").Region} Region */
/**
 * @typedef {{code: string, state: string, sign: string, words: string}} Line `sign` names a drawing of the page,
 *   `state` is that of the regions it is about
 */

/** What a reason of the regions is about, as the strip draws it. @type {Record<string, string>} */
const STATES = {
  backed_by: "backs", opposed_by: "opposes", leans_for_in: "leans_for", leans_against_in: "leans_against",
  level_in: "level", abstained_in: "abstained", no_votes_in: "no_votes", no_position_in: "no_position",
  not_determined_in: "not_determined", withheld_in: "withheld", not_anew_in: "withheld",
};
/** Of what is no region's: by how the code begins. @type {[string, string][]} */
const SIGNS = [
  ["below_", "#sym-up"], ["rests_on", "#sym-firm"], ["more_for_", "#sym-way"], ["tied", "#sym-tie"],
  ["lot_", "#sym-lot"], ["plenary_", "#sym-mark"], ["leaning_", "#sym-leans_against"],
  ["share_rank", "#sym-tie"], ["run_off_", "#sym-tie"],
];
/** What the row of the regions says already where it stands beside the reasons. */
const OF_REGIONS = Object.keys(STATES);
const FIRM = "rests_on";
const WAY = "more_for_";

/** @param {string} code @param {string} state @param {any} item */
function signOf(code, state, item) {
  if (state) return `#sym-${STANDINGS[state][0]}`;
  if (code === "regions_needed") return `#sym-${item.verdict}`;
  return SIGNS.find(([start]) => code.startsWith(start))?.[1] ?? "#sym-dot";
}

/** Say all reasons of an item. @param {any} item @param {Region[]} regions @returns {Line[]} */
export const whyOf = (item, regions) => [
  ...(item.reasons ?? []).map((/** @type {any} */ reason) => {
    const { code } = reason;
    const state = STATES[code] ?? "";
    return { code, state, sign: signOf(code, state, item), words: reasonWords(reason, regions) };
  }),
  ...consentLines(item).map(({ code, words }) => ({ code, state: "", sign: signOf(code, "", item), words })),
  ...namedWords(item, regions).map((words) => ({ code: "named", state: "", sign: "#sym-named", words })),
];

/**
 * Part the reasons for a page that shows the regions in a row of their own: why it stands here, how firm that is, and
 * the shortest way up.
 * @param {any} item @param {Region[]} regions @returns {{here: Line[], firm: Line | null, way: Line | null}}
 */
export function whyInParts(item, regions) {
  const lines = whyOf(item, regions);
  const one = (/** @type {string} */ start) => lines.find(({ code }) => code.startsWith(start)) ?? null;
  return {
    here: lines.filter((line) => line !== one(FIRM) && line !== one(WAY) && !OF_REGIONS.includes(line.code)),
    firm: one(FIRM), way: one(WAY),
  };
}

/** What was shown last under each, for the moment in which somebody opens it. @type {WeakMap<Element, () => void>} */
const behind = new WeakMap();
/** By how the codes begin of what the lot did. */
const BY_LOT = /^lot_|_by_lot$/;

/**
 * Show the reasons of an item under its row: they are written when somebody opens them, and then as they change.
 * @param {HTMLElement} row @param {any} item @param {Region[]} regions
 * @param {() => Line[]} [ofLot] what is said besides where the lot decided
 */
export function showWhy(row, item, regions, ofLot = () => []) {
  fill(row, { reasoned: Boolean(item.reasons?.length) });
  const drawn = item.reasons?.some((/** @type {any} */ { code }) => BY_LOT.test(code));
  showLines(one("details.why", row), () => [...whyOf(item, regions), ...(drawn ? ofLot() : [])]);
}

/**
 * Write lines when somebody opens what they stand in, and then as they change.
 * @param {HTMLElement | null} details @param {() => Line[]} said
 */
export function showLines(details, said) {
  if (!details) return;
  if (!behind.has(details)) details.addEventListener("toggle", () => opened(details));
  behind.set(details, () => write(details, said()));
  opened(details);
}

/** Write what is open once more: what it is made of has come. */
export const writeAgain = () => all("details.why").forEach(opened);

/** @param {HTMLElement} details */
const opened = (details) => /** @type {HTMLDetailsElement} */ (details).open && behind.get(details)?.();

/** @param {HTMLElement} details @param {Line[]} said */
function write(details, said) {
  for (const plain of all("[data-plain]", details)) plain.remove(); // the page without a script says them alone
  const lines = /** @type {HTMLElement} */ (one("[data-list=why]", details));
  const keyed = said.map((line, at) => ({ ...line, key: `${at} ${line.code}` }));
  list(lines, keyed, "key", "why-line", (element, line) => fill(element, line));
}
