// @ts-check
/**
 * Banners of the desk, whose script comes with the first of them. Refuses to know what is said. Invariant: what the
 * page came with is taken back like what came since.
 */
import { one } from "./dom.js";
import { later } from "./later.js";

/**
 * @param {string} slot
 * @returns {(bulletins: Record<string, Said.Bulletin>) => void} shows those that are said now
 */
export function liveBulletins(slot) {
  const root = /** @type {HTMLElement} */ (one("[data-bulletins]"));
  /** @type {Record<string, Said.Bulletin>} */
  let now = {};
  const script = later(async () => (await import("./bulletins.js")).makeBulletins(root, slot));
  const show = () => {
    if (script.here) script.here(now);
    else if (root.childElementCount || Object.keys(now).length) script.come().then(show, () => {}); // or at the next
  };
  return (bulletins) => {
    now = bulletins;
    show();
  };
}
