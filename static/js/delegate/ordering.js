// @ts-check
/**
 * A ballot that ranks, on the page: its rows in order, and the buttons that move them. A row holds the form's own list
 * of places, which is what is kept and sent; without script that list is the ballot. Refuses to move a row by itself.
 * Invariant: after a move the focus is on the button pressed or on its neighbour, and the new place is said once.
 */
import { announce } from "../page/announce.js";
import { cardOf } from "../page/cards.js";
import { fill, list, one } from "../page/dom.js";
import { freshId } from "../line/fresh.js";
import { levelsOf, marksOf, moved, standingOf } from "./levels.js";
import { marksOn, putMarks } from "./marks.js";
import { number, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

export const MOVES = ["up", "down", "level", "out", "in"];
/** Where the focus goes when the button pressed has nothing more to do. @type {Record<string, string[]>} */
const NEIGHBOURS = {
  up: ["up", "down", "out"], down: ["down", "up", "out"], level: ["level", "up", "down"], out: ["in"],
  in: ["up", "down", "out"],
};

/** A place as it is printed; empty for what is left out. @param {string[][]} levels @param {string} id */
export function placeWords(levels, id) {
  const { ranked, place, tied } = standingOf(levels, id);
  return ranked ? (tied ? "=" : "") + number(place) : "";
}

/** @param {HTMLElement} cards @param {string[]} slate */
const orderOn = (cards, slate) => {
  const levels = levelsOf(marksOn(cards), slate);
  return { levels, order: [...new Set([...levels.flat(), ...slate])] };
};

/**
 * Make the rows of a slate; rows that are there already keep their place in the order.
 * @param {HTMLElement} cards @param {string[]} slate @param {Record<string, Said.Recommendation>} recommendations
 */
export function showPlaces(cards, slate, recommendations) {
  list(
    cards, orderOn(cards, slate).order, (id) => id, "place",
    (row, id, _at, fresh) => {
      fill(row, wordsOf(recommendations[id]));
      if (!fresh) return;
      const no = slate.indexOf(id) + 1;
      fill(row, { number: number(no), name: `mark.${id}`, choice: t("ballot.place_of", { n: no }) });
      const places = /** @type {HTMLElement} */ (one("[data-list=places]", row));
      list(
        places, ["", ...slate.map((_, place) => String(place + 1))], (place) => place || "none", "place-option",
        (option, place) =>
          fill(option, { value: place, word: place ? t("ballot.place", { n: Number(place) }) : t("ballot.left_out") })
      );
    }
  );
}

/**
 * Bring the rows into their order and say on each what can be done with it.
 * @param {HTMLElement} vote @param {Said.Round} round @param {Record<string, Said.Recommendation>} recommendations
 */
export function showOrder(vote, round, recommendations) {
  fill(vote, { help: t(`method.${round.method}.help`) });
  const cards = /** @type {HTMLElement} */ (one("[data-list=cards]", vote));
  const slate = round.slate.filter((/** @type {string} */ id) => recommendations[id]);
  const { levels, order } = orderOn(cards, slate);
  list(
    cards, order, (id) => id, "place",
    (row, id) => {
      const { ranked, tied, first, last } = standingOf(levels, id);
      const { title } = wordsOf(recommendations[id]);
      fill(row, {
        ranked, left: !ranked, state: ranked ? "ranked" : "left", place: placeWords(levels, id),
        place_said: sayPlace(levels, id),
        at_first: first, at_last: last,
        // A method that stops reading a ballot at a tie offers none; one that is there can be ended.
        levelling: tied || cardOf(round.method)?.ties !== false,
        level: t(tied ? "ballot.level_end" : "ballot.level"), take: t("ballot.rank_next", { n: levels.length + 1 }),
        up_label: t("ballot.up", { title }), down_label: t("ballot.down", { title }),
        out_label: t("ballot.out", { title }),
        level_label: `${t(tied ? "ballot.level_end" : "ballot.level")}: ${title}`,
        take_label: `${t("ballot.rank_next", { n: levels.length + 1 })}: ${title}`,
      });
    }
  );
}

/** @param {string[][]} levels @param {string} id */
function sayPlace(levels, id) {
  const { ranked, place, tied } = standingOf(levels, id);
  return ranked ? t(tied ? "ballot.place_level" : "ballot.place", { n: place }) : t("ballot.left_out");
}

/**
 * Do what a button of a row says; the answer is whether anything moved.
 * @param {HTMLElement} vote @param {Said.Round} round @param {Record<string, Said.Recommendation>} recommendations
 * @param {Element} button
 */
export function move(vote, round, recommendations, button) {
  const row = /** @type {HTMLElement} */ (button.closest("[data-card]"));
  const id = row.dataset.key ?? "";
  const act = /** @type {import("./levels.js").Move} */ (button.getAttribute("data-act"));
  const before = levelsOf(marksOn(vote), round.slate);
  const levels = moved(before, id, act);
  if (levels === before) return false;
  const next = act === "in" ? nextLeft(row) : null;
  putMarks(vote, marksOf(levels));
  showOrder(vote, round, recommendations);
  const here = next ? [one("[data-act=in]", next)] : NEIGHBOURS[act].map((name) => one(`[data-act=${name}]`, row));
  const target = /** @type {HTMLButtonElement[]} */ (here).find(
    (found) => found && !found.disabled && found.offsetParent !== null
  );
  target?.focus({ preventScroll: true });
  target?.scrollIntoView({ block: "nearest" });
  announce(freshId(), t("ballot.moved", { title: wordsOf(recommendations[id]).title, place: sayPlace(levels, id) }));
  return true;
}

/**
 * The next row that is left out, so that an order is made by pressing on.
 * @param {HTMLElement} row
 * @returns {HTMLElement | null}
 */
function nextLeft(row) {
  for (let next = row.nextElementSibling; next; next = next.nextElementSibling)
    if (next.getAttribute("data-state") === "left") return /** @type {HTMLElement} */ (next);
  const first = row.parentElement?.querySelector("[data-state=left]");
  return first && first !== row ? /** @type {HTMLElement} */ (first) : null;
}
