// @ts-check
/**
 * What the service makes of a document, and of what was said of its lines. Refuses to read anything itself. Invariant:
 * of two answers the one that was asked for last is shown; what was read once is not asked for again.
 *
 * @typedef {{name: string, text?: string, bytes?: string}} Paper a pasted text, or the bytes of a file in base 64
 * @typedef {{line: number, text: string, kind: string, certain: number, begins: number, shape: string}} Line
 * @typedef {{tree: any, lines: Line[], problems: {line: number, message: string}[]}} Reading
 */
import { t } from "../../page/strings.js";

/** Write what was said of lines as the service takes it. @param {Record<string, string>} kinds */
export function written(kinds) {
  /** @type {Record<string, string[]>} */
  const by = {};
  for (const [line, kind] of Object.entries(kinds)) (by[kind] ??= []).push(line);
  return Object.entries(by).map(([kind, lines]) => `${kind}:${lines.join(",")}`).join(";");
}

/** @param {string} slot @param {typeof fetch} [ask] */
export function makeReader(slot, ask = fetch) {
  /** @type {Map<string, Reading>} */
  const known = new Map();
  let newest = 0;

  /**
   * Read a document; nothing comes back where another one was asked for meanwhile.
   * @param {Paper} paper @param {Record<string, string>} kinds @returns {Promise<Reading | {problem: string} | null>}
   */
  return async function read(paper, kinds) {
    const said = written(kinds);
    const name = `${said}\n${paper.name}\n${paper.text ?? ""}${paper.bytes ?? ""}`;
    const turn = ++newest;
    const before = known.get(name);
    if (before) return before;
    const found = await asked(paper, said);
    if ("tree" in found) known.set(name, found);
    return turn === newest ? found : null;
  };

  /** @param {Paper} paper @param {string} said @returns {Promise<Reading | {problem: string}>} */
  async function asked(paper, said) {
    const query = new URLSearchParams({ slot, name: paper.name, ...(said ? { kinds: said } : {}) });
    const pasted = paper.bytes === undefined;
    try {
      const answer = await ask(`/api/read/programme?${query}`, {
        method: "POST",
        headers: { "content-type": pasted ? "application/json" : "application/octet-stream" },
        body: pasted ? JSON.stringify({ text: paper.text ?? "" }) : bytesOf(paper.bytes ?? ""),
      });
      const told = await answer.json();
      if (answer.ok) return told;
      const problems = (told.problems ?? []).map((/** @type {any} */ one) => one.message);
      return { problem: [told.message, ...problems].join(" ") };
    } catch {
      return { problem: t("desk.new.no_answer") };
    }
  }
}

/** @param {string} text */
const bytesOf = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** Read a file as text in base 64. @param {File} file @returns {Promise<string>} */
export async function packed(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  for (let from = 0; from < bytes.length; from += 32_768)
    text += String.fromCharCode(...bytes.subarray(from, from + 32_768));
  return btoa(text);
}
