// @ts-check
/**
 * Keys and clicks on the hall's own page: they turn what it shows. Whoever may steer the hall turns every screen of it,
 * by the service; a screen whose link may not turns itself alone, and only what nobody has set. Refuses to know what is
 * on a page. Invariant: a screen that was turned by hand does not say that it shows what was set.
 */
import { pageFor } from "../list/pager.js";
import { OF_LISTS, OF_VOTING } from "../page/hall.js";

/** @typedef {import("../page/hall.js").InHall} InHall */
/** @typedef {{view: string, page: number}} Turn */

/**
 * Take keys and clicks.
 * @param {{read: () => {shown: InHall, pages: number, turnedTo: (view: string) => Turn | null} | null,
 *   steer: ((shown: InHall, to: Turn) => void) | null, redraw: () => void}} tools `steer` is missing where the page may
 *   not
 */
export function makeTurning({ read, steer, redraw }) {
  /** @type {{key: string, view: string, page: number} | null} */
  let hand = null;
  const keyOf = (/** @type {InHall} */ shown) =>
    [shown.number, shown.round?.id, shown.round?.state, shown.round?.epoch].join(":");

  /** @param {Turn} to */
  function turn(to) {
    const now = read();
    if (!now) return;
    if (steer) return steer(now.shown, to);
    if (now.shown.set) return;
    hand = { key: keyOf(now.shown), ...to };
    redraw();
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.target instanceof HTMLButtonElement && event.key === " ") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = read();
    if (!now) return;
    const views = OF_LISTS.includes(now.shown.view) ? OF_LISTS : OF_VOTING.includes(now.shown.view) ? OF_VOTING : [];
    const wanted = views[Number(event.key) - 1];
    const there = wanted && now.turnedTo(wanted);
    if (there) return turn(there);
    const to = pageFor(event.key, now.shown.page, now.pages, document.documentElement.dir === "rtl");
    if (to === null || to === now.shown.page) return;
    event.preventDefault();
    turn({ view: now.shown.view, page: to });
  }

  /** @param {MouseEvent} event */
  function onClick(event) {
    const now = read();
    const target = /** @type {HTMLElement} */ (event.target);
    if (!now || now.pages < 2) return;
    const { view, page } = now.shown;
    const step = Number(target.closest("[data-turn]")?.getAttribute("data-turn") ?? 0);
    if (step) turn({ view, page: Math.min(Math.max(0, page + step), now.pages - 1) });
    else if (target.closest("[data-shows]")) turn({ view, page: (page + 1) % now.pages });
  }

  addEventListener("keydown", onKey);
  addEventListener("click", onClick);
  return {
    /**
     * What this screen shows: what the hall shows, unless somebody has turned it by hand.
     * @param {InHall} shown @returns {InHall & {byHand: boolean}}
     */
    of(shown) {
      const mine = hand?.key === keyOf(shown) ? hand : null;
      hand = mine;
      const { view, page } = mine ?? shown;
      return { ...shown, view: /** @type {any} */ (view), page, item: mine ? "" : shown.item, byHand: mine !== null };
    },
  };
}
