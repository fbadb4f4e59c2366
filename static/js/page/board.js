// @ts-check
/**
 * The board of a plenary session: it is drawn by the service, and put in the place of what was there whenever something
 * was decided; arrows go from card to card. Refuses to lay it out and to act. Invariants: what has the focus keeps it,
 * and what is taken stays taken, as long as it is there; it asks no faster than once in a while.
 */
import { all, one } from "./dom.js";
import { fetched } from "./fetched.js";
import { hourAndMinute } from "./strings.js";

const REST_MS = 1_200;
const AGAIN_MS = 4_000;
const PIECES = ["[data-board]", "[data-slate]", ".steps", ".lead"];
const HELD = "[data-card], a, button, select, [tabindex]";

/** Where a step leads, by key. @type {Record<string, [along: number, across: number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** @param {(fresh: Document) => void} [then] told when the board was drawn anew */
export function makeBoard(then = () => {}) {
  let [asking, again] = [false, false];
  /** @type {any} */
  let waiting = null;

  async function refresh() {
    [asking, again] = [true, false];
    try {
      const { found } = await fetched(location.href);
      if (!found) throw new Error("no board");
      for (const piece of PIECES) replaceIn(piece, found);
      settle();
      then(found);
      waiting = setTimeout(rested, REST_MS);
    } catch {
      again = true;
      waiting = setTimeout(rested, AGAIN_MS);
    }
    asking = false;
  }

  function rested() {
    waiting = null;
    if (again) refresh();
  }

  document.addEventListener("keydown", (event) => {
    const card = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest?.("[data-card]"));
    if (!card || event.altKey || event.ctrlKey || event.metaKey || !STEPS[event.key]) return;
    event.preventDefault();
    const turned = document.documentElement.dir === "rtl" ? -1 : 1;
    const [along, across] = STEPS[event.key];
    goTo(nextCard(card, along * turned, across));
  });
  document.addEventListener("focusin", (event) => {
    const card = /** @type {HTMLElement} */ (event.target).closest?.("[data-card]");
    if (card) for (const one of all("[data-card]")) one.tabIndex = one === card ? 0 : -1;
  });
  document.addEventListener("change", (event) => {
    const form = /** @type {HTMLElement} */ (event.target).closest?.("form[data-filters]");
    if (form) /** @type {HTMLFormElement} */ (form).requestSubmit();
  });
  document.addEventListener("click", (event) => {
    if (/** @type {HTMLElement} */ (event.target).closest?.("[data-act=print]")) print();
  });
  settle();

  return {
    /** Draw it anew, now or after a rest. */
    soon() {
      if (asking || waiting) again = true;
      else refresh();
    },
  };
}

/** Have one card in the order of the Tab key, and tell every moment in the time of whoever reads it. */
function settle() {
  const cards = all("[data-card]");
  if (cards.length && !cards.some(({ tabIndex }) => tabIndex === 0)) cards[0].tabIndex = 0;
  for (const moment of /** @type {HTMLTimeElement[]} */ (all("[data-board] time")))
    moment.textContent = hourAndMinute(new Date(moment.dateTime));
}

/** @param {HTMLElement | null} card */
function goTo(card) {
  card?.focus();
  card?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** @param {Element} card */
const columnOf = (card) =>
  Number(/** @type {HTMLElement | null} */ (card.closest("[data-column]"))?.dataset.column ?? 0);

/**
 * Find the next card: in the same row, or in the rows above and below where its column is nearest.
 * @param {HTMLElement} card @param {number} along @param {number} across @returns {HTMLElement | null}
 */
export function nextCard(card, along, across) {
  const here = all("[data-card]", card.parentElement ?? card);
  const beside = here[here.indexOf(card) + across];
  if (across && beside) return beside;
  const [row, column] = [card.closest("[data-row]"), columnOf(card)];
  const rows = all("[data-row]").filter((one) => one === row || one.querySelector("[data-card]"));
  if (along) {
    const cells = all("[data-column]", row ?? document).map(columnOf);
    const next = along > 0 ? Math.min(...cells.filter((one) => one > column))
      : Math.max(...cells.filter((one) => one < column));
    return one(`[data-column="${next}"] [data-card]`, row ?? document);
  }
  const target = rows[rows.findIndex((one) => one === row) + across];
  const cells = target ? all("[data-column]", target) : [];
  const nearest = cells.toSorted((a, b) => Math.abs(columnOf(a) - column) - Math.abs(columnOf(b) - column))[0];
  const cards = nearest ? all("[data-card]", nearest) : [];
  return (across > 0 ? cards[0] : cards.at(-1)) ?? null;
}

/** Say which thing an element is, so that it can be found again. @param {Element} element */
function nameOf(element) {
  const { act = "", ids = "" } = /** @type {HTMLElement} */ (element).dataset;
  const within = /** @type {HTMLElement | null} */ (element.closest("[data-key]"));
  const named = element.getAttribute("name") ?? element.getAttribute("href") ?? element.className;
  return [element.tagName, named, act, ids, within?.dataset.key].join(" ");
}

/** @param {string} selector @param {Document} found */
function replaceIn(selector, found) {
  const [here, fresh] = [one(selector), one(selector, found)];
  if (!here || !fresh) return;
  const held = here.contains(document.activeElement) ? document.activeElement : null;
  const [name, taken] = [held ? nameOf(held) : "", one("[aria-pressed=true]", here)?.dataset.card];
  here.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
  for (const { name, value } of fresh.attributes) if (name.startsWith("data-")) here.setAttribute(name, value);
  if (taken) one(`[data-card="${taken}"][aria-pressed]`, here)?.setAttribute("aria-pressed", "true");
  if (held) all(HELD, here).find((each) => nameOf(each) === name)?.focus({ preventScroll: true });
}
