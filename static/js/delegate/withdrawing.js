// @ts-check
/**
 * Taking back one's own recommendation, supporting another's, confirming what one's region is asked, and asking for
 * the floor. Refuses to judge whether it may be: the service does.
 */
import { confirmSet } from "./confirming_later.js";
import { askFloor } from "./floor.js";

/**
 * Do what a button says: confirm what one's region is asked; ask for the floor; support the recommendation that it
 * stands with, or no longer; or take it back.
 * @param {Element} button @param {(command: any) => Promise<any>} ask
 */
export function answer(button, ask) {
  if (button.getAttribute("data-act") === "confirm") return confirmSet(/** @type {HTMLElement} */ (button), ask);
  if (["floor", "no-floor"].includes(button.getAttribute("data-act") ?? "")) return askFloor(button, ask);
  if (button.getAttribute("data-act") !== "support") return withdraw(button, ask);
  const recommendation_id = /** @type {HTMLElement} */ (button.closest("[data-key]")).dataset.key;
  const on = button.getAttribute("aria-pressed") !== "true";
  return ask({ type: "support_recommendation", recommendation_id, on });
}

/**
 * Take back the recommendation that a button stands with.
 * @param {Element} button @param {(command: any) => Promise<any>} ask
 */
function withdraw(button, ask) {
  const recommendation_id = /** @type {HTMLElement} */ (button.closest("[data-key]")).dataset.key;
  return ask({ type: "withdraw_recommendation", recommendation_id });
}
