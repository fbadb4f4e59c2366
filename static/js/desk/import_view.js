// @ts-check
/**
 * What was understood of a list, and what is asked, on the page. Refuses to ask the service and to decide. Invariant: a
 * row that somebody is mending is not drawn anew.
 */
import { fill, list, one } from "../page/dom.js";
import { paint } from "../page/chips.js";
import { t } from "../page/strings.js";
import { doubleKey, doublesLeft, ofTheTable, ready, takenBy, toLookAt } from "./import_draft.js";

const MOST_ROWS = 50;

/** @param {HTMLElement} root @param {string} name */
const part = (root, name) => /** @type {HTMLElement} */ (one(`[data-list=${name}]`, root));

/**
 * The table of columns: their headings, what each is, and the first rows.
 * @param {HTMLElement} root @param {any} read
 */
export function showColumns(root, read) {
  list(part(root, "heads"), read.columns, "column", "map-head", (head, column) =>
    fill(head, { header: column.header || column.column })
  );
  list(part(root, "meanings"), read.columns, "column", "map-meaning", (cell, column) => {
    const choice = /** @type {HTMLSelectElement} */ (one("select", cell));
    fill(cell, { label: t("desk.import.column_is", { column: column.column, header: column.header || "–" }) });
    choice.dataset.column = column.column;
    choice.value = column.meaning || "-";
  });
  const most = Math.max(0, ...read.columns.map((/** @type {any} */ column) => column.cells.length));
  list(part(root, "samples"), Array.from({ length: most }, (_, at) => String(at)), (at) => at, "map-row", (row, at) =>
    list(row, read.columns, "column", "map-cell", (cell, /** @type {any} */ column) =>
      fill(cell, { cell: column.cells[Number(at)] ?? "" })
    )
  );
}

/**
 * How the file was read, so that it can be said otherwise.
 * @param {HTMLElement} root @param {any} read
 */
export function showHow(root, read) {
  const form = /** @type {HTMLFormElement} */ (one("[data-how]", root));
  const names = read.sheets.map((/** @type {any} */ sheet) => sheet.name);
  list(part(form, "sheets"), names, (/** @type {string} */ name) => name, "sheet-option", (option, sheet) =>
    fill(option, { sheet })
  );
  fill(root, { manySheets: names.length > 1, isText: read.kind === "text" });
  for (const [name, value] of [["sheet", read.sheet], ["encoding", read.encoding], ["header", read.header_row]])
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = String(value ?? "");
}

/**
 * Everything that is asked, and what can be made.
 * @param {HTMLElement} root
 * @param {{read: any, draft: import("./import_draft.js").Draft, seats: any[],
 *   regions: import("../page/chips.js").Region[]}} known
 */
export function showAsked(root, { read, draft, seats, regions }) {
  const [rows, doubles, now] = [toLookAt(read, draft), doublesLeft(read, draft), ready(read, draft, seats)];
  list(part(root, "whole"), ofTheTable(read), "message", "whole-problem", (item, { message }) =>
    fill(item, { message })
  );
  list(part(root, "words"), read.unmatched_regions, "text", "region-word", (item, word, _place, fresh) => {
    fill(item, {
      text: word.text, rows: t("desk.import.rows", { n: word.rows.length }),
      label: t("desk.import.region_is", { text: word.text }),
    });
    if (fresh) /** @type {HTMLSelectElement} */ (one("select", item)).value = word.candidates[0] ?? "";
  });
  const taken = takenBy(read, regions);
  list(part(root, "taken"), taken, "id", "taken-region", (item, { id, words, rows: many }) => {
    const region = regions.find((known) => known.id === id);
    fill(item, {
      rows: many, words: words.join(", "), short: region?.short, name: region?.name, paint: region ? paint(region) : "",
    });
  });
  list(part(root, "doubles"), doubles, doubleKey, "double", (item, { message }) => fill(item, { message }));
  const first = rows.slice(0, MOST_ROWS);
  list(part(root, "rows"), first, ({ row }) => String(row), "asked-row", (item, asked, _at, fresh) => {
    fill(item, { messages: asked.problems.map(({ message }) => message).join(" ") });
    const region = /** @type {HTMLSelectElement} */ (one("[name=region_id]", item));
    if (fresh) fillRow(/** @type {HTMLFormElement} */ (one("form", item)), asked.seat);
    else region.value ||= asked.seat.region_id; // its word has been answered meanwhile
  });
  const passed = read.passed_over.length;
  fill(root, {
    hasRegions: read.unmatched_regions.length > 0, hasTaken: taken.some(({ rows: many }) => many > 0),
    hasDoubles: doubles.length > 0, hasRows: rows.length > 0,
    regionsTitle: t("desk.import.regions", { n: read.unmatched_regions.length }),
    doublesTitle: t("desk.import.doubles", { n: doubles.length }),
    rowsTitle: t("desk.import.look", { n: rows.length }),
    waits: now.waits ? t("desk.import.waits", { n: now.waits }) : t("desk.import.ready"),
    left: [
      now.there && t("desk.import.there", { n: now.there }), passed && t("desk.import.passed", { n: passed }),
    ].filter(Boolean).join(" · "),
    nothing: now.seats.length === 0,
    makeWords: t(now.waits ? "desk.import.make_now" : "desk.import.make", { n: now.seats.length }),
  });
}

/** @param {HTMLFormElement} form @param {any} seat */
function fillRow(form, seat) {
  for (const name of ["name", "delegation", "region_id"])
    /** @type {HTMLInputElement} */ (form.elements.namedItem(name)).value = seat[name];
  /** @type {HTMLSelectElement} */ (form.elements.namedItem("votes")).value = seat.votes ? "yes" : "no";
}
