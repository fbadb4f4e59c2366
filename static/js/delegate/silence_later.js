// @ts-check
/**
 * Rounds that are not filled in and cast by hand (in most of them to say nothing is to agree), whose script comes with
 * the first of them. Refuses to know what is chosen.
 * Invariant: whoever presses before the script is there has sent nothing, for sending is to be seen.
 */
import { isSpoken } from "./asking.js";
import { later } from "../page/later.js";

/**
 * @param {Parameters<typeof import("./silence.js").makeSilence>[0]} page
 * @returns {(rounds: any[], view: {id: string}) => void} shows the silent ones among rounds, and follows them
 */
export function silenceLater(page) {
  const script = later(async () => (await import("./silence.js")).makeSilence(page));
  page.main.addEventListener("submit", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-silence]")) event.preventDefault();
  });
  return (rounds, view) => {
    if (script.here) script.here(rounds, view);
    else if (!rounds.every(isSpoken)) script.come().then(page.draw, () => {}); // or at the next drawing
  };
}
