// @ts-check
/**
 * The badge of a verdict in a picture: its sign, its word and what it rests on. Pure but for the words. Refuses to
 * judge. Invariant: the words are never wider than their frame.
 */
import { glyph, lines, rect } from "../drawing/shapes.js";
import { countWords, secondWords } from "./ranked.js";
import { t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
export const BADGE = 122;
const INKS = /** @type {Record<string, string>} */ ({
  works_across: "on-for", works_in_some: "for", not_supported: "against",
});

/**
 * Draw a badge whose upper left corner is at 0, 0.
 * @param {any} item
 * @param {any} ranked
 * @param {import("../page/chips.js").Region[]} regions
 * @param {number} most how wide it may be
 * @param {import("./lettering.js").Letters} letters
 * @returns {{shapes: Shape[], width: number}}
 */
export function badge(item, ranked, regions, most, letters) {
  const filled = item.verdict === "works_across";
  const ink = INKS[item.verdict] ?? "ink";
  const name = letters.fit(t(`verdict.${item.verdict}`), {
    width: most - 170, height: 46, sizes: [40, 36, 32, 28, 24], weight: 700,
  });
  const counts = [countWords(item, ranked.regions_counted, regions), secondWords(ranked, item)];
  const count = letters.fit(counts.filter(Boolean).join(" · "), {
    width: most - 170, height: 40, sizes: [34, 30, 26, 22], weight: 500,
  });
  const widest = Math.max(
    ...name.lines.map((each) => letters.width(each, { size: name.size, weight: 700, face: "service" })),
    ...count.lines.map((each) => letters.width(each, { size: count.size, weight: 500, face: "service" }))
  );
  const shapes = [
    rect(1.5, 0, widest + 172, BADGE, filled ? "for" : ink, { round: 20, edge: filled ? 0 : 4 }),
    ...(item.verdict === "contested" ? [rect(9, 7.5, widest + 157, 107, ink, { round: 14, edge: 2.5 })] : []),
    glyph(item.verdict, 28, 41, 88, 40, ink),
    ...lines(138, 42, name, ink, { weight: 700 }),
    ...lines(138, 86, count, ink, { weight: 500 }),
  ];
  return { shapes, width: widest + 175 };
}
