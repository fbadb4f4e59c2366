// @ts-check
/**
 * One act of the podium, from the button to the answer. Refuses to judge whether an act is allowed: the service says
 * so, and its words stand near the button. Invariant: while a button is asked for it is busy and a second press does
 * nothing.
 */
import { one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { refusalWords } from "../page/rounds.js";

/** Find the line near a button where refusals are said. @param {Element} button @returns {HTMLElement | null} */
export function refusalNear(button) {
  for (let around = button.parentElement; around; around = around.parentElement) {
    const line = one("[data-refusal]", around);
    if (line) return line;
  }
  return null;
}

/** Name the round of a button's row or dialog; nothing where it stands in none. @param {Element} button */
export const roundNear = (button) =>
  /** @type {HTMLElement | null} */ (button.closest("[data-round]"))?.dataset.round ?? "";

/** Say something near a button, or clear it. @param {Element} button @param {string} words */
export function sayNear(button, words) {
  const line = refusalNear(button);
  if (!line) return;
  line.textContent = words;
  line.hidden = !words;
}

/**
 * Ask the service on behalf of a button.
 * @param {HTMLElement} button @param {(command: any) => Promise<any>} ask @param {any} command
 * @param {(refusal: any) => void} [onRefused] told before the refusal is said
 * @returns {Promise<any | null>} the reply, or null where it was refused or already under way
 */
export async function act(button, ask, command, onRefused = () => {}) {
  if (button.getAttribute("aria-busy") === "true") return null;
  button.setAttribute("aria-busy", "true");
  sayNear(button, "");
  try {
    const reply = await ask(command);
    if (reply.already) sayNear(button, t("podium.already"));
    return reply;
  } catch (refusal) {
    onRefused(refusal);
    sayNear(button, refusalWords(refusal));
    return null;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** Let a button be busy until something is done. @param {HTMLElement} button @param {Promise<unknown>} done */
export async function busyUntil(button, done) {
  button.setAttribute("aria-busy", "true");
  try {
    await done;
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/**
 * Do what a button says with a script that comes later: until it is there the button is busy; where it cannot be had,
 * that is said near the button, and a further press asks for it again.
 * @template T
 * @param {HTMLElement} button @param {import("../page/later.js").Later<T>} script @param {(made: T) => unknown} perform
 */
export async function onceHere(button, script, perform) {
  if (script.here) return perform(script.here);
  sayNear(button, "");
  try {
    await busyUntil(button, script.come());
  } catch {
    return sayNear(button, t("podium.refused"));
  }
  return script.here && perform(script.here);
}
