// @ts-check
/**
 * The history of a recommendation: its acts, newest first, and each change of words beside the words before it. Refuses
 * to ask for it. Invariant: what differs is marked by a line and by its weight, so that colour may go.
 */
import { differences } from "./differences.js";
import { directionOf } from "./direction.js";
import { fill, list, one } from "./dom.js";
import { languageName, t } from "./strings.js";

/**
 * @param {HTMLElement} root where the list of entries is
 * @param {Said.Entry[]} entries newest first
 * @param {(entry: Said.Entry) => string} whose says who acted, as far as the reader may know
 */
export function showHistory(root, entries, whose) {
  fill(root, { none: entries.length === 0 });
  const placed = entries.map((entry, place) => ({ ...entry, key: `${entries.length - place}` }));
  const rows = /** @type {HTMLElement} */ (one("[data-list='entries']", root));
  list(rows, placed, "key", "history-entry", (row, entry) => {
    const at = new Date(entry.at_ms);
    const worded = Boolean(entry.title || entry.was_title);
    fill(row, {
      done: doneWords(entry), when: timeWords(at), at: at.toISOString(), whose: whose(entry),
      note: entry.note, worded, changed: worded && Boolean(entry.was_title),
    });
    if (!worded) return;
    for (const part of /** @type {("title" | "text")[]} */ (["title", "text"])) {
      const { here, there } = differences(entry[`was_${part}`], entry[part]);
      const first = !entry.was_title;
      showPieces(row, `was-${part}`, here, entry[`was_${part}`], entry.language);
      showPieces(row, `now-${part}`, first ? here.concat({ kind: "same", words: entry[part] }) : there,
        entry[part], entry.language);
    }
  });
}

/** Say what was done. @param {Said.Entry} entry */
function doneWords({ act, language, title }) {
  if (act !== "translated") return t(`history.act.${act}`);
  return t(title ? "history.act.translated" : "history.act.untranslated", { language: languageName(language) });
}

/** @param {Date} at */
const timeWords = (at) =>
  new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "short", timeStyle: "short" }).format(at);

/**
 * @param {HTMLElement} row @param {string} name @param {import("./differences.js").Piece[]} pieces
 * @param {string} words @param {string} language
 */
function showPieces(row, name, pieces, words, language) {
  const root = /** @type {HTMLElement} */ (one(`[data-list='${name}']`, row));
  root.lang = language;
  root.dir = directionOf(words, language);
  const placed = pieces.map((piece, place) => ({ ...piece, key: `${place}:${piece.kind}` }));
  list(root, placed, "key", ({ kind }) => `piece-${kind}`, (element, piece) => fill(element, { words: piece.words }));
}
