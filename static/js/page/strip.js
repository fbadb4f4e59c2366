// @ts-check
/**
 * The region strip: one cell a region, every region as wide as the next and in the same order everywhere.
 * Refuses to know how a standing was reached. Invariant: a withheld cell carries no number.
 */
import { all, fill, list } from "./dom.js";
import { signOf, standingOf, standingsIn } from "./standings.js";
import { t } from "./strings.js";

/**
 * Show a strip.
 * @param {HTMLElement} container
 * @param {{id: string, name: string, short: string}[]} regions
 * @param {Record<string, {state?: string, lean?: string}>} standings
 */
export function showStrip(container, regions, standings) {
  list(
    container, regions, (region) => region.id, "strip-cell",
    (cell, region) => {
      const stands = standings[region.id];
      const state = standingOf(stands);
      fill(cell, {
        state, glyph: `#sym-${signOf(stands)[0]}`,
        says: t("strip.says", { region: region.name, standing: t(`standing.${state}`) }), code: region.short,
      });
    }
  );
}

/** Explain those signs that are shown, no others. @param {HTMLElement} root @param {any[]} items of a ranked list */
export function showKey(root, items) {
  const used = standingsIn(items);
  for (const sign of all(".strip-key > [data-state]", root))
    sign.toggleAttribute("hidden", !used.includes(sign.dataset.state ?? ""));
}
