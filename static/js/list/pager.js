// @ts-check
/**
 * Pages of a list in the hall: turned by a person, never by a timer. Refuses to know what is on them. Invariant: all
 * windows of one room in one browser show the same page, so the chair can turn the hall's from the podium.
 */
import { isTurn } from "./views.js";
import { t } from "../page/strings.js";

/** @typedef {{first: number, last: number, all: number, page: number, pages: number}} Span */

/** Say what a page holds. @param {number} all @param {number} page @param {number} most @returns {Span} */
export function span(all, page, most) {
  const pages = Math.max(1, Math.ceil(all / most));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { first: at * most, last: Math.min(all, (at + 1) * most), all, page: at, pages };
}

/** Say which part of a list a page is: "7–12 of 12", or "4 of 12" where it is one item. @param {Span} at */
export const spanWords = ({ first, last, all }) =>
  last - first === 1 ? t("screen.pager_one", { n: last, all }) : t("screen.pager", { first: first + 1, last, all });

/**
 * Say which page a key asks for, or null if it asks for none; where one reads from right to left, on is to the left.
 * @param {string} key @param {number} page @param {number} pages @param {boolean} [rtl]
 */
export function pageFor(key, page, pages, rtl = false) {
  const [on, back] = rtl ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  if ([on, "ArrowDown", "PageDown", " "].includes(key)) return Math.min(page + 1, pages - 1);
  if ([back, "ArrowUp", "PageUp"].includes(key)) return Math.max(page - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? pages - 1 : null;
}

/**
 * Turn views and pages together with the other windows of the same room; a window that opens later asks where they are.
 * @param {string} roomId @param {(turned: import("./views.js").Turned) => void} onTurn
 * @param {() => import("./views.js").Turned | null} read what this window shows, null as long as it shows no list
 * @returns {(turned: import("./views.js").Turned) => void}
 */
export function turnTogether(roomId, onTurn, read) {
  const others = "BroadcastChannel" in globalThis ? new BroadcastChannel(`plenum.pages.${roomId}`) : null;
  others?.addEventListener("message", ({ data }) => {
    const mine = data?.ask ? read() : null;
    if (mine) others.postMessage({ view: mine.view, page: mine.page });
    else if (isTurn(data)) onTurn({ view: data.view, page: data.page });
  });
  others?.postMessage({ ask: true });
  return (turned) => {
    onTurn(turned);
    others?.postMessage({ view: turned.view, page: turned.page });
  };
}
