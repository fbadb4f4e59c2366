// @ts-check
/**
 * What is being voted on, in the hall: six titles of a slate beside turnout, one recommendation in full, or turnout
 * alone. Refuses to turn pages and to know any direction that is kept from view. Invariant: a recommendation is called
 * by its place in the slate, as on every card.
 */
import { fill, list, one } from "../page/dom.js";
import { number } from "../page/strings.js";
import { sizeStep, titleStep } from "../page/bars.js";
import { showChips } from "../page/chips.js";
import { showTurnout } from "../page/turnout.js";
import { aboutWords } from "../page/facets.js";
import { wordsOf } from "../page/words.js";
import { span } from "../list/pager.js";
import { TITLES, pagesOf } from "../page/hall.js";
import { fitted } from "./fitting.js";
import { liveRows } from "./picture.js";

const LONG_TEXTS = [300, 600];
/** A list of turnout for each view; what is not in sight is not drawn. */
const TURNOUT = /** @type {Record<string, string>} */ ({
  slate: "turnout-side", turnout: "turnout", text: "turnout-bench",
});

/** @typedef {import("../page/chips.js").Region} Region */

/**
 * Show it, and say which pages there are.
 * @param {HTMLElement} hall @param {import("../line/state.js").State} state @param {Region[]} regions of the round
 * @param {Region[]} everyRegion of the meeting
 * @param {{shown: import("../page/hall.js").InHall, tally: any, provisional: boolean}} picture
 * @param {(place: number, fresh: boolean) => boolean} due which rows are drawn now
 * @returns {import("../list/pager.js").Span}
 */
export function showVoting(hall, state, regions, everyRegion, { shown, tally, provisional }, due) {
  const round = /** @type {Said.Round} */ (shown.round);
  const { view } = shown;
  const turnout = one(`[data-list='${TURNOUT[view]}']`, hall);
  if (turnout) showTurnout(turnout, regions, tally?.turnout);
  const at = span(pagesOf(round, view), shown.page, 1);
  const titles = span(round.slate.length, view === "slate" ? at.page : 0, TITLES);
  const counting = provisional && view === "slate";
  const live = /** @type {HTMLElement} */ (one("[data-list='live']", hall));
  list(live, counting ? liveRows(state, round, tally, titles) : [], "id", "live-row", (row, item, place, fresh) => {
    if (due(place, fresh)) fill(row, item);
  });
  const rows = view === "slate" && !counting ? round.slate.slice(titles.first, titles.last) : [];
  list(
    /** @type {HTMLElement} */ (one("[data-list='slate']", hall)),
    rows.map((id, place) => ({ id, place: titles.first + place + 1 })), "id", "slate-line",
    (row, { id, place }) => {
      const words = wordsOf(state.recommendations[id]);
      const aside = asideOf(aboutWords(state.recommendations[id], true), words.merged);
      fill(row, { ...words, aside, number: number(place), size: titleStep(words.title) });
      showChips(one("[data-chips]", row), from(state, everyRegion, id));
    }
  );
  if (view === "text") showOne(hall, state, everyRegion, round, at.page);
  return view === "slate" ? titles : at;
}

/**
 * @param {HTMLElement} hall @param {import("../line/state.js").State} state @param {Region[]} regions
 * @param {Said.Round} round @param {number} place
 */
function showOne(hall, state, regions, round, place) {
  const id = round.slate[place];
  const words = wordsOf(state.recommendations[id]);
  const aside = asideOf(words.about, words.merged);
  const origin = from(state, regions, id);
  const article = /** @type {HTMLElement} */ (one("[data-one]", hall));
  fill(article, {
    ...words, aside, number: number(place + 1), origin: origin.map((region) => region.name).join(", "),
    size: sizeStep(words.title, [60, 90, 140]), long: sizeStep(words.text, LONG_TEXTS),
  });
  showChips(one("[data-chips]", article), origin);
  fitted(article, `${id} ${words.title} ${words.text} ${aside}`);
}

/** What stands beside a text, in one line. @param {string[]} said */
const asideOf = (...said) => said.filter(Boolean).join(" · ");

/**
 * The regions that a recommendation comes from. @param {import("../line/state.js").State} state
 * @param {Region[]} regions @param {string} id
 */
const from = (state, regions, id) =>
  regions.filter((region) => state.recommendations[id]?.region_ids.includes(region.id));
