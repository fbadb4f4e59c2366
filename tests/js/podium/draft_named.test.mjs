// Which drafts may have regions that take part by their named position.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mayBeNamed } from "../../../static/js/podium/draft_named.js";
import "../cards.mjs";

const given = (secrecy) => new Map([["secrecy", secrecy]]);
const plenary = { kind: "plenary" };

test("regions may take part by name where several vote and small ones are not shown", () => {
  for (const secrecy of ["confidential", "sealed"])
    assert.equal(mayBeNamed("across_regions", given(secrecy), plenary), true);
  assert.equal(mayBeNamed("across_regions", given("recorded"), plenary), false);
  assert.equal(mayBeNamed("across_regions", given("confidential"), { kind: "region" }), false);
  assert.equal(mayBeNamed("no_objection", given("confidential"), plenary), false);
});
