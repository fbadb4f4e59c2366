// @ts-check
/**
 * The list of a round as the podium has it: the published one, or what those who conduct may read before; of a later
 * reading with the list before it, where that is there. Refuses to fetch. Invariant: none of an earlier closing.
 */
import { keyOf } from "../page/foresight.js";
import { inWords } from "../page/words.js";
import { withBefore } from "../list/movements.js";

/**
 * @param {() => {state: import("../line/state.js").State, early: {key: string, ranked: any}}} read
 * @returns {(round: Said.Round) => any}
 */
export const makeListOf = (read) => (round) => {
  const { state: { rankedLists, recommendations }, early } = read();
  const ahead = ["closed", "published"].includes(round?.state) && early.key === keyOf(round) ? early.ranked : null;
  const worded = (/** @type {any} */ list) => inWords(list, recommendations);
  return withBefore(worded(rankedLists[round?.id] ?? ahead), rankedLists, worded);
};
