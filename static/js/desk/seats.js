// @ts-check
/**
 * The page Seats of the desk: a table that is searched, changed in place and printed. Refuses to decide what is
 * allowed: the service does. Invariants: what is typed stays until it is stored or left; what others do is there within
 * seconds.
 */
import { all, fill, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { readAgenda } from "../page/agenda.js";
import { callOf, changesOf, found, kept } from "./seat_book.js";
import { hideLink, showLink } from "./new_link.js";
import { makeImport } from "./import.js";
import { keepList } from "./live_list.js";
import { makeCalls } from "./seat_calls.js";
import { makeNewSeats } from "./new_seats.js";
import { makeUndo } from "./undo.js";
import { fillForm, follow, isTouched, submit } from "./seat_form.js";
import { showDelegations, showRows, showTotals, summaryWords } from "./seat_table.js";

/** @typedef {import("./seat_book.js").Seat} Seat */

const AT_FIRST = 150;
const { meeting = "", slot = "", lang = "en", stringsUrl = "", fewest = "4" } = document.body.dataset;
const page = /** @type {HTMLElement} */ (one("main"));
const search = /** @type {HTMLInputElement} */ (one("[data-find]"));
const which = /** @type {HTMLSelectElement} */ (one("[data-which]"));
const region = /** @type {HTMLSelectElement} */ (one("[data-of-region] select"));
const { regions } = readAgenda();

await loadStrings(stringsUrl, lang);
const calls = makeCalls({ meeting, slot, lang });
/** @type {{seats: Seat[], list: import("./seat_book.js").Kept[]}} */
let book = { seats: [], list: [] };
let most = AT_FIRST;
const { load, again, complain, follow: followOthers } = keepList({
  calls, where: { meeting, slot }, problem: /** @type {HTMLElement} */ (one("[data-problem]")),
  changed: ({ seats }) => {
    book = { seats, list: kept(seats) };
    show();
  },
});
const undo = makeUndo(complain);
/** The seat whose row is a form, and what was known of it when it became one. */
let editing = "";
/** @type {{known: any, regions: typeof regions}} */
let about = { known: {}, regions };
const newSeats = makeNewSeats({ calls, again: load, undo });
const importing = makeImport({ calls, regions, seats: () => book.seats, again: load, undo });

function show() {
  const seats = found(book.list, { words: search.value, region: region.value, here: which.value });
  const open = book.seats.find((seat) => seat.seat_id === editing);
  if (!open) editing = "";
  const listed = seats.slice(0, most);
  if (open && !listed.includes(open)) listed.unshift(open);
  showTotals(/** @type {HTMLElement} */ (one("[data-list=totals]")), book.seats, regions, Number(fewest));
  showDelegations(book.seats);
  showRows(listed, regions, { editing, opened, follows: (row, seat) => follow(formIn(row), about, seat) });
  importing.changed();
  fill(page, {
    summary: summaryWords(book.seats), shownWords: t("desk.seats.shown", { n: seats.length }),
    none: seats.length ? "" : t(book.seats.length ? "desk.seats.none_found" : "desk.seats.none"),
    more: seats.length > most, moreWords: t("desk.seats.show_all", { n: seats.length }),
  });
}

/** Name the act of a button as the service does. @param {HTMLElement} pressed */
const actOf = (pressed) => (pressed.dataset.act ?? "").replaceAll("-", "_");

/** @param {HTMLElement} row */
const formIn = (row) => /** @type {HTMLFormElement} */ (one("form", row));

/** @param {HTMLElement} row @param {Seat} seat */
function opened(row, seat) {
  about = { known: { ...seat }, regions };
  fillForm(formIn(row), seat);
  /** @type {HTMLInputElement} */ (one("[name=name]", row)).focus();
}

/** What was typed in one row is not lost by opening another. @param {string} id whose row becomes a form, or empty */
function open(id) {
  const before = editing;
  const row = before && one(`[data-key="${CSS.escape(before)}"]`);
  if (id && row && isTouched(formIn(row), about)) {
    fill(formIn(row), { problem: t("desk.seats.finish_first") });
    one("[name=name]", row)?.focus();
    return;
  }
  editing = id;
  show();
  if (!id && before) one(`[data-key="${CSS.escape(before)}"] [data-act=edit]`)?.focus();
}

/** Do an act on the open seat with what its form says. @param {HTMLFormElement} form @param {string} act */
async function keep(form, act) {
  const [id, before] = [editing, { ...about.known }];
  const said = await submit(form, (name, more) => calls.act(id, name, more), act, about);
  if (!said) return;
  if (said.link) {
    about.known = { ...said.seat };
    showLink(form, said.link);
    undo.say(t("desk.seats.done.hand_over_seat", { name: callOf(said.seat) }));
  } else {
    const { changes, known } = changesOf(said.seat, before);
    const back = () => calls.act(id, "edit_seat", { changes, known }).then(again);
    if (Object.keys(changes).length) undo.say(t("desk.seats.done.edit_seat", { name: callOf(said.seat) }), back);
    open("");
  }
  await again(said);
}

/** Do an act that needs nothing but the seat. @param {HTMLFormElement} form @param {string} act */
async function perform(form, act) {
  const whose = callOf(/** @type {Seat} */ (about.known));
  try {
    const said = await calls.act(editing, act);
    if (said.link) showLink(form, said.link);
    undo.say(t(`desk.seats.done.${act}`, { name: whose }));
    if (!said.seat) open("");
    await again(said);
  } catch (refusal) {
    fill(form, { problem: /** @type {any} */ (refusal).message });
  }
}

async function print() {
  most = Number.MAX_SAFE_INTEGER;
  show();
  globalThis.print();
}

/** @param {HTMLElement} pressed @param {HTMLFormElement | null} form */
function press(pressed, form) {
  const act = actOf(pressed);
  const id = pressed.closest("[data-key]")?.getAttribute("data-key") ?? "";
  if (act === "edit") return open(id);
  if (act === "add") return newSeats.open(region.value || regions[0]?.id);
  if (act === "print") return print();
  if (act === "import") return importing.open();
  if (act === "more") {
    most = Number.MAX_SAFE_INTEGER;
    return show();
  }
  if (!form || form.dataset.seatForm !== "row") return undefined;
  if (act === "cancel") return open("");
  if (act === "ask_remove" || act === "keep_seat") return fill(form, { sure: act === "ask_remove" });
  if (act === "hide_link") return hideLink(form);
  if (act === "hand_over_seat") return keep(form, act);
  if (act === "renew_link" || act === "remove_seat") return perform(form, act);
  return undefined;
}

page.addEventListener("click", (event) => {
  const pressed = /** @type {HTMLElement} */ (event.target).closest("[data-act]");
  if (pressed) press(/** @type {HTMLElement} */ (pressed), pressed.closest("form"));
});
page.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.seatForm === "row") keep(form, "edit_seat");
});
page.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && editing) open("");
  const rows = all("[data-list=seats] [data-act=edit]");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (!step || at < 0) return;
  event.preventDefault();
  rows[at + step]?.focus();
});
for (const field of [search, which, region])
  field.addEventListener("input", () => {
    most = AT_FIRST;
    show();
  });
which.value = new URLSearchParams(location.search).get("which") ?? "";
await load();
followOthers();
page.inert = false;
importing.begin();
