/** An edit of the list of delegations speaks of what becomes otherwise alone, and fits into what a call may carry. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { adding, changing, piecesOf, removing } from "../../../static/js/desk/bodies.js";

const body = (name, region_id = "AF", listed = true) => ({
  name, short: "", region_id, votes: 1, observers: 0, listed,
});
const BODIES = [body("Mali"), body("Chad"), body("Kenya", "AF", false), body("Peru", "AM")];

test("what stays is not spoken of, and each change can be taken back", () => {
  const chad = { name: "Chad", region_id: "AF" };
  assert.deepEqual(adding([BODIES[2]]), {
    there: { added: [{ name: "Kenya", short: "", region_id: "AF" }] },
    back: { removed: [{ name: "Kenya", region_id: "AF" }] },
  });
  assert.deepEqual(changing(BODIES[1], { short: "CD", region_id: "AM" }), {
    there: { changed: [{ ...chad, then: { short: "CD", region_id: "AM" } }] },
    back: { changed: [{ name: "Chad", region_id: "AM", then: { ...chad, short: "" } }] },
  });
  assert.deepEqual(removing(BODIES[3], BODIES).back, { added: [{ name: "Peru", short: "", region_id: "AM", at: 2 }] });
});

test("a thousand long names go in pieces, each of them whole and in order", () => {
  const many = Array.from({ length: 1000 }, (_, n) => body(`${n} ${"\u4e2d".repeat(195)}`));
  for (const change of Object.values(adding(many))) {
    const pieces = piecesOf(change);
    for (const piece of pieces) assert.ok(new TextEncoder().encode(JSON.stringify(piece)).length < 16_000);
    const [kind] = Object.keys(change);
    assert.deepEqual(pieces.flatMap((piece) => piece[kind]), change[kind]);
  }
  assert.equal(piecesOf(adding(BODIES).there).length, 1);
});
