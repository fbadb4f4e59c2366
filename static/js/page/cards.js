// @ts-check
/**
 * The cards of the methods, as the service wrote them into the page: form of ballot, kind of list, figure, what a draft
 * asks. Refuses to name a method. Invariant: what a method looks like is said by its card and by nothing else.
 */
import { one } from "./dom.js";

/**
 * `whole` is what a bar is measured against; `detail` names the figures of the sentence beside it.
 * @typedef {{name: string, whole: number | "ballots" | "others" | null, detail: string[]}} ReadBy
 * @typedef {{form: "marks" | "ticks" | "scores" | "order" | "silence", kind: "verdict" | "choice" | "figure",
 *   rules: string[], figure: ReadBy | null, largest_slate: number, ties: boolean,
 *   default_in: "region" | "plenary" | null, branches: boolean, silent: boolean, by_hand: boolean}} Card
 */

/** @type {Record<string, Card> | null} */
let cards = null;

/** Take cards into use. @param {Record<string, Card>} given */
export function useCards(given) {
  cards = given;
}

/** All cards by the name of their method, in the service's order. @returns {Record<string, Card>} */
const all = () => (cards ??= JSON.parse(one("[data-cards]")?.dataset.cards ?? "{}"));

/** Find the card of a method, if there is one. @param {string | undefined} method @returns {Card | null} */
export const cardOf = (method) => all()[method ?? ""] ?? null;

/**
 * Say whether a secret round cannot hide what its voters choose: they are fewer than `k`, and what is chosen is told.
 * @param {{method: string, rules: any}} round @param {number} seats that may vote in it
 */
export const isReadable = ({ method, rules: { secrecy, k } }, seats) =>
  secrecy !== "recorded" && seats < k && cardOf(method)?.kind === "choice";

