// @ts-check
/**
 * What a row of a list says of delegations: how many are for it and against it and, opened by a tap, how each of them
 * voted. Refuses to count. Invariant: a roll call is written when somebody opens it, and then as it changes.
 */
import { fill, list, one } from "../page/dom.js";
import { delegationsLine, nameOf, votedOn } from "../page/delegations.js";
import { number, t } from "../page/strings.js";

/** @typedef {import("../page/chips.js").Region} Region */
const SIGNS = /** @type {Record<string, string>} */ ({ for: "backs", against: "opposes", none: "none" });

/** What was shown last in each, for the moment in which somebody opens it. @type {WeakMap<Element, () => void>} */
const behind = new WeakMap();

/**
 * Show it.
 * @param {HTMLElement} row @param {any} ranked @param {any} item @param {Region[]} regions
 */
export function showDelegations(row, ranked, item, regions) {
  const called = ranked.delegations?.roll_call ?? [];
  fill(row, {
    delegations: delegationsLine(item), rolled: called.length > 0,
    rollTitle: t("roll.title", { n: number(called.length) }),
  });
  const details = /** @type {HTMLDetailsElement | null} */ (one("details.roll", row));
  if (!details) return;
  if (!behind.has(details)) details.addEventListener("toggle", () => details.open && behind.get(details)?.());
  behind.set(details, () => write(details, called, item.recommendation_id, regions));
  if (details.open) behind.get(details)?.();
}

/** @param {HTMLElement} details @param {any[]} called @param {string} id @param {Region[]} regions */
function write(details, called, id, regions) {
  const keyed = called.map((each, at) => ({ ...each, key: String(at) }));
  list(/** @type {HTMLElement} */ (one("[data-list=roll]", details)), keyed, "key", "roll-line", (line, each) => {
    const { position, word, duel } = votedOn(each, id);
    const region = regions.find((found) => found.id === each.region_id)?.short ?? "";
    fill(line, { position, sign: `#sym-${SIGNS[position]}`, name: nameOf(each), region, word, duel });
  });
}
