// @ts-check
/**
 * What a question asks of its answers beside the words, below it in the programme: its facets and its kinds of answer.
 * Refuses to know what rests on them: the service does. Invariants: whatever is done is one edit of the question; a
 * facet or a choice that is called otherwise keeps its id.
 *
 * @typedef {{id?: string, name: string}} Choice
 * @typedef {{id?: string, name: string, kind: string, options: Choice[], asked: boolean}} Facet
 * @typedef {{key: string, facets?: Facet[], kinds?: string[]}} Question
 */
import { all, fill, list, one } from "../../page/dom.js";
import { KINDS } from "../../page/facets.js";
import { inRow, t } from "../../page/strings.js";

const MOST = 8;
const USUAL = KINDS.slice(0, 1);
/** What is often asked, with the choices of those that have any. @type {Record<string, string[]>} */
const PRESETS = {
  level: ["national", "regional", "global"],
  actor: ["government", "civil_society", "private_sector", "international"],
  measure: [], partner: [], owner: [], resources: [],
};

/** @param {string} id @returns {Facet} */
export function preset(id) {
  const options = PRESETS[id].map((one) => ({ id: one, name: t(`facets.choice.${one}`) }));
  return { id, name: t(`facets.preset.${id}`), kind: options.length ? "one" : "text", options, asked: true };
}

/**
 * Read choices, one a line; one that was renamed keeps its id, and so does one that has only moved.
 * @param {string} lines @param {Choice[]} before @returns {Choice[]}
 */
export function choicesIn(lines, before) {
  const names = lines.split("\n");
  if (names.length === before.length && names.filter((name, at) => name !== before[at].name).length < 2)
    return names.map((name, at) => ({ ...before[at], name }));
  return names.map((name) => ({ ...before.find((one) => one.name === name), name }));
}

/** @param {Facet} facet @param {string} field @param {any} to @returns {Facet} */
export function otherwise(facet, field, to) {
  if (field === "options") return { ...facet, options: choicesIn(to, facet.options) };
  if (field !== "kind") return { ...facet, [field]: to };
  const options = to === "text" ? [] : facet.options.length ? facet.options : [{ name: "" }];
  return { ...facet, kind: to, options };
}

/** Write what a question asks as the service reads it: without what is empty. @param {Partial<Question>} question */
export const written = ({ facets, kinds }) => ({
  ...(facets ? { facets: facets.filter(({ name }) => name.trim()).map(({ options, ...facet }) => ({
    ...facet, options: options.filter(({ name }) => name.trim()),
  })) } : {}),
  ...(kinds ? { kinds } : {}),
});

/**
 * @param {HTMLElement} whole the programme
 * @param {{find: (key: string) => Question | null,
 *   set: (key: string, field: "facets" | "kinds", to: any, typed?: boolean) => void,
 *   alike: (key: string) => string[]}} wishes `alike`: the keys of all questions of the same session
 */
export function bindAsks(whole, { find, set, alike }) {
  /** @param {EventTarget | null} target */
  function at(target) {
    const element = /** @type {HTMLElement} */ (target);
    const leaf = /** @type {HTMLElement | null} */ (element.closest("[data-asking]")?.closest("[data-key]"));
    const row = /** @type {HTMLElement | null} */ (element.closest("[data-facet-at]"));
    return { question: leaf ? find(leaf.dataset.key ?? "") : null, place: Number(row?.dataset.facetAt ?? -1) };
  }

  whole.addEventListener("input", (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    const { askField = "", askKind = "" } = input.dataset;
    const { question, place } = at(input);
    if (!question) return;
    const { key, facets = [], kinds = USUAL } = question;
    if (askField) {
      const to = input.type === "checkbox" ? input.checked : input.value;
      const now = facets.map((facet, which) => (which === place ? otherwise(facet, askField, to) : facet));
      set(key, "facets", now, true);
    } else if (askKind) {
      const chosen = KINDS.filter((kind) => (kind === askKind ? input.checked : kinds.includes(kind)));
      set(key, "kinds", chosen.length ? chosen : USUAL);
    }
  });

  whole.addEventListener("click", (event) => {
    const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-ask]"));
    const { question, place } = at(button ?? event.target);
    if (!button || !question) return;
    const { ask = "" } = button.dataset;
    const { key, facets = [], kinds } = question;
    if (ask === "remove") set(key, "facets", facets.filter((_, which) => which !== place));
    else if (ask === "all") for (const other of alike(key).filter((one) => one !== key)) copy(other, facets, kinds);
    else if (facets.length < MOST) {
      const added = ask === "own" ? { name: "", kind: "text", options: [], asked: true } : preset(ask);
      set(key, "facets", [...facets, added]);
      all("[data-facet-at] [data-ask-field=name]", /** @type {HTMLElement} */ (button.closest("[data-asking]")))
        .at(-1)?.focus();
    }
  });

  /** Have another question ask the same, without losing what it asks already. */
  function copy(/** @type {string} */ key, /** @type {Facet[]} */ facets, /** @type {string[] | undefined} */ kinds) {
    const own = find(key)?.facets ?? [];
    const same = (/** @type {Facet} */ a, /** @type {Facet} */ b) => (a.id && a.id === b.id) || a.name === b.name;
    const more = facets.filter((facet) => !own.some((one) => same(one, facet)));
    set(key, "facets", [...own, ...more].slice(0, MOST));
    if (kinds) set(key, "kinds", kinds);
  }
}

/** Show what a question asks. @param {HTMLElement} element @param {Question} question */
export function showAsks(element, { facets = [], kinds = USUAL }) {
  const names = [...facets.map((one) => one.name).filter(Boolean), ...kinds.slice(kinds[0] === USUAL[0] ? 1 : 0)
    .map((kind) => t(`answer.${kind}`))];
  fill(element, { asksWords: names.length ? t("facets.asks", { names: inRow(names) }) : t("facets.asks_none") });
  const place = /** @type {HTMLElement} */ (one("[data-list=facets]", element));
  const rows = facets.map((facet, at) => ({ ...facet, at: String(at) }));
  list(place, rows, "at", "facet", (row, facet) => {
    row.dataset.facetAt = facet.at;
    fill(row, { chooses: facet.kind !== "text" });
    write(row, "name", facet.name);
    write(row, "kind", facet.kind);
    write(row, "options", facet.options.map(({ name }) => name).join("\n"));
    /** @type {HTMLInputElement} */ (one("[data-ask-field=asked]", row)).checked = facet.asked;
  });
  for (const box of /** @type {HTMLInputElement[]} */ (all("[data-ask-kind]", element)))
    box.checked = kinds.includes(box.dataset.askKind ?? "");
  for (const button of /** @type {HTMLButtonElement[]} */ (all("[data-ask]", element))) {
    const { ask = "" } = button.dataset;
    if (ask in PRESETS) button.disabled = facets.length >= MOST || facets.some(({ id }) => id === ask);
    if (ask === "own") button.disabled = facets.length >= MOST;
  }
}

/** Write a value into its field, unless it stands there. */
function write(/** @type {HTMLElement} */ row, /** @type {string} */ name, /** @type {string} */ value) {
  const field = /** @type {HTMLInputElement} */ (one(`[data-ask-field=${name}]`, row));
  if (field.value !== value) field.value = value;
}
