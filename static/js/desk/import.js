// @ts-check
/**
 * Seats from a list that is dropped or chosen: read at once, asked about, and stored when somebody says so. Refuses to
 * know how a list is read. Invariants: nothing is stored before the button is pressed; what was answered stays when
 * something goes wrong, and a list that is made twice makes nobody twice.
 */
import { all, fill, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { columnsSaid, doubleKey, doublesLeft, emptyDraft, ready, storable } from "./import_draft.js";
import { showAsked, showColumns, showHow } from "./import_view.js";
import { faultOf } from "./seat_form.js";

/**
 * @param {{calls: import("./seat_calls.js").Calls, regions: import("../page/chips.js").Region[], seats: () => any[],
 *   again: () => Promise<any>, undo: ReturnType<typeof import("./undo.js").makeUndo>}} page
 */
export function makeImport({ calls, regions, seats, again, undo }) {
  const root = /** @type {HTMLElement} */ (one("[data-import]"));
  const chosen = /** @type {HTMLInputElement} */ (one("[data-file]", root));
  const how = /** @type {HTMLFormElement} */ (one("[data-how]", root));
  /** @type {File | null} */
  let file = null;
  /** @type {any} */
  let read = null;
  let draft = emptyDraft();
  /** What somebody has said of the file, so that it is not guessed. @type {Record<string, string>} */
  let said = {};
  /** @type {Record<string, string>} */
  let answers = {};
  let turn = 0;

  function show() {
    fill(root, { found: Boolean(read) });
    if (read) showAsked(root, { read, draft, seats: seats(), regions });
  }

  /** Have the file read with all that was said of it. */
  async function look() {
    if (!file) return;
    const mine = ++turn;
    fill(root, { busy: t("desk.import.reading"), importProblem: "" });
    try {
      const found = await calls.read(file, { ...said, answers: JSON.stringify(answers) });
      if (mine !== turn) return;
      read = found;
      fill(root, { fileWords: t("desk.import.file", { name: file.name, n: read.rows.length }) });
      showHow(root, read);
      showColumns(root, read);
    } catch (refusal) {
      if (mine === turn) fill(root, { importProblem: /** @type {any} */ (refusal).message });
    } finally {
      if (mine === turn) fill(root, { busy: "" });
    }
    if (mine === turn) show();
  }

  /** @param {File | null | undefined} given */
  function take(given) {
    if (!given) return;
    [file, read, said, answers, draft] = [given, null, {}, {}, emptyDraft()];
    root.hidden = false;
    fill(root, { found: false, fileWords: given.name });
    look();
  }

  /**
   * Read it again in another way: what was answered of its rows is answered anew.
   * @param {Record<string, string>} more
   */
  function readOtherwise(more) {
    said = { ...said, ...more };
    draft = emptyDraft();
    return look();
  }

  async function make() {
    const now = ready(read, draft, seats());
    if (!now.seats.length) return;
    fill(root, { busy: t("desk.import.making"), importProblem: "", nothing: true });
    try {
      const { seat_ids: ids } = await calls.add(now.seats.map(storable));
      undo.say(t("desk.seats.done.made", { n: ids.length }));
      await again();
      if (!now.waits) leave();
    } catch (refusal) {
      const { code, message } = /** @type {any} */ (refusal);
      await again();
      fill(root, { importProblem: code === "offline" ? t("desk.import.unsure") : message });
    } finally {
      fill(root, { busy: "" });
      show();
    }
  }

  function leave() {
    turn += 1;
    [file, read, draft] = [null, null, emptyDraft()];
    chosen.value = "";
    fill(root, { found: false, fileWords: "", importProblem: "", busy: "" });
    root.hidden = true;
    one("[data-act=import]")?.focus();
  }

  /** @param {HTMLElement} pressed */
  function answer(pressed) {
    const item = /** @type {HTMLElement} */ (pressed.closest("[data-key]"));
    const key = item?.dataset.key ?? "";
    const act = pressed.dataset.act ?? "";
    if (act === "that-region") {
      const region = /** @type {HTMLSelectElement} */ (one("select", item)).value;
      if (!region) return one("select", item)?.focus();
      answers = { ...answers, [key]: region };
      return look();
    }
    if (act === "two-people") draft.doubles.add(key);
    if (act === "one-person") {
      const double = doublesLeft(read, draft).find((one_) => doubleKey(one_) === key);
      draft.doubles.add(key);
      for (const row of double?.rows.slice(1) ?? []) draft.rows.set(row, { out: true });
    }
    if (act === "leave-out") draft.rows.set(Number(key), { out: true });
    const place = item ? all(":scope > [data-key]", /** @type {HTMLElement} */ (item.parentElement)).indexOf(item) : -1;
    const ground = item?.parentElement;
    show();
    const next = ground && all(":scope > [data-key]", ground)[Math.max(0, place)];
    (next ? one("button", next) : one("[data-act=make-seats]", root))?.focus();
    return undefined;
  }

  /** @param {HTMLFormElement} form of a row that was looked at */
  function mend(form) {
    const fields = Object.fromEntries(new FormData(form));
    const seat = { ...fields, name: String(fields.name).trim(), delegation: String(fields.delegation).trim(),
      votes: fields.votes === "yes" };
    const fault = faultOf(seat);
    fill(form, { fault });
    if (fault) return;
    draft.rows.set(Number(/** @type {HTMLElement} */ (form.closest("[data-key]")).dataset.key), seat);
    show();
    (one("[data-list=rows] form [name=name]", root) ?? one("[data-act=make-seats]", root))?.focus();
  }

  chosen.addEventListener("change", () => take(chosen.files?.[0]));
  root.addEventListener("change", (event) => {
    if (!(/** @type {HTMLElement} */ (event.target).matches("[data-meaning]"))) return;
    const choices = all("[data-meaning]", root).map((choice) => /** @type {HTMLSelectElement} */ (choice));
    readOtherwise({ columns: columnsSaid(choices.map(({ dataset, value }) => [dataset.column ?? "", value])) });
  });
  root.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form !== how) return mend(form);
    const { sheet, encoding, header } = Object.fromEntries(new FormData(how));
    const before = { sheet: read.sheet, encoding: read.encoding };
    if (sheet !== before.sheet || encoding !== before.encoding) said = {};
    return readOtherwise({
      ...(sheet && { sheet: String(sheet) }), ...(read.kind === "text" && encoding && { encoding: String(encoding) }),
      ...(sheet === before.sheet && header !== "" && { header: String(header) }),
    });
  });
  root.addEventListener("click", (event) => {
    const pressed = /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (event.target).closest("[data-act]"));
    if (!pressed) return;
    if (pressed.dataset.act === "make-seats") make();
    else if (pressed.dataset.act === "leave-import") leave();
    else answer(pressed);
  });
  for (const name of ["dragover", "drop"])
    document.addEventListener(name, (event) => {
      const { dataTransfer } = /** @type {DragEvent} */ (event);
      if (!dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (name === "drop") take(dataTransfer.files[0]);
    });
  addEventListener("beforeunload", (event) => {
    if (read && draft.rows.size + draft.doubles.size > 0) event.preventDefault();
  });

  return {
    /** Take the file that was chosen before the script came. */
    begin: () => take(chosen.files?.[0]),
    open() {
      root.hidden = false;
      one("#import-title")?.focus();
    },
    /** The seats of the meeting are others now. */
    changed: show,
  };
}
