// @ts-check
/**
 * Pages of a list in the hall: turned by a person, never by a timer. Refuses to know what is on them. Invariant: all
 * windows of one room in one browser show the same page, so the chair can turn the hall's from the podium.
 */

/** @typedef {{first: number, last: number, all: number, page: number, pages: number}} Span */

/** Say what a page holds. @param {number} all @param {number} page @param {number} most @returns {Span} */
export function span(all, page, most) {
  const pages = Math.max(1, Math.ceil(all / most));
  const at = Math.min(Math.max(0, page), pages - 1);
  return { first: at * most, last: Math.min(all, (at + 1) * most), all, page: at, pages };
}

/** Say which page a key asks for, or null if it asks for none. @param {string} key @param {number} page @param {number} pages */
export function pageFor(key, page, pages) {
  if (["ArrowRight", "ArrowDown", "PageDown", " "].includes(key)) return Math.min(page + 1, pages - 1);
  if (["ArrowLeft", "ArrowUp", "PageUp"].includes(key)) return Math.max(page - 1, 0);
  if (key === "Home") return 0;
  return key === "End" ? pages - 1 : null;
}

/**
 * Turn pages together with the other windows of the same room.
 * @param {string} roomId @param {(page: number) => void} onTurn
 */
export function turnTogether(roomId, onTurn) {
  const others = "BroadcastChannel" in globalThis ? new BroadcastChannel(`plenum.pages.${roomId}`) : null;
  others?.addEventListener("message", ({ data }) => Number.isInteger(data?.page) && onTurn(data.page));
  return (/** @type {number} */ page) => {
    onTurn(page);
    others?.postMessage({ page });
  };
}
