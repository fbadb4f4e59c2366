// @ts-check
/**
 * Rounds that are not filled in and cast by hand (in most of them to say nothing is to agree, in some one's region says
 * by name where it stands), whose scripts come with the first of them. Refuses to know what is chosen.
 * Invariant: whoever presses before the script is there has sent nothing, for sending is to be seen.
 */
import { isNamed, isSpoken } from "./asking.js";
import { later } from "../page/later.js";
import { dressed } from "../page/sheets.js";

/**
 * @param {Parameters<typeof import("./silence.js").makeSilence>[0]} page
 * @returns {(rounds: any[], view: {id: string}) => void} shows the silent ones among rounds, and follows them
 */
export function silenceLater(page) {
  const script = later(async () => (await dressed(import("./silence.js"))).makeSilence(page));
  const positions = later(async () => (await dressed(import("./positions.js"))).bringPositions(page));
  page.main.addEventListener("submit", (event) => {
    if (/** @type {Element} */ (event.target).closest("[data-silence], [data-position]")) event.preventDefault();
  });
  return (rounds, view) => {
    if (script.here) script.here(rounds, view);
    else if (!rounds.every(isSpoken)) script.come().then(page.draw, () => {}); // or at the next drawing
    if (positions.here) positions.here(rounds, view);
    else if (rounds.some((round) => isNamed(page.read(), round))) positions.come().then(page.draw, () => {});
  };
}
