// @ts-check
/**
 * The form to put a recommendation forward, and taking it back. Refuses to send twice: a request keeps its id until it
 * is answered. Invariant: what was typed stays until the service has it.
 */
import { isUp } from "../line/connection.js";
import { all, fill, one } from "../page/dom.js";
import { freshId } from "../line/fresh.js";
import { liveSimilar } from "./similar.js";
import { t } from "../page/strings.js";

/**
 * Bring the page's form to life, where it has one, with the proposals that are like it.
 * @param {{status: string, ask: (command: any) => Promise<any>}} line
 * @param {() => Record<string, any>} recommendations
 */
export function liveProposing(line, recommendations) {
  const form = /** @type {HTMLFormElement | null} */ (one("[data-proposal]"));
  if (!form) return;
  liveSimilar(
    form, (command) => (isUp(line.status) ? line.ask(command) : Promise.reject()), (id) => recommendations()[id]
  );
  liveProposal(form, line.ask, (id) =>
    t(recommendations()[id]?.status === "proposed" ? "proposal.waiting" : "proposal.done")
  );
}

/**
 * Bring a form to life.
 * @param {HTMLFormElement} form
 * @param {(command: any) => Promise<any>} ask
 * @param {(recommendation_id: string) => string} said what to say once it is in
 */
function liveProposal(form, ask, said) {
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

/**
 * Take back the recommendation that a button stands with.
 * @param {Element} button @param {(command: any) => Promise<any>} ask
 */
export function withdraw(button, ask) {
  const recommendation_id = /** @type {HTMLElement} */ (button.closest("[data-key]")).dataset.key;
  return ask({ type: "withdraw_recommendation", recommendation_id });
}
