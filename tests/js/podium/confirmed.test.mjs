// What the podium says of a confirmation: how many have said yes and, once a text has changed, that it is asked again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askedOf } from "../../../static/js/podium/confirmed.js";
import { useStrings } from "../../../static/js/page/strings.js";
import english from "../../../locales/en.json" with { type: "json" };

useStrings(english, "en");
const room = { id: "r" };
const text = (version) => ({ a: { id: "a", label: "AF-1", version } });
const asked = [{ room_id: "r", recommendation_ids: ["a"], asked: 1, confirmed: 2, entitled: 5 }];

test("that a text has changed is said until the region is asked again, or no more", () => {
  const said = (confirmations, version) =>
    askedOf({ confirmations, room, recommendations: text(version) }, ["a"], 5);
  assert.deepEqual(said([], 1), { confirmWords: "", canAsk: true });
  assert.equal(said(asked, 1).canAsk, false);
  assert.match(said(asked, 1).confirmWords, /^AF-1 · /);
  assert.deepEqual(said([], 2), { confirmWords: english["podium.confirm.changed"], canAsk: true });
  assert.match(said(asked, 2).confirmWords, /^AF-1 · /);
  assert.equal(said([], 2).confirmWords, "", "nobody asks any more");
});
