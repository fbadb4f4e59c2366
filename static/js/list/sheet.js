// @ts-check
/**
 * A view of a list as a picture: in the hall the view alone, in a file with its question, its kind and its key around
 * it. Refuses to fetch and to order. Invariant: hall and file are drawn by the same hands, so a file shows what the
 * hall saw.
 */
import { glyph, line, lines, moved, rect, text } from "../drawing/shapes.js";
import { lettersOf } from "./lettering.js";
import { matrixShapes } from "./view_matrix.js";
import { rankingsShapes } from "./view_rankings.js";
import { lineShapes } from "./view_line.js";
import { whyShapes } from "./view_why.js";
import { listShapes } from "./view_list.js";
import { silenceShapes } from "./view_silence.js";
import { unitsShapes } from "./view_units.js";
import { rollShapes } from "./view_roll.js";
import { readingShapes } from "./view_reading.js";
import { footWords } from "./foot.js";
import { OF_ONE, explained, keyed, pageAt, seatsAt, viewOf } from "./views.js";
import { spanWords } from "./pager.js";
import { spokenFor } from "./spoken_for.js";
import { isSilent } from "../page/consent.js";
import { itemWords } from "../page/numbers.js";
import { STANDINGS, standingsIn } from "../page/standings.js";
import { t } from "../page/strings.js";

/** @typedef {import("../drawing/shapes.js").Shape} Shape */
/**
 * @typedef {{ranked: any, regions: import("../page/chips.js").Region[], turned: import("./views.js").Turned,
 *   lang?: (id: string) => string}} Shown
 */
const HANDS = {
  list: listShapes, matrix: matrixShapes, rankings: rankingsShapes, line: lineShapes, why: whyShapes,
  units: unitsShapes, roll: rollShapes, reading: readingShapes,
};
export const SHEET = { width: 1920, height: 1080 };
const MARGIN = 56;

/** @type {import("./lettering.js").Letters | null} */
let known = null;

/** Letters in the faces of this page. */
function pageLetters() {
  const style = getComputedStyle(document.documentElement);
  const faces = { words: style.getPropertyValue("--face-words"), service: style.getPropertyValue("--face-service") };
  return (known ??= lettersOf(faces));
}

/**
 * An item whose title ends with the number by which it was voted on, and with what it was merged into.
 * @param {any} item @param {boolean} numbered
 */
const called = (item, numbered) =>
  ({ ...item, title: [item.title, numbered ? itemWords(item) : "", item.merged].filter(Boolean).join(" · ") });

/**
 * Draw one page of a view, in letters of this page or in those of a file.
 * @param {Shown} shown @param {number} width @param {number} height @param {import("./lettering.js").Letters} [letters]
 * @returns {Shape[]}
 */
export function viewShapes({ ranked, regions, turned, lang }, width, height, letters = pageLetters()) {
  const view = viewOf(ranked, turned.view);
  const at = pageAt(ranked, view, turned.page);
  const rows = ranked.items.slice(at.first, at.last);
  const silent = view === "list" && isSilent(ranked);
  return (silent ? silenceShapes : HANDS[view])({
    ranked, rows: rows.map((/** @type {any} */ row) => called(row, !silent && !OF_ONE.includes(view))),
    regions: seatsAt(regions, at), width, height,
    letters, lang, at,
  });
}

/**
 * Say a view in a sentence, for those who do not see it.
 * @param {any} ranked
 * @param {import("./views.js").Turned} turned
 */
export function viewLabel(ranked, turned) {
  const view = viewOf(ranked, turned.view);
  const at = pageAt(ranked, view, turned.page);
  return t(`view.${view}.label`, {
    n: ranked.items.length, first: at.first + 1, last: at.last, title: ranked.items[at.first]?.title ?? "",
  });
}

/**
 * Draw a whole sheet.
 * @param {Shown} shown @param {{question: string, published: boolean, brand: string}} around @returns {Shape[]}
 */
export function sheetShapes(shown, { question, published, brand }) {
  const letters = pageLetters();
  const { width, height } = SHEET;
  const inner = width - 2 * MARGIN;
  const view = viewOf(shown.ranked, shown.turned.view);
  const at = pageAt(shown.ranked, view, shown.turned.page);
  const state = t(published ? "round_state.published" : "round_state.closed");
  const spoken = view === "list" && at.last === at.all ? spokenFor(shown.ranked, shown.regions, itemWords) : "";
  const style = /** @type {const} */ ({ size: 30, weight: 700, face: "service" });
  const tag = letters.width(state, style) + 64;
  const pager = at.pages > 1 ? spanWords(at) : "";
  const paged = pager ? letters.width(pager, style) + 40 : 0;
  const start = MARGIN + 76 + letters.width(brand, style) + 36;
  const title = letters.fit(question, {
    width: width - MARGIN - tag - paged - 40 - start, height: 84, sizes: [34, 31, 28, 25, 22], weight: 700,
    face: "words",
  });
  return [
    rect(0, 0, width, height, "paper"),
    glyph("mark", MARGIN, 50, 57, 36, "action"), text(MARGIN + 70, 79, brand, "ink", style),
    ...lines(start, 68, title, "ink", { weight: 700, face: "words" }),
    ...(pager ? [text(width - MARGIN - tag - 32, 79, pager, "ink", { ...style, side: "right" })] : []),
    rect(width - MARGIN - tag, 38, tag, 60, published ? "action" : "ink", { round: 30, edge: published ? 0 : 3 }),
    text(width - MARGIN - tag / 2, 79, state, published ? "on-action" : "ink", { ...style, side: "middle" }),
    ...moved(viewShapes(shown, inner, 876), MARGIN, 118),
    ...foot(shown, view, at, inner, letters).map((shape) => moved([shape], MARGIN, spoken ? 1015 : 1030)[0]),
    ...lines(MARGIN, 1060, letters.fit(spoken, { width: inner, height: 36, sizes: [22, 20, 18, 16] }), "ink"),
  ];
}

/**
 * @param {Shown} shown
 * @param {import("./views.js").View} view
 * @param {import("./pager.js").Span} at
 * @param {number} width
 * @param {import("./lettering.js").Letters} letters
 * @returns {Shape[]}
 */
function foot({ ranked, regions }, view, at, width, letters) {
  /** @type {Shape[]} */
  const shapes = [];
  let x = 0;
  const say = (/** @type {string} */ words, /** @type {string} */ side, /** @type {number} */ room) =>
    shapes.push(
      ...lines(
        side === "right" ? width : x, 0, letters.fit(words, { width: room, height: 60, sizes: [26, 23, 20, 18, 16] }),
        "ink-soft", { side: /** @type {any} */ (side) }
      )
    );
  const words = footWords(ranked, view, at, regions);
  if (view === "rankings") {
    for (const [dashed, words] of /** @type {[boolean, string][]} */ ([
      [false, t("rankings.rises")], [true, t("rankings.falls")],
    ])) {
      shapes.push(
        ...(dashed
          ? [0, 28, 56].map((dx) => line(x + dx, 0, x + dx + 18, 0, "action", 6))
          : [line(x, 0, x + 74, 0, "action", 6)]),
        text(x + 86, 9, words, "ink", { size: 26, weight: 600 })
      );
      x += 86 + letters.width(words, { size: 26, weight: 600, face: "service" }) + 36;
    }
  } else if (keyed(ranked, view, regions)) {
    for (const state of standingsIn(explained(ranked, view, at))) {
      const [drawing, paint] = STANDINGS[state];
      const words = t(`standing.${state}`);
      shapes.push(glyph(drawing, x, -15, 30, 30, paint), text(x + 40, 9, words, "ink", { size: 26, weight: 600 }));
      x += 40 + letters.width(words, { size: 26, weight: 600, face: "service" }) + 30;
    }
  }
  say(words, x ? "right" : "left", width - x);
  return shapes;
}
