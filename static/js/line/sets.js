// @ts-check
/**
 * Sets, as a page keeps them: what regions hand to a plenary session. Pure. Invariant: a plenary room keeps, of what
 * regions proposed, what stands in one of its sets or on one of its slates, and nothing else.
 */
import { byId } from "./tables.js";

/** @typedef {import("./state.js").State} State */

/**
 * Take in what a region hands over now; without recommendations it is taken back.
 * @param {State} state @param {Said.SetChanged} message @returns {State}
 */
export function withSet(state, { region_id, room_id, session_id, round_id, recommendations, handed_at_ms, ...more }) {
  const others = state.sets.filter((one) => one.room_id !== room_id || one.session_id !== session_id);
  const recommendation_ids = recommendations.map((one) => one.id);
  const { bound, confirmed } = more;
  const kept = { ...(bound ? { bound } : {}), ...(confirmed === undefined ? {} : { confirmed }) };
  const said = { region_id, room_id, session_id, round_id, recommendation_ids, handed_at_ms, ...kept };
  return heardOf({
    ...state,
    recommendations: { ...state.recommendations, ...byId(recommendations) },
    sets: recommendations.length ? [...others, /** @type {Said.Set} */ (said)] : others,
  });
}

/** Leave out what a plenary room does not hear of any more. @param {State} state @returns {State} */
export function heardOf(state) {
  const { room, sets, rounds, recommendations } = state;
  if (room?.kind !== "plenary") return state;
  const slates = Object.values(rounds).flatMap((round) => round.slate);
  const spokenOf = new Set([...sets.flatMap((one) => one.recommendation_ids), ...slates]);
  const here = Object.entries(recommendations).filter(([id, one]) => one.room_id === room.id || spokenOf.has(id));
  return here.length === Object.keys(recommendations).length
    ? state : { ...state, recommendations: Object.fromEntries(here) };
}

/**
 * Take in what a region is asked to confirm; null: it is asked nothing any more.
 * @param {State} state @param {Said.ConfirmationChanged} message @returns {State}
 */
export function withConfirmation(state, { room_id, confirmation }) {
  const others = (state.confirmations ?? []).filter((one) => one.room_id !== room_id);
  return { ...state, confirmations: confirmation ? [...others, confirmation] : others };
}
