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

/** Take in what one's region says. @param {State} state @param {Said.NamedChanged} message @returns {State} */
export const withNamed = (state, { named }) => ({ ...state, named: { ...state.named, [named.round_id]: named } });

/** @param {Said.Snapshot} message @returns {State["named"]} */
export const namedIn = (message) => Object.fromEntries((message.named ?? []).map((one) => [one.round_id, one]));
