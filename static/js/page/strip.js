// @ts-check
/**
 * The region strip: one cell a region, every region as wide as the next and in the same order everywhere.
 * Refuses to know how a standing was reached. Invariant: a withheld cell carries no number.
 */
import { list, fill } from "./dom.js";
import { t } from "./strings.js";

const GLYPHS = {
  backs: "backs", opposes: "opposes", no_position: "none", not_determined: "undetermined", withheld: "withheld",
};

/**
 * Say which drawing stands for a region's state.
 * @param {string} state
 */
export function glyph(state) {
  return `#sym-${GLYPHS[/** @type {keyof typeof GLYPHS} */ (state)] ?? "undetermined"}`;
}

/**
 * Show a strip.
 * @param {HTMLElement} container
 * @param {{id: string, name: string, short: string}[]} regions
 * @param {Record<string, {state: string}>} standings
 */
export function showStrip(container, regions, standings) {
  list(
    container, regions, (region) => region.id, "strip-cell",
    (cell, region) => {
      const state = standings[region.id]?.state ?? "not_determined";
      fill(cell, {
        state, glyph: glyph(state), says: t("strip.says", { region: region.name, standing: t(`standing.${state}`) }),
        code: region.short,
      });
    }
  );
}
