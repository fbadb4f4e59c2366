// What stands behind the # of the address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fragment } from "../../../static/js/door/fragment.js";

test("a fragment that is not well encoded is none, and no fault", () => {
  assert.equal(fragment("#ballot-r1-2"), "ballot-r1-2");
  assert.equal(fragment("#a%20b"), "a b");
  for (const hash of ["", "#", "#%", "#ballot-%", "#%E0%A4%A", "#%zz"]) assert.equal(fragment(hash), "");
});
