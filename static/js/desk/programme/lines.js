// @ts-check
/**
 * The document at the left: each line with what it was taken for, in words and in the colour of its kind, and under the
 * line the menu by which that is changed. Refuses to know what comes of it. Invariant: one line is in the order of
 * tabs; arrows walk from there, a letter says what the line is.
 *
 * @typedef {import("./reader.js").Line} Line
 * @typedef {{key: string, from: number, lines: number[], words: string, kind: string, certain: number, shape: string,
 *   said: boolean}} Row
 */
import { all, fill, list, one, part } from "../../page/dom.js";
import { number, t } from "../../page/strings.js";

/** The kinds of the menu by their letters. @type {Record<string, string>} */
export const LETTERS = {
  s: "session", o: "objective", q: "question", u: "sub_question", p: "person", l: "place", t: "time", n: "note",
  x: "not_used",
};
const SURE = 0.75;
const SURE_NOTE = 0.6;

/**
 * Put the lines of one heading, item or paragraph together.
 * @param {Line[]} lines @param {Record<string, string>} said
 */
export function rowsOf(lines, said) {
  /** @type {Map<number, Row>} */
  const rows = new Map();
  for (const line of lines) {
    const row = rows.get(line.begins);
    if (row) {
      row.words += ` ${line.text}`;
      row.lines.push(line.line);
    } else
      rows.set(line.begins, {
        key: `l${line.begins}`, from: line.begins, lines: [line.line], words: line.text, kind: line.kind,
        certain: line.certain, shape: line.shape, said: String(line.begins) in said,
      });
  }
  return [...rows.values()].sort((a, b) => a.from - b.from);
}

/** Say whether a person should look at a line. @param {Row} row */
export const isDoubtful = (row) =>
  !row.said && row.certain < (row.kind === "note" || row.kind === "not_used" ? SURE_NOTE : SURE);

/** Find the lines like one: they look the same, and were taken for the same. @param {Row[]} rows @param {Row} row */
export const alike = (rows, row) => rows.filter((other) => other.shape === row.shape && other.kind === row.kind);

/**
 * @param {{say: (rows: Row[], kind: string) => void}} wishes
 */
export function showLines({ say }) {
  const place = /** @type {HTMLElement} */ (one("[data-lines]"));
  const menu = part("retake");
  /** @type {Row[]} */
  let rows = [];
  let at = "";

  const rowOf = (/** @type {Element | null} */ found) =>
    rows.find((row) => row.key === /** @type {HTMLElement | null} */ (found?.closest("[data-key]"))?.dataset.key);
  const button = (/** @type {string} */ key) => one(`[data-key="${key}"] [data-open]`, place);
  const everyOne = () => /** @type {HTMLInputElement} */ (one("[data-alike]", menu));

  function close() {
    const open = menu.parentElement;
    menu.remove();
    one("[data-open]", open ?? undefined)?.setAttribute("aria-expanded", "false");
  }

  /** @param {Row} row */
  function open(row) {
    close();
    const others = alike(rows, row);
    everyOne().checked = false;
    fill(menu, {
      called: t("desk.line.is", { line: row.from }), many: others.length > 1,
      like: t("desk.line.alike", { n: others.length }),
    });
    for (const choice of all("[data-kind]", menu))
      choice.setAttribute("aria-pressed", String(choice.dataset.kind === row.kind));
    place.querySelector(`[data-key="${row.key}"]`)?.append(menu);
    button(row.key)?.setAttribute("aria-expanded", "true");
  }

  /** @param {Row} row @param {string} kind */
  function choose(row, kind) {
    const chosen = menu.isConnected && everyOne().checked ? alike(rows, row) : [row];
    close();
    at = row.key;
    say(chosen, kind);
  }

  /** @param {string} key */
  function walk(key) {
    at = key;
    for (const found of all("[data-open]", place)) found.tabIndex = -1;
    const found = button(key);
    if (found) found.tabIndex = 0;
    found?.focus();
  }

  place.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = rowOf(target);
    const kind = /** @type {HTMLElement | null} */ (target.closest("[data-kind]"))?.dataset.kind;
    if (!row) return;
    if (kind) choose(row, kind);
    else if (target.closest("[data-open]")) {
      const was = menu.parentElement?.dataset.key;
      walk(row.key);
      if (was === row.key) close();
      else open(row);
    }
  });

  place.addEventListener("keydown", (event) => {
    const row = rowOf(/** @type {Element} */ (event.target));
    if (!row || event.ctrlKey || event.metaKey || event.altKey) return;
    const where = rows.indexOf(row);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const kind = LETTERS[event.key.toLowerCase()];
    if (step) walk(rows[Math.min(rows.length - 1, Math.max(0, where + step))].key);
    else if (kind) choose(row, kind);
    else if (event.key === "Escape") {
      close();
      walk(row.key);
    } else if (event.key === " " && menu.isConnected && !(event.target instanceof HTMLInputElement))
      everyOne().checked = !everyOne().checked;
    else return;
    event.preventDefault();
  });

  return {
    /** @param {Row[]} next */
    show(next) {
      close();
      rows = next;
      if (!rows.some((row) => row.key === at)) at = rows[0]?.key ?? "";
      list(place, rows, "key", "line", (element, row) => {
        element.dataset.taken = row.kind;
        element.toggleAttribute("data-doubt", isDoubtful(row));
        const kind = t(`desk.kind.${row.kind}`);
        fill(element, {
          number: number(row.from), words: row.words, kind: isDoubtful(row) ? t("desk.line.doubt", { kind }) : kind,
          label: t("desk.line.label", { line: row.from, kind }), at: row.key === at ? 0 : -1,
        });
      });
    },
    /** Go to a line, and open its menu. @param {Row} row */
    go(row) {
      walk(row.key);
      open(row);
      button(row.key)?.scrollIntoView({ block: "center" });
    },
    /** Go back to the line where somebody was. */
    stay: () => at && walk(at),
  };
}
