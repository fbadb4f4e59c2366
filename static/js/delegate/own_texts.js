// @ts-check
/**
 * What one proposed oneself, on the phone: what became of each, a form to change it where that may be, and its history.
 * It comes to life after the page. Refuses to overwrite what is being typed. Invariant: what was typed stays until the
 * service has it, over a reload, for the version that it was made on.
 */
import { all, fill, list, one } from "../page/dom.js";
import { emptyFacets, facetsIn, fillFacets } from "../page/facet_fields.js";
import { showHistory } from "../page/history.js";
import { labelWords } from "../page/numbers.js";
import { onDevice } from "../page/storage.js";
import { t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

/** @typedef {import("../line/state.js").State} State */
/** @typedef {Said.Recommendation} Text */
/** @typedef {Pick<Text, "title" | "text" | "version" | "question_id"> & {kind?: string, facets?: any}} Typed */

/**
 * @param {(command: any) => Promise<any>} ask @param {{holder: string, room: string}} whose
 * @returns {(state: State) => void} shows what is one's own in the room
 */
export function liveOwnTexts(ask, { holder, room }) {
  const root = one("[data-own]");
  const rows = root && one("[data-list=own]", root);
  if (!root || !rows) return () => {};
  const kept = (/** @type {string} */ id) => ["plenum-edit", holder, room, id].join(":");
  /** @type {Set<Element>} */
  const bound = new Set();
  /** By text, the question that it answers. @type {Map<string, string>} */
  const questions = new Map();

  /** @param {HTMLElement} row @param {Text} text */
  function show(row, text) {
    const editable = text.status === "proposed";
    fill(row, { ...wordsOf(text), fate: fateOf(text), editable, live: true });
    const form = /** @type {HTMLFormElement} */ (one("form", row));
    if (!bound.has(row)) bind(row, form, text.id);
    row.dataset.version = String(text.version);
    questions.set(text.id, text.question_id);
    if (!editable) onDevice.removeItem(kept(text.id));
    else if (!onDevice.getItem(kept(text.id))) put(form, text);
  }

  /** @param {HTMLFormElement} form @param {Typed} words */
  function put(form, { title, text, version, question_id, kind = "recommendation", facets = {} }) {
    emptyFacets(form);
    fillFacets(form, /** @type {any} */ ({ question_id, kind, facets }));
    for (const [name, value] of Object.entries({ title, text, version: String(version) })) {
      const field = /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
      if (field.value !== value) field.value = value;
    }
  }

  /** @param {HTMLElement} row @param {HTMLFormElement} form @param {string} id */
  function bind(row, form, id) {
    bound.add(row);
    for (const labelled of all("[data-facets] [id]", form)) {
      const [was, now] = [labelled.id, `${labelled.id}-${id}`]; // a part is cloned with the ids that it has
      one(`[for="${CSS.escape(was)}"]`, form)?.setAttribute("for", now);
      labelled.id = now;
    }
    const before = JSON.parse(onDevice.getItem(kept(id)) ?? "null");
    if (before) {
      put(form, before);
      /** @type {HTMLDetailsElement} */ (one("[data-own-edit]", row)).open = true;
    }
    form.addEventListener("input", () => {
      onDevice.setItem(kept(id), JSON.stringify({ ...typedIn(form, id), question_id: questions.get(id) }));
      fill(row, { done: "", problem: "" });
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      save(row, form, id);
    });
    const past = /** @type {HTMLDetailsElement} */ (one("[data-own-past]", row));
    past.addEventListener("toggle", () => {
      if (!past.open) return;
      ask({ type: "read_history", recommendation_id: id }).then(
        ({ entries }) => showHistory(past, entries, ({ mine }) => (mine ? t("history.you") : "")),
        () => {} // opened again, it asks again
      );
    });
  }

  /** What stands in a form. @param {HTMLFormElement} form @param {string} id */
  function typedIn(form, id) {
    const { title, text, version } = Object.fromEntries(new FormData(form));
    return { title, text, version: Number(version), ...facetsIn(form, questions.get(id) ?? "") };
  }

  /** @param {HTMLElement} row @param {HTMLFormElement} form @param {string} recommendation_id */
  async function save(row, form, recommendation_id) {
    const button = /** @type {HTMLButtonElement} */ (one("button", form));
    if (button.disabled) return;
    button.disabled = true;
    try {
      await ask({ type: "edit_recommendation", recommendation_id, ...typedIn(form, recommendation_id) });
      onDevice.removeItem(kept(recommendation_id));
      /** @type {HTMLDetailsElement} */ (one("[data-own-edit]", row)).open = false;
      fill(row, { done: t("own.saved"), problem: "" });
    } catch (refusal) {
      const { code, message, current } = /** @type {any} */ (refusal);
      const theirs = code === "overtaken" && current?.title;
      if (theirs) /** @type {HTMLInputElement} */ (form.elements.namedItem("version")).value = String(current.version);
      fill(row, {
        problem: theirs ? t("own.overtaken", { title: current.title }) : message || t(`refusal.${code}`), done: "",
      });
    } finally {
      button.disabled = false;
    }
  }

  return ({ recommendations, you, room: here }) => {
    const mine = (you?.recommendations ?? []).map((id) => recommendations[id])
      .filter((text) => text && text.room_id === here.id);
    root.hidden = mine.length === 0;
    list(rows, mine, "id", "own", show);
  };
}

/** Say what became of a text. @param {Text} text */
export function fateOf(text) {
  if (text.note) return t("own.sent_back", { note: text.note });
  if (text.status === "proposed") return t("recommendation.waiting");
  if (text.status === "accepted") return t("own.listed", { number: labelWords(text) });
  if (text.status === "merged") return t("merge.into", { label: text.merged_as });
  if (text.status === "withdrawn") return t("own.withdrawn");
  return text.reason ? t("recommendation.rejected_because", { reason: text.reason }) : t("recommendation.rejected");
}
