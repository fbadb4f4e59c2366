// @ts-check
/**
 * The hall before publication, for the podium's eyes: the page itself, told that the closed round is public. Pure.
 * Refuses to fetch a list: the service gives it to the podium alone. Invariant: what is not closed stays as it is.
 */

/** @typedef {import("../line/state.js").State} State */

/** @param {Said.Round} round */
export const keyOf = (round) => `${round?.id}:${round?.epoch}`;

/**
 * Say what the hall will be once a closed round is published.
 * @param {State} state
 * @param {Said.Round} round
 * @param {{key: string, ranked: any}} early the list read ahead, and of which closing
 * @returns {State}
 */
export function foreseen(state, round, early) {
  if (round?.state !== "closed" || early.key !== keyOf(round)) return state;
  return {
    ...state,
    rounds: { ...state.rounds, [round.id]: { ...round, state: "published" } },
    rankedLists: { ...state.rankedLists, [round.id]: early.ranked },
  };
}
