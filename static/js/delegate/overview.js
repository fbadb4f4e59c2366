// @ts-check
/**
 * All of a ballot at once, and the way to jump: by numbers, by titles, with the marks. Refuses to change any mark, and
 * to say which one there is unless its owner asks for that. Invariant: a cell says marked, not marked, or changed and
 * not cast; number, title and link are those of the card.
 */
import { all, fill, list, one } from "../page/dom.js";
import { viewOf } from "./address.js";
import { drawing, formOf, markWords } from "./forms.js";
import { levelsOf } from "./levels.js";
import { changesIn, isKnown, isOnePage, WAYS } from "./steps.js";
import { number, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

/** @typedef {{marks: Record<string, string>, words: import("./fill.js").Remarks}} Ballot what stands on the page */

/**
 * @param {HTMLElement} vote @param {Said.Round} round @param {Record<string, Said.Recommendation>} recommendations
 * @param {Ballot} said @param {any} ballot what was cast @param {import("./steps.js").Step} at
 */
export function showOverview(vote, round, recommendations, { marks, words }, ballot, { step, way }) {
  const place = one("[data-list=overview]", vote);
  if (!place) return;
  const changed = new Set(changesIn(round, marks, ballot, words));
  const stateOf = (/** @type {string} */ id) =>
    changed.has(id) ? "changed" : id in marks ? "marked" : "unmarked";
  const ways = Object.fromEntries(WAYS.flatMap((each) => [
    [`${each}_href`, viewOf(round.id, each)], [`at_${each}`, each === way ? "true" : null],
  ]));
  const said = {
    ...ways, jumping: way === "all", listing: way !== "all", choosing: step === "overview" && !isOnePage(round),
    changing: isKnown(ballot),
    review_title: t(isOnePage(round) ? "review.title" : "ballot.title"),
    review_line: t("ballot.marked_of", { n: Object.keys(marks).length, all: round.slate.length }),
  };
  list(place, [round.id], (id) => id, "overview", (overview) => {
    fill(overview, said);
    if (way === "all") showCells(overview, round, stateOf);
    else showRows(overview, round, recommendations, { marks, words }, way, stateOf);
  });
}

/** @param {HTMLElement} overview @param {Said.Round} round @param {(id: string) => string} stateOf */
function showCells(overview, round, stateOf) {
  const cells = /** @type {HTMLElement} */ (one("[data-list=cells]", overview));
  list(cells, round.slate, (id) => id, "cell", (cell, id, place) => {
    const state = stateOf(id);
    const said = t(`ballot.cell_${state}`, { n: place + 1 });
    fill(cell, { number: number(place + 1), state, said, href: viewOf(round.id, `all-${place + 1}`) });
  });
  if (!one("a[tabindex='0']", cells)) rest(cells, all("a", cells)[0]);
}

/**
 * @param {HTMLElement} overview @param {Said.Round} round @param {Record<string, Said.Recommendation>} recommendations
 * @param {Ballot} said @param {string} way @param {(id: string) => string} stateOf
 */
function showRows(overview, round, recommendations, { marks, words }, way, stateOf) {
  const form = formOf(round);
  const levels = form === "order" ? levelsOf(marks, round.slate) : [];
  const listed = form === "order" ? [...new Set([...levels.flat(), ...round.slate])] : round.slate;
  const shown = way === "review";
  list(
    /** @type {HTMLElement} */ (one("[data-list=review]", overview)), listed, (id) => String(id), "review",
    (row, item) => {
      const id = String(item);
      const place = round.slate.indexOf(id) + 1;
      fill(row, {
        ...wordsOf(recommendations[id] ?? {}), number: number(place),
        href: viewOf(round.id, isOnePage(round) ? place : `${way}-${place}`),
        marked: shown && form === "marks" && id in marks, blank: !(id in marks), drawing: drawing(marks[id]),
        word: shown ? markWords(form, marks, levels, id) : t(`ballot.key_${stateOf(id)}`),
        wished: shown && id in words ? t("wish.there") : "",
      });
    }
  );
}

/** One cell alone is reached by the Tab key, the others from it. @param {HTMLElement} cells @param {HTMLElement} at */
function rest(cells, at) {
  for (const cell of all("a", cells)) cell.tabIndex = cell === at ? 0 : -1;
}

/**
 * Go to the cell or row of a place, from 1; the answer is whether it is there.
 * @param {HTMLElement} main @param {number} place
 */
export function goTo(main, place) {
  const found = all("[data-list=cells] a, [data-list=review] a", main).filter((cell) => cell.offsetParent !== null);
  const cell = found.find((each) => each.getAttribute("href")?.endsWith(`-${place}`));
  if (cell?.parentElement?.parentElement?.dataset.list === "cells") rest(cell.parentElement.parentElement, cell);
  cell?.focus({ preventScroll: true });
  cell?.scrollIntoView({ block: "center" });
  return Boolean(cell);
}

/** Walk the cells with the arrows, as they stand in lines. @param {KeyboardEvent} event */
export function walk(event) {
  const from = /** @type {HTMLElement} */ (event.target);
  const cells = /** @type {HTMLElement | null} */ (from.closest("[data-list=cells]"));
  if (!cells) return;
  const found = all("a", cells);
  const wide = found.filter((cell) => cell.offsetTop === found[0].offsetTop).length;
  const onward = document.documentElement.dir === "rtl" ? -1 : 1;
  const steps = /** @type {Record<string, number>} */ ({
    ArrowRight: onward, ArrowLeft: -onward, ArrowDown: wide, ArrowUp: -wide, Home: -found.length, End: found.length,
  });
  if (!(event.key in steps)) return;
  event.preventDefault();
  const at = found.indexOf(from) + steps[event.key];
  const next = found[["Home", "End"].includes(event.key) ? Math.max(0, Math.min(found.length - 1, at)) : at];
  if (!next) return;
  rest(cells, next);
  next.focus();
}
