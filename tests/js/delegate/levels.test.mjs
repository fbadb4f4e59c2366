// An order with ties: how marks are read, and that a move changes the place of one recommendation and no other order.
import assert from "node:assert/strict";
import { test } from "node:test";
import { levelsOf, marksOf, moved, standingOf } from "../../../static/js/delegate/levels.js";

const SLATE = ["a", "b", "c", "d"];
const MOVES = ["up", "down", "level", "out", "in"];

/** Every order of the slate with ties and omissions. */
function* orders(slate) {
  if (!slate.length) return yield [];
  const [first, ...rest] = slate;
  for (const levels of orders(rest)) {
    yield levels;
    for (let at = 0; at <= levels.length; at += 1) yield [...levels.slice(0, at), [first], ...levels.slice(at)];
    for (let at = 0; at < levels.length; at += 1)
      yield levels.map((level, place) => (place === at ? [first, ...level] : level));
  }
}

test("only the order of the marks counts, and they are written from 1 without gaps", () => {
  const levels = levelsOf({ a: "8", b: "1", c: "1" }, SLATE);
  assert.deepEqual(levels, [["b", "c"], ["a"]]);
  assert.deepEqual(marksOf(levels), { b: "1", c: "1", a: "2" });
  assert.deepEqual(levelsOf({}, SLATE), []);
});

test("up and down leave a tie first, then pass the next level", () => {
  assert.deepEqual(moved([["a", "b"], ["c"]], "b", "up"), [["b"], ["a"], ["c"]]);
  assert.deepEqual(moved([["a", "b"], ["c"]], "a", "down"), [["b"], ["a"], ["c"]]);
  assert.deepEqual(moved([["a", "b"], ["c"]], "c", "up"), [["c"], ["a", "b"]]);
  assert.deepEqual(moved([["c"], ["a", "b"]], "c", "down"), [["a", "b"], ["c"]]);
});

test("level ties with the one above, and ends the tie downwards", () => {
  const tied = moved([["a"], ["b"], ["c"]], "b", "level");
  assert.deepEqual(tied, [["a", "b"], ["c"]]);
  assert.deepEqual(moved(tied, "b", "level"), [["a"], ["b"], ["c"]]);
});

test("what is taken in comes last, what is left out has no mark", () => {
  assert.deepEqual(moved([["a"]], "d", "in"), [["a"], ["d"]]);
  assert.deepEqual(marksOf(moved([["a"], ["b"]], "a", "out")), { b: "1" });
});

test("every move from every order keeps the others as they stand among themselves", () => {
  let tried = 0;
  for (const levels of orders(SLATE)) {
    for (const id of SLATE) {
      const before = levels.map((level) => level.filter((each) => each !== id)).filter((level) => level.length);
      for (const move of MOVES) {
        const after = moved(levels, id, move);
        tried += 1;
        assert.ok(after.every((level) => level.length));
        assert.equal(new Set(after.flat()).size, after.flat().length);
        assert.deepEqual(
          after.map((level) => level.filter((each) => each !== id)).filter((level) => level.length),
          before,
        );
        assert.deepEqual(
          levelsOf(marksOf(after), after.flat()),
          after.map((level) => after.flat().filter((each) => level.includes(each))),
        );
      }
      const { ranked, first, last } = standingOf(levels, id);
      assert.equal(moved(levels, id, "up") === levels, !ranked || first);
      assert.equal(moved(levels, id, "down") === levels, !ranked || last);
      assert.equal(moved(levels, id, "level") === levels, !ranked || first);
      assert.equal(moved(levels, id, "in") === levels, ranked);
    }
  }
  assert.ok(tried > 2_000);
});
