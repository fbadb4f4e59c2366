// @ts-check
/**
 * Adding recommendations from the podium: what a table agreed, one or a line each. Refuses to send what was not shown
 * before. Invariants: each line, as it stands, has one request until it is answered, also over a reload; what is
 * refused stays in the field, with its reason, and nothing that was typed is lost.
 */
import { openDialog, dialog } from "./dialogs.js";
import { fill, list, one } from "../page/dom.js";
import { bindFacets, emptyFacets, facetNames, facetsIn, showFacets } from "../page/facet_fields.js";
import { byContent } from "../line/fresh.js";
import { directionOf } from "../page/direction.js";
import { labelWords } from "../page/numbers.js";
import { inRow, number, t } from "../page/strings.js";
import { keepRequests, keepWords } from "../page/kept_words.js";
import { bindLanguage, languageIn } from "../page/language_field.js";
import { refusalWords } from "../page/rounds.js";
import { linesOf } from "./pasted.js";

/** By line, why it was refused. @type {Map<string, string>} */
const reasons = new Map();
let sending = false;
/** @type {(command: any) => Promise<any>} */
let propose;
let kept = { keep: () => {}, restore: () => false };

const asked = () => dialog("add");
const form = () => /** @type {HTMLFormElement} */ (one("form", asked()));
/** @param {string} name */
const field = (name) => /** @type {HTMLInputElement} */ (form().elements.namedItem(name));

/**
 * Take the dialog into use, where there is a question to add to.
 * @param {{holder: string, room: string}} whose @param {(command: any) => Promise<any>} ask
 */
export function bindAdding(whose, ask) {
  if (!asked()) return;
  propose = byContent(ask, keepRequests(whose.holder, whose.room));
  kept = keepWords(form(), {
    ...whose, fields: ["question_id", "lines", "text", "language", "other_language", ...facetNames(form())],
    worth: ["lines", "text"],
  });
  kept.restore();
  bindLanguage(form());
  bindFacets(form());
  form().addEventListener("input", () => {
    fill(asked(), { added: "" });
    show();
  });
}

/** Ask what to add. @param {string} questionId the question that is up @param {string} origin whose it will be */
export function askAdd(questionId, origin) {
  openDialog("add", { origin, added: "" });
  const question = /** @type {any} */ (field("question_id"));
  if (!field("lines").value && [...question.options].some((option) => option.value === questionId))
    question.value = questionId;
  showFacets(form());
  show();
}

/** Show what would be added: one with its text, or several, line by line. */
function show() {
  const lines = linesOf(field("lines").value);
  const sound = lines.filter(({ excess }) => excess === 0);
  const said = lines.map((line, place) => ({
    ...line, key: `${place}`, direction: directionOf(line.title), number: number(place + 1),
    problem: line.excess ? t("podium.add.too_long", { n: line.excess }) : reasons.get(line.title) ?? "",
  }));
  fill(asked(), {
    several: lines.length > 1 || said.some(({ problem }) => problem), alone: lines.length < 2,
    act: t("podium.add.act", { n: sound.length }),
  });
  list(
    /** @type {HTMLElement} */ (one("[data-list='lines']", asked())), said, "key", "added-line",
    (row, line) => fill(row, line)
  );
  const button = /** @type {HTMLButtonElement} */ (one("[data-answer='add']", asked()));
  button.disabled = sending || sound.length === 0;
}

/** Add what is shown, one after the other. @param {HTMLElement} button */
export async function add(button) {
  const lines = linesOf(field("lines").value);
  const words = {
    question_id: field("question_id").value, text: lines.length < 2 ? field("text").value : "",
    language: languageIn(form()), ...facetsIn(form()),
  };
  sending = true;
  button.setAttribute("aria-busy", "true");
  reasons.clear();
  show();
  const added = [];
  for (const { title, excess } of lines) {
    if (excess) continue;
    try {
      added.push(await propose({ type: "propose", title, ...words }));
      remove(title);
    } catch (refusal) {
      reasons.set(title, refusalWords(refusal));
    }
  }
  if (added.length && !field("lines").value) {
    field("text").value = "";
    emptyFacets(form());
  }
  sending = false;
  kept.keep();
  button.removeAttribute("aria-busy");
  fill(asked(), { added: added.length ? saidOf(added) : "" });
  show();
  field("lines").focus();
}

/** Take a line that was added out of the field; the others stay as they were typed. @param {string} title */
function remove(title) {
  const left = linesOf(field("lines").value).map((line) => line.title);
  left.splice(left.indexOf(title), 1);
  field("lines").value = left.join("\n");
}

/** @param {any[]} added */
const saidOf = (added) =>
  t("podium.add.done", {
    n: added.length, numbers: inRow(added.map(labelWords).filter(Boolean)),
  });
