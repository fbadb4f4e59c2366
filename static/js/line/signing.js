// @ts-check
/** What there is to sign, as a page keeps it: merges and wordings that wait for agreement, by recommendation. Pure. */
import { without } from "./tables.js";

/** @typedef {import("./state.js").State} State */

/** @param {State} state @param {Said.SigningChanged} message @returns {State} */
export function withSigning(state, { recommendation_id: id, signing }) {
  return { ...state, signing: signing ? { ...state.signing, [id]: signing } : without(state.signing, id) };
}

/** @param {Said.Snapshot} message @returns {State["signing"]} */
export function signedIn(message) {
  return Object.fromEntries((message.signing ?? []).map((one) => [one.recommendation.id, one]));
}
