// @ts-check
/**
 * What may be done with the papers of a programme, as the service is told it: each by its id as it is, otherwise in
 * some fields, or new. Pure. Refuses to ask anybody. Invariant: what somebody else has changed meanwhile is never
 * written over: it is said what it says now.
 *
 * @typedef {{label: string, value: string, share?: number}} Row
 * @typedef {{id: string, session_id: string, kind: "link" | "file" | "text" | "figures", title: string,
 *   address: string, text: string, file: string, media: string, size: number, name: string, rows: Row[], unit: string,
 *   source: string}} Paper
 * @typedef {(string | Partial<Paper>)[]} Said
 * @typedef {(papers: readonly Paper[]) => Said} Change
 */

/**
 * Why a change cannot be made on what is there: `now` is that, or nothing where it is gone.
 * @param {Paper | null} now
 */
const otherwise = (now) => ({ code: "otherwise", now });

/** What a paper says, without its id and what follows from it. @param {Paper} paper @returns {Partial<Paper>} */
export function saidOf({ session_id, kind, title, address, text, file, name, rows, unit, source }) {
  const own = {
    link: { address }, file: { file, name }, text: { text },
    figures: { rows: rows.map(({ label, value }) => ({ label, value })), unit, source },
  }[kind];
  return { session_id, kind, title, ...own };
}

const ids = (/** @type {readonly Paper[]} */ papers) => papers.map(({ id }) => id);

/** @param {readonly Paper[]} papers @param {Paper} known @returns {number} where it is, unchanged since it was known */
function placeOf(papers, known) {
  const at = papers.findIndex(({ id }) => id === known.id);
  if (at < 0) throw otherwise(null);
  if (JSON.stringify(saidOf(papers[at])) !== JSON.stringify(saidOf(known))) throw otherwise(papers[at]);
  return at;
}

/** @param {readonly any[]} list_ @param {number} at @param {number} out @param {any[]} in_ */
const spliced = (list_, at, out, ...in_) => [...list_.slice(0, at), ...in_, ...list_.slice(at + out)];

/** Add one, as the last. @param {Partial<Paper>} paper @returns {Change} */
export const add = (paper) => (papers) => [...ids(papers), paper];

/** Put one back where it was, before another. @param {Paper} paper @param {string} before @returns {Change} */
export const putBack = (paper, before) => (papers) => {
  const at = papers.findIndex(({ id }) => id === before);
  return spliced(ids(papers), at < 0 ? papers.length : at, 0, saidOf(paper));
};

/** Say one otherwise. @param {Paper} known @param {Partial<Paper>} said @returns {Change} */
export const change = (known, said) => (papers) =>
  spliced(ids(papers), placeOf(papers, known), 1, { id: known.id, ...said });

/** Take one away. @param {Paper} known @returns {Change} */
export const remove = (known) => (papers) => spliced(ids(papers), placeOf(papers, known), 1);

/**
 * Move one past its neighbour beside the same agenda session. @param {Paper} known @param {-1 | 1} step
 * @returns {Change}
 */
export const move = (known, step) => (papers) => {
  const at = papers.findIndex(({ id }) => id === known.id);
  if (at < 0) throw otherwise(null);
  const beside = papers.flatMap(({ session_id }, place) => (session_id === papers[at].session_id ? [place] : []));
  const to = beside[beside.indexOf(at) + step];
  const turned = ids(papers);
  if (to !== undefined) [turned[at], turned[to]] = [turned[to], turned[at]];
  return turned;
};

/**
 * Read rows as they are typed or pasted from a sheet: words, then a number, a row a line.
 * @param {string} text @returns {{rows: Row[], wrong: {n: number, text: string} | null}}
 */
export function rowsIn(text) {
  const rows = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (!line.trim()) continue;
    const found = /^(.*\S)[\s:;|]+([\p{Nd}][\p{Nd}.,\u066b]*)\s*%?\s*$/u.exec(line);
    if (!found) return { rows, wrong: { n: at + 1, text: line.trim() } };
    rows.push({ label: found[1].replace(/[\s:;|]+$/u, ""), value: found[2] });
  }
  return { rows, wrong: null };
}

/** Write rows as they are typed. @param {readonly Row[]} rows */
export const linesOf = (rows) => rows.map(({ label, value }) => `${label}\t${value}`).join("\n");

/** How long each bar is, in hundredths of the longest. @param {readonly Row[]} rows @returns {number[]} */
export function lengths(rows) {
  const values = rows.map(({ value }) => Number(value.replace(/[,\u066b]/u, ".")) || 0);
  const longest = Math.max(...values, 0);
  return values.map((value) => (longest ? (100 * value) / longest : 0));
}

/** Say in one line what a paper says. @param {Paper} paper */
export const shortOf = ({ title, address, text, rows, unit }) =>
  [title, address, text, rows.map(({ label, value }) => `${label} ${value} ${unit}`.trim()).join(", ")]
    .filter(Boolean).join(" · ");
