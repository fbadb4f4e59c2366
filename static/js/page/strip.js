// @ts-check
/**
 * The region strip: one cell a region, every region as wide as the next and in the same order everywhere.
 * Refuses to know how a standing was reached. Invariant: a withheld cell carries no number.
 */
import { all, fill, list } from "./dom.js";
import { signOf, standingOf, standingsIn } from "./standings.js";
import { t } from "./strings.js";

/** @typedef {{state?: string, lean?: string, named?: {words: string} | null}} Stands */

/**
 * Say where a region stands, and what it said in words where it did so by name.
 * @param {{name: string}} region @param {Stands | undefined} stands
 */
export function saysOf({ name }, stands) {
  const figures = { region: name, standing: t(`standing.${standingOf(stands)}`) };
  if (!stands?.named) return t("strip.says", figures);
  const { words } = stands.named;
  return [t("strip.says_named", figures), words && t("named.words", { region: name, words })].filter(Boolean).join(" ");
}

/**
 * Show a strip.
 * @param {HTMLElement} container
 * @param {{id: string, name: string, short: string}[]} regions
 * @param {Record<string, Stands>} standings
 */
export function showStrip(container, regions, standings) {
  list(
    container, regions, (region) => region.id, "strip-cell",
    (cell, region) => {
      const stands = standings[region.id];
      const state = standingOf(stands);
      fill(cell, {
        state, glyph: `#sym-${signOf(stands)[0]}`,
        says: saysOf(region, stands), code: region.short, named: Boolean(stands?.named),
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
