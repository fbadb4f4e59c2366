// @ts-check
/**
 * The form to put a recommendation forward. Refuses to send twice: a request keeps its id until it is answered. Invariant:
 * what was typed stays until the service has it.
 */
import { all, fill, one } from "./dom.js";
import { freshId } from "./fresh.js";
import { t } from "./strings.js";

/**
 * Bring the form to life.
 * @param {HTMLFormElement} form @param {(command: any) => Promise<any>} ask @param {(recommendation_id: string) => string} said what to say once it is in
 */
export function liveProposal(form, ask, said) {
  const send = /** @type {HTMLButtonElement} */ (one("button[data-text=send]", form));
  let request_id = freshId();

  const count = () => {
    for (const counter of all("[data-counter]", form)) {
      const input = /** @type {HTMLInputElement} */ (form.elements.namedItem(counter.dataset.counter ?? ""));
      counter.textContent = t("proposal.left", { n: input.maxLength - input.value.length });
    }
  };

  form.addEventListener("input", () => {
    count();
    fill(form, { done: "", problem: "" });
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    const { question_id, title, text, language } = Object.fromEntries(new FormData(form));
    send.disabled = true;
    fill(form, { send: t("proposal.sending"), problem: "", done: "" });
    try {
      const reply = await ask({ type: "propose", request_id, question_id, title, text, language });
      for (const name of ["title", "text"]) /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = "";
      fill(form, { done: said(reply.recommendation_id) });
      request_id = freshId();
    } catch (refusal) {
      const { code, message } = /** @type {any} */ (refusal);
      if (code !== "not_confirmed" && code !== "stopped") request_id = freshId();
      fill(form, { problem: message || t(`refusal.${code}`) });
    } finally {
      send.disabled = false;
      fill(form, { send: t("proposal.send") });
      count();
    }
  });
}
