// @ts-check
/**
 * Taking back one's own recommendation. Refuses to judge whether it may be: the service does.
 */

/**
 * Take back the recommendation that a button stands with.
 * @param {Element} button @param {(command: any) => Promise<any>} ask
 */
export function withdraw(button, ask) {
  const recommendation_id = /** @type {HTMLElement} */ (button.closest("[data-key]")).dataset.key;
  return ask({ type: "withdraw_recommendation", recommendation_id });
}
