// @ts-check
/**
 * The door on the day: a field that always has the focus, into which people type and badge scanners do. Refuses to
 * decide what is allowed: the service does. Invariants: a search is answered from what the page holds; what is typed
 * anywhere on the page is typed into the field, unless another field has the focus.
 */
import { all, fill, list, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { readAgenda } from "../page/agenda.js";
import { showArrivals } from "./arrivals.js";
import { kept, nearest, wordsOf } from "./seat_book.js";
import { keepList } from "./live_list.js";
import { makeCalls } from "./seat_calls.js";
import { makeCard } from "./person_card.js";
import { makeNewSeats } from "./new_seats.js";
import { makeUndo } from "./undo.js";
import { onDevice } from "../page/storage.js";
import { rowValues, showDelegations } from "./seat_table.js";

const MOST_HITS = 7;
/** What a scanner types: the address of a short link, or its eight letters, with or without a dash. */
const BADGE = /#|^[a-z0-9]{4}-?[a-z0-9]{4}$/i;
const KEYS = ["new_link", "hand", "move", "time", "left", "edit"];
const { meeting = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
const page = /** @type {HTMLElement} */ (one("main"));
const field = /** @type {HTMLInputElement} */ (one("[data-find]"));
const quorum = /** @type {HTMLSelectElement} */ (one("[data-quorum]"));
const hitList = /** @type {HTMLElement} */ (one("[data-list=hits]"));
const { regions } = readAgenda();
const quorumKey = `plenum-door-quorum-${meeting}`;

await loadStrings(stringsUrl, lang);
const calls = makeCalls({ meeting, slot, lang });
/** @type {{seats: any[], list: import("./seat_book.js").Kept[], personal: Record<string, number>}} */
let book = { seats: [], list: [], personal: {} };
/** @type {any[]} */
let hits = [];
let chosen = "";
const { load, again, complain, follow } = keepList({
  calls, where: { meeting, slot }, problem: /** @type {HTMLElement} */ (one("[data-problem]")),
  changed: ({ seats, personal }) => {
    book = { seats, list: kept(seats), personal };
    look();
    showArrivals(page, seats, regions, quorum.value);
    showDelegations(seats);
  },
});
const undo = makeUndo(complain);
const card = makeCard({ calls, regions, again, undo, done: back });
const newSeats = makeNewSeats({ calls, again: load, undo });
quorum.value = onDevice.getItem(quorumKey) ?? "";

/** Find what is typed, and show it. */
function look() {
  const { hits: found, more } = nearest(book.list, field.value, MOST_HITS);
  hits = found;
  const typed = wordsOf(field.value).length > 0;
  if (typed && !hits.some(({ seat_id: id }) => id === chosen)) chosen = hits[0]?.seat_id ?? "";
  field.setAttribute("aria-expanded", String(hits.length > 0));
  list(hitList, hits, "seat_id", "hit", (item, seat) =>
    fill(item, { ...rowValues(seat, regions), id: `hit-${seat.seat_id}`, selected: String(seat.seat_id === chosen) })
  );
  fill(page, {
    hitsWords: !typed ? "" : more ? t("desk.at_door.more", { n: more })
      : hits.length ? t("desk.at_door.hits", { n: hits.length }) : t("desk.at_door.nobody"),
  });
  show();
}

/** Show who is chosen. */
function show() {
  const seat = book.seats.find(({ seat_id: id }) => id === chosen) ?? null;
  if (hits.length && seat) field.setAttribute("aria-activedescendant", `hit-${chosen}`);
  else field.removeAttribute("aria-activedescendant");
  for (const item of all("[role=option]", hitList))
    item.setAttribute("aria-selected", String(item.dataset.key === chosen));
  card.show(seat, book.personal[chosen] ?? 0);
}

/** The field has the focus again, and what is in it is replaced by what is typed next. */
function back() {
  field.focus();
  field.select();
}

/** Enter: a badge finds its holder, anything else says that the chosen one is here. */
async function enter() {
  const typed = field.value.trim();
  if (BADGE.test(typed) && (typed.includes("#") || !hits.length)) {
    try {
      const { seat_id: id } = await calls.badge(typed);
      field.value = "";
      chosen = id;
      complain(null);
      look();
    } catch (refusal) {
      complain(refusal);
    }
    return back();
  }
  return card.act("here");
}

/** @param {number} step */
function move(step) {
  const at = hits.findIndex(({ seat_id: id }) => id === chosen);
  chosen = hits[Math.min(hits.length - 1, Math.max(0, at + step))]?.seat_id ?? chosen;
  show();
}

field.addEventListener("input", () => {
  complain(null);
  look();
});
field.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) move(step);
  else if (event.key === "Enter") enter();
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  const at = event.altKey && !event.ctrlKey ? "234567".indexOf(/\d$/.exec(event.code)?.[0] ?? " ") : -1;
  if (at >= 0) {
    event.preventDefault();
    card.act(KEYS[at]);
  } else if (event.key === "Escape") {
    if (!card.leave()) [field.value, chosen] = ["", ""];
    look();
    back();
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ")
    if (!/** @type {HTMLElement} */ (event.target).matches("input, select, textarea")) field.focus();
});
page.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const hit = /** @type {HTMLElement | null} */ (target.closest("[role=option]"));
  const pressed = /** @type {HTMLElement | null} */ (target.closest("[data-act]"));
  if (hit) {
    chosen = hit.dataset.key ?? "";
    show();
  }
  if (pressed?.dataset.act === "add") newSeats.open(regions[0]?.id);
  else if (pressed) card.act((pressed.dataset.act ?? "").replaceAll("-", "_"));
  if (!target.closest("button, a, input, select, textarea, label, form")) back();
});
page.addEventListener("submit", (event) => event.preventDefault());
quorum.addEventListener("change", () => {
  onDevice.setItem(quorumKey, quorum.value);
  showArrivals(page, book.seats, regions, quorum.value);
  back();
});
await load();
follow();
page.inert = false;
field.focus();
