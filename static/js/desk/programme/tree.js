// @ts-check
/**
 * The programme that comes of a document and of what was changed by hand since: edits are kept as what was done, and
 * done again on whatever the reader makes of the document, so that a line which is put right later loses none of them.
 * Refuses to know the page and the reader. Invariants: an edit whose place is gone does nothing; nothing here changes
 * what it is given.
 *
 * @typedef {{key: string, id?: string, text: string, line?: number, sub?: Entry[],
 *   facets?: import("./asks.js").Facet[], kinds?: string[]}} Entry
 * @typedef {{key: string, id?: string, title: string, number: string, kind: string, note: string, day: string,
 *   starts: string, ends: string, objectives: Entry[], questions: Entry[], line?: number}} Session
 * @typedef {{title: string, preamble: string, objectives: Entry[], issues: Entry[], sessions: Session[]}} Tree
 * @typedef {{do: "set", at: string, field: string, to: any} | {do: "move", at: string, by: number}
 *   | {do: "place", at: string, before: string} | {do: "in", at: string}
 *   | {do: "out", at: string} | {do: "remove", at: string}
 *   | {do: "add", kind: "session" | "objective" | "question", in: string, key: string}} Edit
 */

import { written } from "./asks.js";

/** The key of the meeting itself. */
export const MEETING = "meeting";

/**
 * Give every part of what the reader made a key that is the same when the document is read again: its line, and which
 * of those on that line it is; without a document its id.
 * @param {any} read @returns {Tree}
 */
export function keyed(read) {
  /** @type {Map<number | string, number>} */
  const seen = new Map();
  const keyOf = (/** @type {{line?: number, id?: string}} */ part) => {
    const line = part.line || part.id || 0;
    const before = seen.get(line) ?? 0;
    seen.set(line, before + 1);
    return `${line}.${before}`;
  };
  /** @param {any} one @returns {Entry} */
  const entry = (one) => ({ ...one, key: keyOf(one), ...(one.sub ? { sub: one.sub.map(entry) } : {}) });
  return {
    title: read.title ?? "",
    preamble: read.preamble ?? "",
    objectives: (read.objectives ?? []).map(entry),
    issues: (read.issues ?? []).map((/** @type {string} */ text) => ({ text, key: keyOf({}) })),
    sessions: (read.sessions ?? []).map((/** @type {any} */ one) => ({
      day: "", starts: "", ends: "", number: "", note: "", kind: "plenary", ...one, key: keyOf(one),
      objectives: (one.objectives ?? []).map(entry), questions: (one.questions ?? []).map(entry),
    })),
  };
}

/** @param {Tree} tree @param {readonly Edit[]} edits @returns {Tree} */
export function replay(tree, edits) {
  const copy = structuredClone(tree);
  for (const edit of edits) redo(copy, edit);
  return copy;
}

/** Every list of parts that can be moved among each other, neighbours first. @param {Tree} tree @returns {any[][][]} */
const families = (tree) => [
  [tree.sessions],
  [tree.objectives, ...tree.sessions.map((one) => one.objectives)],
  tree.sessions.map((one) => one.questions),
  ...tree.sessions.flatMap((one) => one.questions.map((question) => [(question.sub ??= [])])),
  [tree.issues],
];

/** Find a part: its lists, which of them it is in, and where. @param {Tree} tree @param {string} key */
function find(tree, key) {
  for (const lists of families(tree))
    for (const [which, list] of lists.entries()) {
      const place = list.findIndex((part) => part.key === key);
      if (place >= 0) return { lists, which, list, place, part: list[place] };
    }
  return null;
}

/** Say where a part stands, for whoever looks for it. @param {Tree} tree @param {string} key */
export const partOf = (tree, key) => find(tree, key)?.part ?? null;

/** @param {Tree} tree @param {Edit} edit */
function redo(tree, edit) {
  if (edit.do === "add") return add(tree, edit);
  if (edit.do === "set" && edit.at === MEETING) return void Object.assign(tree, { [edit.field]: edit.to });
  const found = find(tree, edit.at);
  if (!found) return undefined;
  const { lists, which, list, place, part } = found;
  if (edit.do === "set") return set(tree, part, edit);
  if (edit.do === "remove") return void list.splice(place, 1);
  if (edit.do === "in") return sink(list, place);
  if (edit.do === "out") return rise(tree, list, place);
  if (edit.do === "place") return put(lists, list, place, edit.before);
  const to = place + edit.by;
  if (to >= 0 && to < list.length) list.splice(to, 0, ...list.splice(place, 1));
  else if (to < 0 && which > 0) lists[which - 1].push(...list.splice(place, 1));
  else if (to >= list.length && which + 1 < lists.length) lists[which + 1].unshift(...list.splice(place, 1));
  return undefined;
}

/** Say a field anew; an objective that sessions share is one. @param {Tree} tree @param {any} part @param {any} edit */
function set(tree, part, edit) {
  const same = part.id && edit.field === "text"
    ? [tree, ...tree.sessions].flatMap((one) => one.objectives).filter((one) => one.id === part.id) : [];
  for (const one of [part, ...same]) one[edit.field] = edit.to;
}

/** Make a question the last one below the question above it, with those that it had. */
function sink(/** @type {Entry[]} */ list, /** @type {number} */ place) {
  const above = list[place - 1];
  if (!above || !("sub" in list[place])) return;
  const [{ sub = [], ...moved }] = list.splice(place, 1);
  above.sub = [...(above.sub ?? []), moved, ...sub];
}

/** Make a sub-question a question of its own, right below the one it stood under. */
function rise(/** @type {Tree} */ tree, /** @type {Entry[]} */ list, /** @type {number} */ place) {
  for (const { questions } of tree.sessions) {
    const top = questions.findIndex((one) => one.sub === list);
    if (top >= 0) questions.splice(top + 1, 0, { sub: [], ...list.splice(place, 1)[0] });
  }
}

/** Put a part before another one of its family. */
function put(
  /** @type {any[][]} */ lists, /** @type {any[]} */ list, /** @type {number} */ place, /** @type {string} */ before,
) {
  const into = lists.find((one) => one.some((part) => part.key === before));
  if (!into || list[place].key === before) return;
  const [moved] = list.splice(place, 1);
  into.splice(into.findIndex((part) => part.key === before), 0, moved);
}

/** @param {Tree} tree @param {{kind: string, in: string, key: string}} edit */
function add(tree, edit) {
  const session = tree.sessions.findIndex((one) => one.key === edit.in);
  if (edit.kind === "session")
    tree.sessions.splice(session < 0 ? tree.sessions.length : session + 1, 0, {
      key: edit.key, title: "", number: "", kind: "plenary", note: "", day: "", starts: "", ends: "", objectives: [],
      questions: [],
    });
  else if (session >= 0 && edit.kind === "question")
    tree.sessions[session].questions.push({ key: edit.key, text: "", sub: [] });
  else if (session >= 0) tree.sessions[session].objectives.push({ key: edit.key, text: "" });
}

/** Write the tree as a meeting is founded with it: what is empty is left out. @param {Tree} tree */
export function application(tree) {
  /** @param {Entry[]} [entries] @returns {any[]} */
  const texts = (entries = []) => entries.filter((one) => one.text.trim()).map(({ id, text, sub, ...rest }) => ({
    ...(id ? { id } : {}), text, ...written(rest), ...(sub?.length ? { sub: texts(sub) } : {}),
  }));
  return {
    title: tree.title,
    preamble: tree.preamble,
    objectives: texts(tree.objectives),
    issues: tree.issues.map((one) => one.text).filter((text) => text.trim()),
    sessions: tree.sessions.map((one) => ({
      ...(one.id ? { id: one.id } : {}), title: one.title, number: one.number, kind: one.kind, note: one.note,
      day: one.day, starts: one.starts, ends: one.ends,
      objectives: texts(one.objectives), questions: texts(one.questions),
    })),
  };
}
