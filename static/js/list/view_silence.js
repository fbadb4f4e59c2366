// @ts-check
/**
 * What a silence came to, as a drawing for a file: three figures of the whole list, and a row a text. Pure but for the
 * words. Refuses to rank: what silence adopted has no order of merit. Invariant: the same rows as the hall's page.
 */
import { glyph, line, lines, rect, text } from "../drawing/shapes.js";
import { badgeOf } from "./ranked.js";
import { rankWords } from "./view_matrix.js";
import { consentSums } from "../page/consent.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
const [HEAD, HIGH, BADGE] = [112, 152, 470];
const PAINTS = /** @type {Record<string, string>} */ ({ adopted: "for", objected: "against", reserved: "edge" });

/** @param {import("./view_matrix.js").Canvas} canvas @returns {Shape[]} */
export function silenceShapes(canvas) {
  const { ranked, rows, width, height, letters, lang = () => "" } = canvas;
  const tall = Math.min(HIGH, (height - HEAD) / Math.max(1, rows.length));
  return [
    ...sums(canvas),
    line(0, HEAD, width, HEAD, "ink", 2),
    line(0, HEAD + tall * rows.length, width, HEAD + tall * rows.length, "ink", 2),
    ...rows.flatMap((item, at) => {
      const y = HEAD + tall * (at + 0.5);
      const title = letters.fit(item.title, {
        width: width - BADGE - 170, height: tall - 8, sizes: [40, 36, 32, 28, 25, 22], weight: 700, face: "words",
        lead: 1.14,
      });
      return [
        ...(at ? [line(0, HEAD + tall * at, width, HEAD + tall * at, "line")] : []),
        text(96, y + 24, rankWords(item), "action", { size: 66, weight: 700, side: "right" }),
        ...lines(122, y, title, "ink", { weight: 700, face: "words", lang: lang(item.recommendation_id) }),
        ...badge(canvas, badgeOf(ranked, item, []), width - BADGE, y),
      ];
    }),
  ];
}

/** @param {import("./view_matrix.js").Canvas} canvas @returns {Shape[]} */
function sums({ ranked, width, letters }) {
  const room = (width - 48) / 3;
  return consentSums(ranked).flatMap(({ code, name, figure }, at) => {
    const x = at * (room + 24);
    const wide = letters.width(figure, { size: 56, weight: 700, face: "service" });
    const words = letters.fit(name, {
      width: room - wide - 60, height: 76, sizes: [30, 27, 24, 21, 18], weight: 600,
    });
    return [
      rect(x + 1.5, 2, room - 3, 88, PAINTS[code], { round: 14, edge: 3 }),
      text(x + 22, 65, figure, "ink", { size: 56, weight: 700 }),
      ...lines(x + 40 + wide, 46, words, "ink", { weight: 600 }),
    ];
  });
}

/**
 * @param {import("./view_matrix.js").Canvas} canvas @param {{name: string, word: string, count: string}} said
 * @param {number} x @param {number} y @returns {Shape[]}
 */
function badge({ letters }, { name, word, count }, x, y) {
  const adopted = name === "adopted";
  const ink = adopted ? "on-for" : PAINTS[name];
  const [first, second] = [word, count].map((words, at) =>
    letters.fit(words, { width: BADGE - 110, height: 38, sizes: [28, 25, 22, 19, 16], weight: at ? 500 : 700 })
  );
  return [
    rect(x + 1, y - 44, BADGE - 2, 88, PAINTS[name], { round: 12, edge: adopted ? 0 : 2.5 }),
    glyph(name, x + 12, y - 16, 70, 32, ink),
    ...lines(x + 92, count ? y - 18 : y, first, ink, { weight: 700 }),
    ...(count ? lines(x + 92, y + 20, second, ink, { weight: 500 }) : []),
  ];
}
