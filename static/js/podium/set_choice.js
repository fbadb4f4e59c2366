// @ts-check
/**
 * What those who conduct a region's room have chosen to hand over, and to whom. Pure, and without words. Invariants:
 * what was chosen is kept whatever others do, but for what does not stand any more; until somebody chooses, it is what
 * was handed over.
 */

/** @typedef {import("../line/state.js").State} State */
/** @typedef {{session: string, ids: string[], touched: boolean}} Choice */

/** Nothing chosen by hand yet; an empty session is the one that hears the room by itself. @type {Choice} */
export const UNTOUCHED = { session: "", ids: [], touched: false };

/** What this room has handed to a session. @param {State} state @param {string} session */
export const setFor = (state, session) => state.sets.find((one) => one.session_id === session);

/** The sets of this room as they stand: by session, what is in them. @param {Pick<State, "sets">} state */
export const setsOf = ({ sets }) => Object.fromEntries(sets.map((one) => [one.session_id, one.recommendation_ids]));

/** Whether other sets stand than were read. @param {State} state @param {Record<string, string[]>} read */
export const hasChanged = (state, read) =>
  state.sets.length !== Object.keys(read).length
  || state.sets.some((one) => one.recommendation_ids.join() !== read[one.session_id]?.join());

/** Whether a recommendation may be handed over. @param {State} state @param {string} id */
const stands = (state, id) => state.recommendations[id]?.status === "accepted";

/**
 * What is chosen now: by hand, or what the session has been handed.
 * @param {Choice} choice @param {State} state @param {string} heardIn the session that hears the room by itself
 * @returns {Choice}
 */
export function chosen(choice, state, heardIn) {
  const handedTo = state.sets.length === 1 ? state.sets[0].session_id : heardIn;
  const session = choice.session || handedTo;
  const ids = choice.touched ? choice.ids : (setFor(state, session)?.recommendation_ids ?? []);
  return { session, ids: ids.filter((id) => stands(state, id)), touched: choice.touched };
}

/** Choose a recommendation, or no longer. @param {Choice} choice @param {string} id @returns {Choice} */
export const toggled = (choice, id) => ({
  ...choice, touched: true,
  ids: choice.ids.includes(id) ? choice.ids.filter((one) => one !== id) : [...choice.ids, id],
});

/** Move what is chosen up (-1) or down (1). @param {Choice} choice @param {string} id @param {number} by */
export function moved(choice, id, by) {
  const at = choice.ids.indexOf(id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= choice.ids.length) return choice;
  const ids = [...choice.ids];
  [ids[at], ids[to]] = [ids[to], ids[at]];
  return { ...choice, ids, touched: true };
}

/**
 * The rows of a choice: what is chosen, in its order, then the rest by number; what has to stay cannot be taken away.
 * @param {Choice} choice @param {State} state
 */
export function rowsOf(choice, state) {
  const bound = new Set(state.sets.flatMap((one) => one.bound ?? []));
  const rest = Object.values(state.recommendations)
    .filter((one) => one.room_id === state.room.id && one.status === "accepted" && !choice.ids.includes(one.id))
    .sort((a, b) => a.number - b.number);
  const row = (/** @type {Said.Recommendation} */ one, /** @type {number} */ place) => ({
    id: one.id, recommendation: one, place, bound: bound.has(one.id),
    canUp: place > 1, canDown: place > 0 && place < choice.ids.length,
  });
  return {
    chosen: choice.ids.map((id, at) => row(state.recommendations[id], at + 1)),
    rest: rest.map((one) => row(one, 0)),
  };
}

/** Whether the choice is what the session has already. @param {Choice} choice @param {State} state */
export const isHanded = (choice, state) =>
  choice.ids.join() === (setFor(state, choice.session)?.recommendation_ids ?? []).join();
