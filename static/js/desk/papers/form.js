// @ts-check
/**
 * The form of one paper, in its place in the list. Refuses to keep it. Invariant: what is typed stays until it is kept
 * or left, whatever is refused meanwhile.
 *
 * @typedef {import("./changes.js").Paper} Paper
 */
import { fill, list, one } from "../../page/dom.js";
import { decimal, number, t } from "../../page/strings.js";
import { lengths, linesOf, rowsIn, saidOf } from "./changes.js";

const MEGABYTE = 1_048_576;

/** @param {HTMLElement} form @param {string} name */
const fieldOf = (form, name) => /** @type {HTMLInputElement} */ (one(`[name="${name}"]`, form));
const names = (/** @type {string} */ key) =>
  Object.fromEntries(["title", "address", "text", "file", "rows", "unit", "source", "place"].map((name) => [
    `${name}Id`, `${key}-${name}`,
  ]));

/**
 * Fill a form that has just come. @param {HTMLElement} form @param {Partial<Paper>} paper @param {string} key
 */
export function beginForm(form, paper, key) {
  const { kind = "text", title = "", name = "" } = paper;
  fill(form, {
    ...names(key), heading: paper.id ? t("desk.seats.edit_of", { name: title }) : t(`papers.add.${kind}`),
    isLink: kind === "link", isText: kind === "text", isFile: kind === "file", isFigures: kind === "figures",
    named: name, sending: false, refused: "", busy: false,
  });
  for (const field of /** @type {const} */ (["title", "text", "unit", "source", "session_id"]))
    fieldOf(form, field).value = paper[field] ?? "";
  if (kind === "link") fieldOf(form, "address").value = paper.address ?? "";
  fieldOf(form, "rows").value = linesOf(paper.rows ?? []);
  preview(form);
  fieldOf(form, "rows").addEventListener("input", () => preview(form));
  fieldOf(form, "unit").addEventListener("input", () => preview(form));
}

/** Draw the bars of what is typed. @param {HTMLElement} form */
function preview(form) {
  const { rows } = rowsIn(fieldOf(form, "rows").value);
  showBars(/** @type {HTMLElement} */ (one("[data-list=preview]", form)), rows, fieldOf(form, "unit").value);
}

/** Say how large a file is. @param {Paper} paper */
export const sizeOf = ({ size }) =>
  size >= MEGABYTE ? t("papers.size_mb", { n: decimal(size / MEGABYTE, 1) })
    : size ? t("papers.size_kb", { n: number(Math.max(1, Math.round(size / 1024))) }) : "";

/** @param {HTMLElement} place @param {readonly import("./changes.js").Row[]} rows @param {string} unit */
export function showBars(place, rows, unit) {
  const long = lengths(rows);
  const keyed = rows.map((row, at) => ({ ...row, at: String(at) }));
  list(place, keyed, "at", "finding", (item, { label, value }, at) =>
    fill(item, { of: label, value: `${value}${unit.trim() ? `\u00a0${unit.trim()}` : ""}`, share: long[at] }));
}

/**
 * Read a form: what the paper is to say, which file goes with it, and what is missing.
 * @param {HTMLElement} form @param {Partial<Paper>} paper
 * @returns {{said: Partial<Paper>, file: File | null, problem: string}}
 */
export function readForm(form, paper) {
  const { kind = "text" } = paper;
  const typed = Object.fromEntries(["title", "address", "text", "unit", "source", "session_id"].map((name) => [
    name, fieldOf(form, name).value,
  ]));
  const { rows, wrong } = rowsIn(fieldOf(form, "rows").value);
  const empty = { address: "", file: "", name: "", rows: [] };
  const said = saidOf(/** @type {Paper} */ ({ ...empty, ...paper, ...typed, kind, rows }));
  const file = kind === "file" ? fieldOf(form, "file").files?.[0] ?? null : null;
  if (kind === "file" && !file && !paper.file) return { said, file, problem: t("papers.choose_file") };
  const odd = kind === "figures" && wrong;
  return { said, file, problem: odd ? t("papers.row_wrong", { n: odd.n, text: odd.text }) : "" };
}
