// @ts-check
/**
 * Which acts a round offers to whoever sits at this podium, by the service's own table. Refuses to have a table of its
 * own. Invariant: a button whose act the service would refuse is not offered.
 */
import { cardOf } from "../page/cards.js";
import { one } from "../page/dom.js";
import { offered } from "./offered.js";

/** @typedef {{act: string, states: string[], needs: string[]}} Offer */
/** @typedef {{rounds: Record<string, Offer>, may: string[]}} Offers the table, and the acts of this person here */
/** @typedef {import("../line/state.js").State} Around what else a fact is read from */

/** Read the table that the page carries. @returns {Offers} */
export const readOffers = () => JSON.parse(one("[data-offers]")?.dataset.offers ?? '{"rounds":{},"may":[]}');

/**
 * What is so of a round, as far as an offer depends on it: the same words as in `offers.py`.
 * @type {Record<string, (round: Said.Round, around: Around) => boolean>}
 */
const FACTS = {
  running: ({ clock }) => clock.running,
  stopped: ({ clock }) => !clock.running && clock.remaining_ms !== null,
  clock: ({ clock }) => clock.remaining_ms !== null,
  no_clock: ({ clock }) => clock.remaining_ms === null,
  frozen: ({ frozen }) => frozen,
  sound: ({ frozen }) => !frozen,
  stands: ({ slate }, around) => {
    const here = new Set(offered(around, around.regions).flatMap((group) => group.recommendations.map(({ id }) => id)));
    return slate.every((id) => here.has(id));
  },
  fits: ({ excess }) => !excess,
  spoken: ({ rules }) => !rules?.reservations,
  in_region: (_, { room }) => room.kind === "region",
  kept: ({ submitted }) => !submitted,
  chooses: ({ id, method, reading_of }, { rankedLists }) =>
    cardOf(method)?.kind === "choice" && !reading_of
    && (rankedLists[id]?.items.some((/** @type {any} */ item) => item.selected) ?? true),
};

/**
 * Name what a round offers.
 * @param {Offers} offers @param {Said.Round | null} round @param {Around} around
 * @returns {Record<string, boolean>} by the name of a button
 */
export const offersOf = ({ rounds, may }, round, around) =>
  Object.fromEntries(
    Object.entries(rounds).map(([name, { act, states, needs }]) => [
      name,
      Boolean(round) && may.includes(act) && states.includes(/** @type {Said.Round} */ (round).state)
        && needs.every((fact) => FACTS[fact]?.(/** @type {Said.Round} */ (round), around)),
    ])
  );
