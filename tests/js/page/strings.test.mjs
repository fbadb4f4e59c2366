// The words of a page: without them it says nothing, so they are asked for until they come.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadStrings, pageLanguage, t, useStrings } from "../../../static/js/page/strings.js";

/** What the network makes of each try, in order. */
const NETWORK = [
  () => Promise.reject(new TypeError("no network")),
  async () => ({ ok: false, status: 503 }),
  async () => ({ ok: true, json: () => Promise.reject(new SyntaxError("cut off")) }),
  async () => ({ ok: true, json: async () => ({ "brand.name": "Plenum" }) }),
];

test("words that cannot be had are asked for again, ever more slowly", async (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  context.mock.method(console, "warn", () => {});
  const asked = context.mock.method(globalThis, "fetch", () => NETWORK[asked.mock.callCount()]());
  const loaded = loadStrings("/strings/1/fr.json", "fr");
  for (const longest_ms of [500, 1_000, 2_000]) {
    await new Promise((goOn) => setImmediate(goOn));
    context.mock.timers.tick(longest_ms);
  }
  await loaded;
  assert.equal(asked.mock.callCount(), NETWORK.length);
  assert.equal(t("brand.name"), "Plenum");
  assert.equal(pageLanguage(), "fr");
});

test("no line ends between a number and the word that it counts, whoever has written the number", () => {
  useStrings({ a: { one: "{n} ballot of {all}", other: "{n} ballots of {all}" }, b: "{n} из {all}, 3 or more" }, "en");
  assert.equal(t("a", { n: 1, all: 86 }), "1\u00a0ballot of 86");
  assert.equal(t("a", { n: 1_234, all: "86" }), "1,234\u00a0ballots of 86");
  assert.equal(t("b", { n: "5", all: 7 }), "5\u00a0из 7, 3\u00a0or more");
});
