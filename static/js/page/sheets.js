// @ts-check
/**
 * Sheets of what a page shows rarely: they come behind the page, all together. Refuses to know what they dress.
 * Invariants: each keeps its place among the others; whoever shows what they dress waits for them.
 */
import { all, one } from "./dom.js";
import { later } from "./later.js";

const AFTER_MS = 500;

/** Bring the sheet that a place is kept for. @param {HTMLElement} place */
const bring = (place) =>
  new Promise((resolve, reject) => {
    const link = document.createElement("link");
    link.onload = () => {
      place.remove();
      resolve(link);
    };
    link.onerror = () => {
      link.remove();
      reject(new Error("a sheet could not be had"));
    };
    const { sheet = "", media = "" } = place.dataset;
    Object.assign(link, { rel: "stylesheet", media, href: sheet });
    place.before(link);
  });

const sheets = later(() => Promise.all(all("noscript[data-sheet]").map(bring)));

/** Bring them when the page is there. */
export function sheetsSoon() {
  if (!one("noscript[data-sheet]")) return;
  if (document.readyState === "complete") sheets.soon(AFTER_MS);
  else addEventListener("load", () => sheets.soon(AFTER_MS), { once: true });
}

/**
 * Wait for a script and for what dresses what it shows.
 * @template T
 * @param {Promise<T>} script @returns {Promise<T>}
 */
export const dressed = (script) => Promise.all([script, sheets.come()]).then(([made]) => made);
