// @ts-check
/**
 * A region presents in the hall: all that it handed over in full, beside it the clock and the order of the regions.
 * Refuses to turn by itself. Invariant: the texts are written as large as all of them fit, and none is cut.
 */
import { fill, list, one } from "../page/dom.js";
import { minutes } from "../page/clock.js";
import { isolated, number, t } from "../page/strings.js";
import { placed, showChips } from "../page/chips.js";
import { onTheFloor, presentedAt, presentedBy } from "../line/presented.js";
import { speakersLine } from "../page/speakers.js";
import { wordsOf } from "../page/words.js";
import { fitted } from "./fitting.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {import("../page/agenda.js").Agenda} Agenda */

/** How many regions of the order are to be seen at a time. */
const IN_SIGHT = 7;

/**
 * What the page shows of it; nothing once it is over.
 * @param {State} state @param {Agenda} agenda
 */
export function presentsValues(state, agenda) {
  const { presentation: now } = state;
  if (!now || now.over) return null;
  const floor = onTheFloor(state);
  const region = agenda.regions.find(({ id }) => id === floor?.region);
  return {
    picture: "presents", presentsNow: Boolean(region), presentsSoon: !region,
    presentsTitle: region ? t("screen.presents", { name: isolated(region.name) }) : t("screen.presents_soon"),
    presentsPager: floor ? t("screen.pager_one", { n: number(floor.n), all: number(floor.all) }) : "",
    presentsLeft: t(now.clock.running || !floor ? "screen.presents_left" : "screen.presents_paused",
      { n: minutes(now.seconds) }),
    presentsSpeaks: speakersLine(state.speakers, agenda.regions),
    presentsOrder: t(`screen.presents_by.${now.ordered_by}`),
    presentsLot: now.seed ? t("screen.presents_seed") : now.commitment ? t("screen.presents_hash") : "",
    presentsCode: now.seed || now.commitment,
  };
}

/**
 * Show a page of it, and say which of how many.
 * @param {HTMLElement} hall @param {State} state @param {Agenda} agenda @param {number} page
 * @returns {import("../list/pager.js").Span}
 */
export function showPresents(hall, state, agenda, page) {
  const now = /** @type {Said.Presentation} */ (state.presentation);
  const regions = placed(agenda.regions);
  const floor = onTheFloor(state);
  const at = presentedAt(state, page);
  const presented = floor ? presentedBy(state, floor.region).slice(at.first, at.last) : [];
  const place = /** @type {HTMLElement} */ (one("[data-list='presented']", hall));
  list(place, presented, "id", "presented", (row, one, placed_) => {
    const words = wordsOf(one);
    const aside = [words.about, words.merged].filter(Boolean).join(" · ");
    fill(row, { number: number(at.first + placed_ + 1), ...words, aside });
  });
  fill(hall, { presentsNothing: Boolean(floor) && !at.all });
  fitted(place, JSON.stringify(presented.map(wordsOf)));
  showChips(one("[data-presents] [data-chips]", hall), regions.filter(({ id }) => id === floor?.region));
  const from = Math.max(0, Math.min(now.order.length - IN_SIGHT, now.place - 2));
  const there = regions.map(({ id }) => id).filter((id) => presentedBy(state, id).length);
  const order = (now.order.length ? now.order : there).map((id, at) => ({ id, at })).slice(from, from + IN_SIGHT);
  list(/** @type {HTMLElement} */ (one("[data-list='turns']", hall)), order, "id", "turn", (row, { id, at }) => {
    const region = regions.find((one) => one.id === id);
    fill(row, {
      name: region?.name ?? id, stands: at === now.place ? "now" : at < now.place ? "done" : "coming",
      done: at < now.place, says: t(`screen.turn.${at === now.place ? "now" : at < now.place ? "done" : "coming"}`),
    });
    showChips(one("[data-chips]", row), region ? [region] : []);
  });
  return at;
}
