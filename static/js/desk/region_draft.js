// @ts-check
/**
 * The regions of a meeting as a draft: named, put in order, taken from a preset, and drawn as the hall draws them.
 * Refuses to decide which may go: the service does. Invariant: nothing is changed before somebody keeps it.
 *
 * @typedef {import("./programme/regions.js").Region} Region
 */
import { fill, one } from "../page/dom.js";
import { placed } from "../page/chips.js";
import { t } from "../page/strings.js";
import { chip } from "../drawing/chip.js";
import { drawInto } from "../drawing/svg.js";
import { showRegions } from "./programme/regions.js";

const [WIDE, SEAT, HIGH, AIR] = [58, 110, 68, 10];

/** Say a region as an edit does, with all that it has. @param {any} region @returns {Region} */
export const asKept = ({ place: _, ...region }) => region;

/** @param {{regions: readonly Region[], presets: Record<string, Region[]>}} given */
export function makeRegionDraft({ regions, presets }) {
  const part = /** @type {HTMLElement} */ (one("[data-regions-part]"));
  const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (one("[data-strip]", part)));
  const preset = /** @type {HTMLSelectElement} */ (one("[data-regions-preset]", part));
  let kept = regions;
  let now = regions;
  const rows = showRegions({ now: () => now, change });

  /** @param {readonly Region[]} next */
  function change(next) {
    now = next;
    show();
  }

  const said = () => now.filter(({ name }) => name.trim());

  function show() {
    const same = JSON.stringify(said()) === JSON.stringify(kept);
    rows.show(now);
    draw(svg, placed([...said()]));
    fill(part, { same, state: t(same ? "defaults.state.kept" : "defaults.state.open"), draft: same ? "" : "open" });
  }

  preset.addEventListener("change", () => {
    if (preset.value) change(presets[preset.value]);
    preset.value = "";
  });

  return {
    said,
    /** Take what is kept by now, and let go of the draft. @param {readonly Region[]} regions */
    take(regions) {
      kept = regions.map(asKept);
      change(kept);
    },
    back: () => change(kept),
  };
}

/** Draw the strip: every region as wide as the next. @param {SVGSVGElement} svg @param {Region[]} regions */
function draw(svg, regions) {
  drawInto(svg, regions.flatMap((region, at) => chip(region, SEAT * (at + 0.5), AIR, WIDE)), {
    width: SEAT * Math.max(1, regions.length), height: HIGH, rtl: document.documentElement.dir === "rtl",
    label: regions.map(({ name, short }) => `${short}: ${name}`).join(", "),
  });
}
