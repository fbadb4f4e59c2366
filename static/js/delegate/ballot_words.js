// @ts-check
/**
 * The words of a ballot as they stand on its page: what its owner would change, under each item that is marked so.
 * Refuses to know the line. Invariants: words go with the mark that they belong to, in one line; those under another
 * mark stay on the page, unsent. Words that are selected in the text of an item can be quoted; nobody needs to.
 */
import { all, fill, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { bytesOf, ROOM } from "./fill.js";
import { marksOn, putMarks } from "./marks.js";

/** @typedef {import("./fill.js").Remarks} Remarks */

const [LONGEST, MARK, PATIENCE_MS] = [200, "with_changes", 600];
/** How many bytes a letter takes in the language of the page, where nothing is written yet. */
const WIDE = /** @type {Record<string, number>} */ ({ ar: 2, ru: 2, zh: 3 });

/** Write words as the service writes them: in one line, letters together. @param {string} words */
export const inOneLine = (words) =>
  words.replace(/[\u202a-\u202e\u2066-\u2069]/gu, "").replace(/[\s\p{Cc}\p{Cs}]+/gu, " ").normalize("NFC").trim();

const lengthOf = (/** @type {string} */ words) => [...words].length;

/** Where somebody writes under an item. @param {HTMLElement} card */
const placeOn = (card) => one("[data-wish]", card);
const fieldIn = (/** @type {HTMLElement} */ place) => /** @type {HTMLTextAreaElement} */ (one("textarea", place));

/** What is written under an item, or nothing; of which kind it is follows from it. @param {HTMLElement} card */
function remarkOn(card) {
  const place = placeOn(card);
  if (!place) return null;
  const [words, quote] = [inOneLine(fieldIn(place).value), place.dataset.quote ?? ""];
  const kind = quote ? (words ? "replace" : "delete") : "add";
  return words || quote ? { kind, ...(words && { words }), ...(quote && { quote }) } : null;
}

/**
 * Read what a ballot says: its marks, and the words of those that may have any.
 * @param {HTMLElement} vote @returns {[marks: Record<string, string>, words: Remarks]}
 */
export function saidOn(vote) {
  const marks = marksOn(vote);
  const cards = all("[data-card]", vote).map((card) => /** @type {const} */ ([card.dataset.key ?? "", remarkOn(card)]));
  const written = cards.filter(([id, remark]) => remark && marks[id] === MARK);
  return [marks, /** @type {Remarks} */ (Object.fromEntries(written))];
}

/**
 * Put a ballot on the page: one that was kept, or one cast from another device.
 * @param {HTMLElement} vote @param {{marks: Record<string, string>, wishes?: Remarks} | null | undefined} ballot
 */
export function putBallot(vote, ballot) {
  putMarks(vote, ballot?.marks ?? {});
  for (const card of all("[data-card]", vote)) {
    const place = placeOn(card);
    const remark = ballot?.wishes?.[card.dataset.key ?? ""];
    if (!place) continue;
    place.dataset.quote = remark?.quote ?? "";
    fieldIn(place).value = remark?.words ?? "";
  }
}

/**
 * How many characters stand under an item, and how many more have room there.
 * @param {HTMLElement} place @param {string} id @param {Remarks} words
 */
function roomIn(place, id, words) {
  const [typed, quote] = [fieldIn(place).value, place.dataset.quote ?? ""];
  const used = lengthOf(inOneLine(typed)) + lengthOf(quote);
  const widest = Math.max(WIDE[document.documentElement.lang] ?? 1, ...[...typed].map(bytesOf));
  const left = ROOM - bytesOf({ ...words, [id]: words[id] ?? { kind: "replace", words: "" } });
  return { used, room: Math.max(0, Math.min(LONGEST - used, Math.floor(left / widest))) };
}

const readers = (/** @type {Said.Rules} */ { secrecy, roll_call }) =>
  t(secrecy !== "recorded" ? "wish.read_unnamed" : roll_call ? "wish.read_delegation" : "wish.read_region");

/**
 * Show under an item where to write, if it is marked so and the rules sheet has wishes.
 * @param {HTMLElement} card @param {Said.Round} round @param {Record<string, string>} marks @param {Remarks} words
 */
export function showWish(card, round, marks, words) {
  const [place, id] = [placeOn(card), card.dataset.key ?? ""];
  if (!place) return;
  const wishing = Boolean(round.rules.wishes) && marks[id] === MARK;
  fill(card, { wishing });
  if (!wishing) return;
  const quote = place.dataset.quote ?? "";
  const { used, room } = roomIn(place, id, words);
  fieldIn(place).maxLength = fieldIn(place).value.length + room;
  fill(card, {
    quoted: quote !== "", quote, wish_ask: t(quote ? "wish.instead" : "wish.ask"), wish_readers: readers(round.rules),
    wish_count: t("wish.count", { n: used, most: LONGEST }),
    wish_room: room < LONGEST - used ? t("wish.room", { n: room }) : "",
  });
}

/** The words that somebody has selected in the text of an item that they write about. */
function selectedNow() {
  const selection = document.getSelection();
  const words = inOneLine(selection?.toString() ?? "");
  const [from, to] = [selection?.anchorNode, selection?.focusNode].map((node) =>
    /** @type {HTMLElement | null | undefined} */ (node instanceof HTMLElement ? node : node?.parentElement)
      ?.closest(".sheet__title, .sheet__text")
  );
  const card = /** @type {HTMLElement | null} */ (from?.closest("[data-card]") ?? null);
  return words && card && to?.closest("[data-card]") === card ? { card, words } : null;
}

/**
 * Hear what is written and quoted.
 * @param {HTMLElement} main @param {(card: HTMLElement) => void} onChange
 */
export function liveWords(main, onChange) {
  let selected = selectedNow();
  const offer = () => {
    for (const button of all("[data-quote-it]", main))
      button.hidden = !selected || !selected.card.contains(button);
  };
  document.addEventListener("selectionchange", () => {
    const now = selectedNow();
    if (now) [selected] = [now, offer()];
    else setTimeout(() => selectedNow() ?? ([selected] = [null, offer()]), PATIENCE_MS); // a thumb may be on its way
    offer();
  });
  main.addEventListener("input", ({ target }) => {
    const place = /** @type {Element} */ (target).closest("[data-wish]");
    if (place) onChange(/** @type {HTMLElement} */ (place.closest("[data-card]")));
  });
  main.addEventListener("click", ({ target }) => {
    const pressed = /** @type {Element} */ (target).closest("[data-quote-it], [data-unquote]");
    const button = /** @type {HTMLElement | null} */ (pressed);
    const card = /** @type {HTMLElement | null} */ (button?.closest("[data-card]") ?? null);
    const place = card && placeOn(card);
    if (!button || !card || !place) return;
    const open = LONGEST - lengthOf(inOneLine(fieldIn(place).value));
    const words = "quoteIt" in button.dataset && selected ? [...selected.words].slice(0, open).join("").trim() : "";
    place.dataset.quote = words;
    selected = null;
    offer();
    onChange(card);
    fieldIn(place).focus({ preventScroll: true });
  });
}
