// The words of a page: without them it says nothing, so they are asked for until they come.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadStrings, pageLanguage, t } from "../../../static/js/page/strings.js";

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
