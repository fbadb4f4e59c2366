// @ts-check
/**
 * The tables by which the order of a list can be followed by hand: pairs, places filled, stages of a count. Refuses to
 * compute. Invariant: a cell shows what the service wrote, in words where there are words for it.
 */
import { fill, list, one } from "../page/dom.js";
import { has, number, t } from "../page/strings.js";
import { fraction } from "../page/kinds.js";

/** @typedef {{columns: string[], rows: any[][]}} Table */
const FIGURE = /^[\p{Nd}.,٫٬\u202f\u00a0]+$/u;

/**
 * Say a cell.
 * @param {any} value @param {Record<string, any>} items recommendations of the list by id
 */
export function cellWords(value, items) {
  if (value === null || value === undefined || value === "") return "–";
  const item = items[value];
  if (item) return `${number(item.slate_number)} · ${item.title}`;
  if (has(`table.cell.${value}`)) return t(`table.cell.${value}`);
  const read = fraction(value);
  return read === null || Number.isNaN(read) ? String(value) : number(Math.round(read * 100) / 100);
}

/** Say which recommendation a cell names, by its number alone. @param {any} value @param {Record<string, any>} items */
const numbered = (value, items) => (items[value] ? number(items[value].slate_number) : "");

/**
 * Turn the stages of a count so that a recommendation is a row and a stage a column.
 * @param {Table} table @param {Record<string, any>} items
 * @returns {{heads: string[], rows: string[][]}}
 */
export function stagesTurned({ columns, rows }, items) {
  const [stage, act, of, tie, id, votes, standing] = [
    "stage", "act", "of", "tie", "recommendation_id", "votes", "standing",
  ].map((name) => columns.indexOf(name));
  const stages = [...new Map(rows.map((row) => [row[stage], row])).values()];
  const names = [...new Set(rows.map((row) => row[id]))];
  const heads = stages.map((row) =>
    [
      `${number(row[stage])}. ${cellWords(row[act], items)}`, numbered(row[of], items),
      row[tie] ? cellWords(row[tie], items) : "",
    ]
      .filter(Boolean)
      .join(" · ")
  );
  const lines = names.map((name) => [
    name === null ? t("table.cell.not_transferable") : cellWords(name, items),
    ...stages.map((column) => {
      const cell = rows.find((row) => row[stage] === column[stage] && row[id] === name);
      const came =
        ["elected", "excluded"].includes(cell?.[standing])
        && !rows.some((row) => row[stage] < column[stage] && row[id] === name && row[standing] === cell?.[standing]);
      return cell ? cellWords(cell[votes], items) + (came ? ` · ${cellWords(cell[standing], items)}` : "") : "–";
    }),
  ]);
  return { heads: [t("table.column.recommendation_id"), ...heads], rows: lines };
}

/** @param {string} id @param {Table} table @param {Record<string, any>} items */
function worded(id, table, items) {
  if (id === "stages") return stagesTurned(table, items);
  return {
    heads: table.columns.map((column) => t(`table.column.${column}`)),
    rows: table.rows.map((row) => row.map((value) => cellWords(value, items))),
  };
}

/**
 * Show the tables of a list, or none.
 * @param {HTMLElement} root @param {any} ranked
 */
export function showTables(root, ranked) {
  const items = Object.fromEntries(
    (ranked?.items ?? []).map((/** @type {any} */ item) => [item.recommendation_id, item])
  );
  const tables = Object.entries(/** @type {Record<string, Table>} */ (ranked?.tables ?? {})).map(([id, table]) => ({
    id,
    ...worded(id, table, items),
  }));
  list(root, tables, "id", "table", (element, { id, heads, rows }) => {
    fill(element, { caption: t(`table.${id}`) });
    const cells = (/** @type {string[]} */ words) => words.map((said, at) => ({ id: String(at), said }));
    list(
      /** @type {HTMLElement} */ (one("[data-list='columns']", element)),
      cells(heads),
      "id", "table-head", (head, { said }) => fill(head, { words: said })
    );
    list(
      /** @type {HTMLElement} */ (one("[data-list='rows']", element)),
      rows.map((words, at) => ({ id: String(at), words })),
      "id", "table-row",
      (row, { words }) => {
        list(row, cells(words), "id", "table-cell", (cell, { said }) =>
          fill(cell, { words: said, align: FIGURE.test(said) ? "figure" : "words" })
        );
      }
    );
  });
}
