// @ts-check
/**
 * The published list in the hall, in the view it was turned to. Refuses to turn by itself. Invariant: what stands
 * beside a view (key, kind, pager) is always that of the view shown; the hands that draw are fetched before they are
 * needed.
 */
import { all, fill, one } from "../page/dom.js";
import { showRanked } from "../list/ranked.js";
import { footWords } from "../list/foot.js";
import { spokenFor } from "../list/spoken_for.js";
import { explained, keyed, mostOf, pageAt, viewOf } from "../list/views.js";
import { itemWords } from "../page/numbers.js";
import { showKey } from "../page/strip.js";
import { later } from "../page/later.js";

const UNIT = 16;
const AGAIN_MS = 5_000;
let away = false;
let told = () => {};

const drawing = later(async () => {
  try {
    const [sheet, svg] = await Promise.all([import("../list/sheet.js"), import("../drawing/svg.js")]);
    return { ...sheet, ...svg };
  } catch (fault) {
    if (!away) drawing.soon(AGAIN_MS);
    away = true;
    throw fault;
  } finally {
    setTimeout(() => told());
  }
});

/**
 * Say whether a view can be drawn: `null` while what draws it is on its way, which a hall needs only once a list is
 * there; where it cannot be had, the list stays.
 * @param {string} view @param {() => void} then what is done once that is known
 * @returns {boolean | null}
 */
export function handsFor(view, then) {
  if (drawing.here || view === "list") return true;
  told = then;
  if (away) return false; // the clock asks again
  drawing.come().catch(() => {});
  return null;
}

/**
 * Show a list as it was turned.
 * @param {HTMLElement} hall
 * @param {any} ranked
 * @param {import("../page/chips.js").Region[]} regions
 * @param {import("../list/views.js").Turned} turned
 * @param {(id: string) => string} lang the language of a recommendation
 * @returns {import("../list/pager.js").Span}
 */
export function showHallList(hall, ranked, regions, turned, lang) {
  const view = drawing.here ? viewOf(ranked, turned.view) : "list";
  const at = pageAt(ranked, view, turned.page);
  hall.dataset.view = view;
  hall.dataset.most = String(mostOf(ranked, "list"));
  for (const part of all("[data-view-shows]", hall))
    part.toggleAttribute("hidden", !part.dataset.viewShows?.split(" ").includes(view));
  fill(hall, {
    kind: footWords(ranked, view, at, regions),
    keyed: keyed(ranked, view, regions),
    ranksCompared: view === "rankings",
    spoken: view === "list" && at.last === at.all ? spokenFor(ranked, regions, itemWords) : "",
    tieShown: view === "list"
      && ranked.items.slice(at.first, at.last).some((/** @type {any} */ item) => item.tied && !item.consent),
  });
  showKey(hall, explained(ranked, view, at));
  // what is drawn takes the room that these words leave
  if (view === "list")
    showRanked(/** @type {HTMLElement} */ (one("[data-ranked]", hall)), ranked, regions, {
      first: at.first, most: at.last - at.first,
    });
  else drawView(hall, ranked, regions, { view, page: at.page }, lang);
  return at;
}

/**
 * @param {HTMLElement} hall
 * @param {any} ranked
 * @param {import("../page/chips.js").Region[]} regions
 * @param {import("../list/views.js").Turned} turned
 * @param {(id: string) => string} lang
 */
function drawView(hall, ranked, regions, turned, lang) {
  const svg = /** @type {SVGSVGElement} */ (/** @type {unknown} */ (one("[data-drawing]", hall)));
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const { width: across, height: down } = /** @type {Element} */ (svg.parentElement).getBoundingClientRect();
  const [width, height] = [across, down].map((pixels) => (pixels / rem) * UNIT);
  const hands = drawing.here;
  if (!hands || !(width > 0 && height > 0)) return;
  const shapes = hands.viewShapes({ ranked, regions, turned, lang }, width, height);
  hands.drawInto(svg, shapes, {
    width, height, rtl: document.documentElement.dir === "rtl", label: hands.viewLabel(ranked, turned),
  });
}
