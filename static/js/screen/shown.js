// @ts-check
/**
 * What is to be shown now: which round, in which view, with its list and its pages. Pure but for the words. Refuses to
 * draw and to fetch. Invariant: what is of another room is shown only once its list is there.
 */
import { hallRound } from "../page/rounds.js";
import { inHall, pagesOf } from "../page/hall.js";
import { hallValues } from "./picture.js";
import { withBefore } from "../list/movements.js";
import { presentedAt } from "../line/presented.js";
import { pageAt, placeOf, turnedTo } from "../list/views.js";
import { foreseen, keyOf } from "../page/foresight.js";
import { inWords } from "../page/words.js";
import { paperOf } from "../page/papers.js";
import { paperValues } from "./paper.js";
import { presentsValues } from "./presents.js";
import { speaksValues } from "./speaks.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {ReturnType<typeof shownNow>} Now */

/**
 * Say it; `null` as long as it is on its way, and which list is wanting.
 * @param {State} state @param {import("../page/agenda.js").Agenda} agenda
 * @param {{foresees: boolean, slot: string, early: {key: string, ranked: any}, ahead: import("./turning.js").Turn,
 *   foreign: Record<string, any>, turned: (shown: import("../page/hall.js").InHall) =>
 *   import("../page/hall.js").InHall & {byHand: boolean}}} page
 */
export function shownNow(state, agenda, { foresees, early, ahead, foreign, turned, slot }) {
  const own = hallRound(state);
  const seen = foresees ? foreseen({ ...state, hall: null }, own, early) : state;
  const known = { ...seen, rankedLists: { ...foreign, ...seen.rankedLists } };
  const set = inHall(known);
  const shown = foresees ? { ...set, .../** @type {any} */ (ahead), item: "", byHand: false } : turned(set);
  const round = /** @type {any} */ (shown.round);
  const paper = shown.view === "paper" ? paperOf(agenda, shown.item) : null;
  const drawn = hallValues(known, agenda, shown);
  const presents = shown.view === "presentation" ? presentsValues(known, agenda) : null;
  const speaks = shown.view === "speakers" ? speaksValues(known, agenda) : null;
  const values = paper ? { ...drawn, picture: "paper", ...paperValues(paper, slot) }
    : { ...drawn, ...presents, ...speaks };
  const listed = values.picture === "list";
  const again = listed ? known.rankedLists[round.id].reading : null;
  const earlier = again && !known.rankedLists[again.round_id] ? known.rounds[again.round_id] : null;
  const ahead_wanting = foresees && own?.state === "closed" && early.key !== keyOf(own) ? own : null;
  const wanting = ahead_wanting ?? (round?.state === "published" && !listed ? round : null)
    ?? (earlier?.state === "published" ? earlier : null);
  const worded = (/** @type {any} */ list) => inWords(list, state.recommendations);
  const ranked = listed ? withBefore(worded(known.rankedLists[round.id]), known.rankedLists, worded) : null;
  if (ranked && shown.item) shown.page = placeOf(ranked, shown.item);
  const pages = ranked ? pageAt(ranked, shown.view, 0).pages : round ? pagesOf(round, shown.view)
    : presents ? presentedAt(known, 0).pages : 1;
  return {
    known, shown, values, ranked, pages, wanting, paper,
    coming: Boolean(shown.set && round && round.room_id !== state.room.id && !listed),
    /** @param {string} view @returns {import("./turning.js").Turn | null} */
    turnedTo: (view) =>
      ranked ? turnedTo(ranked, shown, /** @type {any} */ (view)) : round ? { view, page: 0 } : null,
  };
}
