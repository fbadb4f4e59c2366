// Words run as their letters do: the same cases as for the server's rule.
import assert from "node:assert/strict";
import { test } from "node:test";
import { directionOf } from "../../../static/js/page/direction.js";
import cases from "../../words/directions.json" with { type: "json" };

test("the letters say the direction, as the server says it", () => {
  for (const [words, language, direction] of cases) assert.equal(directionOf(words, language), direction, words);
});
