// @ts-check
/**
 * Regions that present: which has the floor, and for how much longer. Pure. Refuses to judge the order.
 */

/** @typedef {import("./state.js").State} State */

/** Under which name its clock is kept beside those of the rounds. */
export const PRESENTATION = "presentation";

/** @param {State} state @param {Said.Presentation} presentation @param {number} now @returns {State} */
export const withPresentation = (state, presentation, now) =>
  ({ ...state, presentation, clockAt: { ...state.clockAt, [PRESENTATION]: now } });

/**
 * Say who has the floor, and as which of how many; nothing where nobody has.
 * @param {State} state @returns {{region: string, n: number, all: number} | null}
 */
export function onTheFloor({ presentation: now }) {
  if (!now || now.over || now.place < 0) return null;
  return { region: now.order[now.place], n: now.place + 1, all: now.order.length };
}

/**
 * What a region handed to the session of this room, in its own order; what was merged since stands for itself.
 * @param {State} state @param {string} region @returns {Said.Recommendation[]}
 */
export const presentedBy = ({ sets, recommendations }, region) =>
  sets.filter((one) => one.region_id === region).flatMap((one) => one.recommendation_ids)
    .map((id) => recommendations[id]).filter((one) => ["accepted", "merged"].includes(one?.status));
