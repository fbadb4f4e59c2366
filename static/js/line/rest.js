// @ts-check
/**
 * The rest of a long room, as a page keeps it: a picture has the first recommendations, the others come from their
 * address. Pure. Invariant: what came with the picture or since is newer than the rest, and stays; what was known from
 * an earlier picture stands until the rest has come.
 */
import { byId } from "./tables.js";
import { heardOf } from "./sets.js";

/** @typedef {import("./state.js").State} State @typedef {import("./state.js").Recommendations} Recommendations */
/**
 * @typedef {{address: string, seq: number, before: Recommendations}} Rest `seq`: of the picture that left it out;
 *   `before`: what was known before that, and is not in it
 */

/**
 * Say what a page knows of the recommendations once a picture has come. @param {State} state
 * @param {Said.Snapshot} message @returns {{recommendations: Recommendations, rest: Rest | null}}
 */
export function firstOf(state, message) {
  const told = byId([...message.recommendations, ...(message.own ?? [])]);
  if (!message.more) return { recommendations: told, rest: null };
  const before = Object.fromEntries(Object.entries(state.recommendations).filter(([id]) => !(id in told)));
  return { recommendations: { ...before, ...told }, rest: { address: message.more, seq: message.seq, before } };
}

/**
 * Take in the rest; one that is older than the picture is passed over. @param {State} state
 * @param {{seq: number, recommendations: Said.Recommendation[]}} message @returns {State}
 */
export function withRest(state, { seq, recommendations }) {
  const { rest } = state;
  if (!rest || seq < rest.seq) return state;
  const newer = Object.values(state.recommendations).filter((one) => one !== rest.before[one.id]);
  return heardOf({ ...state, rest: null, recommendations: { ...byId(recommendations), ...byId(newer) } });
}
