// @ts-check
/**
 * The form to put a recommendation forward; it comes to life after the page. Refuses to send twice: the same words have
 * one request until they are answered, also after a reload. Invariant: what was typed stays until the service has it,
 * over a reload and a look into another room.
 */
import { isUp } from "../line/connection.js";
import { all, fill, one } from "../page/dom.js";
import { bindFacets, facetNames, facetsIn, showFacets } from "../page/facet_fields.js";
import { later } from "../page/later.js";
import { dressed } from "../page/sheets.js";
import { keepRequests, keepWords } from "../page/kept_words.js";
import { bindLanguage, languageIn, showLanguage } from "../page/language_field.js";
import { byContent } from "../line/fresh.js";
import { labelWords } from "../page/numbers.js";
import { t } from "../page/strings.js";
import { alsoShown } from "./room.js";

/**
 * Bring the page's form to life, where it has one, with the proposals that are like it.
 * @param {{status: string, ask: (command: any) => Promise<any>}} line
 * @param {() => import("../line/state.js").State} read
 * @param {{holder: string, room: string}} whose
 */
export function liveProposing(line, read, whose) {
  const form = /** @type {HTMLFormElement | null} */ (one("[data-proposal]"));
  if (!form) return;
  bindLanguage(form);
  const askNow = (/** @type {any} */ command) => (isUp(line.status) ? line.ask(command) : Promise.reject());
  const known = (/** @type {string} */ id) => read().recommendations[id];
  const own = later(async () => (await dressed(import("./own_texts.js"))).liveOwnTexts(line.ask, whose));
  own.come().then((show) => {
    alsoShown.add(show);
    if (read().room) show(read());
  }, () => {}); // the plain forms are there
  const alike = later(async () => {
    (await dressed(import("./similar.js"))).liveSimilar(form, askNow, known, () => read().you);
    return true;
  });
  const findAlike = () => alike.come().catch(() => {}); // the next letter asks again
  if (form.contains(document.activeElement)) findAlike(); // fetched by who begins to write, not by every phone
  for (const sign of ["focusin", "input"]) form.addEventListener(sign, findAlike);
  liveProposal(form, line.ask, whose);
}

/** Say what became of a proposal. @param {{label?: string}} reply */
export const saidOf = ({ label = "" }) =>
  [
    t("proposal.sent"),
    label ? t("proposal.sent_number", { number: labelWords({ label }) }) : t("proposal.waiting"),
    t("proposal.ready"),
  ].join(" ");

/**
 * Bring a form to life.
 * @param {HTMLFormElement} form
 * @param {(command: any) => Promise<any>} ask
 * @param {{holder: string, room: string}} whose
 */
function liveProposal(form, ask, whose) {
  bindFacets(form);
  const send = /** @type {HTMLButtonElement} */ (one("button[data-text=send]", form));
  const kept = keepWords(form, {
    ...whose, fields: ["question_id", "title", "text", "language", "other_language", ...facetNames(form)],
    worth: ["title", "text"],
  });
  const propose = byContent(ask, keepRequests(whose.holder, whose.room));

  const count = () => {
    for (const counter of all("[data-counter]", form)) {
      const input = /** @type {HTMLInputElement} */ (form.elements.namedItem(counter.dataset.counter ?? ""));
      counter.textContent = t("proposal.left", { n: input.maxLength - input.value.length });
    }
  };

  /**
   * Empty the fields of what was sent, as the page made them: a required field that is emptied by hand is shown as
   * wrong. The question, the language and what was typed meanwhile stay.
   * @param {Record<string, FormDataEntryValue | undefined>} sent
   */
  const empty = (sent) => {
    const typed = Object.entries(Object.fromEntries(new FormData(form)));
    form.reset();
    for (const [name, value] of typed)
      if (name !== "request_id" && !facetNames(form).includes(name) && sent[name] !== value)
        /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = String(value);
    showLanguage(form);
    showFacets(form);
  };

  form.addEventListener("input", () => {
    count();
    fill(form, { done: "", problem: "" });
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.disabled) return;
    const { question_id, title, text } = Object.fromEntries(new FormData(form));
    send.disabled = true;
    fill(form, { send: t("proposal.sending"), problem: "", done: "" });
    try {
      const words = { question_id, title, text, language: languageIn(form), ...facetsIn(form) };
      const reply = await propose({ type: "propose", ...words });
      empty({ title, text });
      kept.keep();
      fill(form, { done: saidOf(reply) });
    } catch (refusal) {
      const { code, message } = /** @type {any} */ (refusal);
      fill(form, { problem: message || t(`refusal.${code}`) });
    } finally {
      send.disabled = false;
      fill(form, { send: t("proposal.send") });
      count();
    }
  });

  if (kept.restore()) {
    showLanguage(form);
    showFacets(form);
    count();
  } else kept.keep(); // what was typed before the script came
}
