// @ts-check
/** What there is to sign, as a page keeps it; what a region says by name, and who has counted votes. Pure. */
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

/** @param {Pick<Said.Count, "round_id" | "region_id" | "channel">} one */
const countKey = (one) => `${one.round_id} ${one.region_id} ${one.channel}`;

/** Take in who has counted. @param {State} state @param {Said.CountChanged} message @returns {State} */
export const withCount = (state, { count }) => ({ ...state, counts: { ...state.counts, [countKey(count)]: count } });

/** @param {Said.Snapshot} message @returns {State["counts"]} */
export const countsIn = (message) => Object.fromEntries((message.counts ?? []).map((one) => [countKey(one), one]));
