/** Sixteen regions have sixteen paints and sixteen patterns, in the meeting's order, in pages and in drawings. */
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { PAINTS, paint, placed, poolName, regionsBy } from "../../../static/js/page/chips.js";
import { PATTERNS, chip } from "../../../static/js/drawing/chip.js";

const SHEET = readFileSync(new URL("../../../static/css/base.css", import.meta.url), "utf8");
const regions = placed(Array.from({ length: 18 }, (_, at) => ({ id: `Z${18 - at}`, name: "", short: `Z${18 - at}` })));

test("paints are given out in the meeting's order, whatever a region is called", () => {
  assert.deepEqual(regions.slice(0, 16).map(paint), Array.from({ length: 16 }, (_, at) => `region-${at + 1}`));
  assert.equal(paint(regions[16]), "region-1");
});

test("regions that count together are one, painted as its first, in the meeting's order", () => {
  const names = [["A", "Ada"], ["B", "Bea"], ["C", "Cy"]];
  const [one, two, three] = placed(names.map(([id, name]) => ({ id, name, short: id })));
  assert.deepEqual(regionsBy([one, two, three], ["C", "A", "gone"]), [one, three]);
  const pool = { ...one, id: "A+C", short: "A+C", name: "Ada + Cy" };
  assert.deepEqual(regionsBy([one, two, three], ["B", "A+C"]), [pool, two]);
  assert.equal(paint(regionsBy([one, two, three], ["A+C"])[0]), paint(one));
  assert.equal(regionsBy([one, two, three], ["A+B+C"])[0].short, "A+2");
  assert.equal(poolName([one, two, three], { regions: ["B", "A+C"] }), "Ada + Cy");
  assert.equal(poolName([one, two, three], { regions: ["A", "B", "C"] }), "");
});

test("no two patterns are alike, on pages or in drawings", () => {
  const drawn = PATTERNS.map((pattern) => JSON.stringify(pattern(0, 58)));
  assert.equal(new Set(drawn).size, PAINTS);
  const ruled = Array.from({ length: PAINTS }, (_, at) => {
    const [, rule] = new RegExp(`\\.region-${at + 1} \\{([^}]+)\\}`).exec(SHEET) ?? [];
    assert.ok(rule?.includes(`var(--region-${at + 1})`), `region-${at + 1} has no paint of its own`);
    return rule.slice(rule.indexOf("--pattern")).replace(`--region-${at + 1}`, "--region");
  });
  assert.equal(new Set(ruled).size, PAINTS);
});

test("a drawn chip keeps its letters and its pattern on its paint", () => {
  for (const width of [58, 46, 30]) {
    for (const region of regions) {
      const [ground, ...on] = chip(region, 100, 4, width);
      assert.equal(ground.paint, paint(region));
      for (const shape of on.filter((one) => "width" in one)) {
        assert.ok(shape.x >= ground.x - 0.1 && shape.x + shape.width <= ground.x + width + 0.1, `${region.place}`);
        assert.ok(shape.y >= 34 && shape.y + shape.height <= 52.1, `${region.place}`);
      }
    }
  }
});
