// The list of seats on a page of the desk: what is heard while it is read, and in which order it is read.
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeList } from "../../../static/js/desk/live_list.js";
import { withSeats } from "../../../static/js/desk/seat_book.js";

const seat = (id, state = "named", name = id) => ({ seat_id: id, name, state });
const told = (changed, more = {}) => ({
  type: "seats_changed", changed, gone: [], personal_s: {}, totals: { waiting: 0, here: 0, barred: 0 }, ...more,
});
/** A page whose readings are answered by hand. */
function aPage() {
  const page = { asked: [], shown: null, refused: [] };
  page.list = makeList({
    list: (mark) => new Promise((answer, refuse) => page.asked.push({ mark, answer, refuse })),
    changed: (book) => (page.shown = book),
    failed: (refusal) => page.refused.push(refusal?.code ?? null),
  });
  page.answer = async (number, seats, mark = "m") => {
    page.asked[number].answer(seats && { mark, seats, personal_s: {} });
    for (let turn = 0; turn < 9; turn += 1) await null;
  };
  return page;
}
const ids = (book) => book.seats.map((one) => `${one.seat_id} ${one.state}`);

test("what was heard while the list was read is put on top of it, and its mark is good no more", async () => {
  const page = aPage();
  page.list.load();
  page.list.hear(told([seat("b", "here")]));
  await page.answer(0, [seat("a"), seat("b")]);
  assert.deepEqual(ids(page.shown), ["a named", "b here"]);
  page.list.load();
  assert.equal(page.asked[1].mark, "");
});

test("seats come in the order of their numbers, and those that are gone go, with their time", () => {
  const book = { mark: "m", seats: [seat("aa2"), seat("aa9")], personal: { aa2: 60, aa9: 30 } };
  const now = withSeats(book, { changed: [seat("aa10"), seat("aa3")], gone: ["aa2"], personal_s: { aa10: 5 } });
  assert.deepEqual(now.seats.map((one) => one.seat_id), ["aa3", "aa9", "aa10"]);
  assert.deepEqual(now.personal, { aa9: 30, aa10: 5 });
});

test("an answer to an act of this page changes its seat and nobody's time", () => {
  const book = { mark: "m", seats: [seat("a")], personal: { a: 60 } };
  assert.deepEqual(withSeats(book, { changed: [seat("a", "here")], gone: [] }).personal, { a: 60 });
});

test("whoever asks while a reading is under way gets one that begins later", async () => {
  const page = aPage();
  page.list.load();
  const later = [page.list.load(), page.list.load()];
  assert.equal(page.asked.length, 1);
  await page.answer(0, [seat("a")]);
  assert.equal(page.asked.length, 2);
  await page.answer(1, [seat("a"), seat("b")]);
  await Promise.all(later);
  assert.deepEqual(ids(page.shown), ["a named", "b named"]);
});

test("it is read again where nobody knows what changed, behind a picture, and where the figures say so", async () => {
  const page = aPage();
  page.list.load();
  await page.answer(0, [seat("a", "here")]);
  for (const message of [told(null), { type: "snapshot" }, told([], { totals: { waiting: 0, here: 2, barred: 0 } })]) {
    const before = page.asked.length;
    page.list.hear(message);
    assert.equal(page.asked.length, before + 1);
    await page.answer(before, null);
  }
  page.list.hear(told([], { totals: { waiting: 0, here: 1, barred: 0 } }));
  page.list.hear({ type: "pulse", seq: 1 });
  assert.equal(page.asked.length, 4);
});

test("a list that cannot be read is complained of until it is read again", async () => {
  const page = aPage();
  page.list.load();
  page.asked[0].refuse({ code: "offline" });
  for (let turn = 0; turn < 9; turn += 1) await null;
  page.list.load();
  await page.answer(1, null);
  assert.deepEqual(page.refused, ["offline", null]);
});
