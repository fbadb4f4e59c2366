// @ts-check
/**
 * A new meeting, or the programme of one that there is: the document at the left, the programme that it makes at the
 * right, regions below; kept as a draft on this device until it is founded or changed. Refuses to read a document (the
 * service does). Invariants: whatever is done can be undone; a document that cannot be read leaves what was there; the
 * draft goes once the service has stored it, not before.
 *
 * @typedef {import("./programme/reader.js").Paper} Paper
 * @typedef {import("./programme/reader.js").Reading} Reading
 * @typedef {import("./programme/regions.js").Region} Region
 * @typedef {import("./programme/tree.js").Edit} Edit
 * @typedef {{paper: Paper | null, kinds: Record<string, string>, edits: Edit[], regions: Region[] | null,
 *   secrecy: string}} Draft
 */
import { announce } from "../page/announce.js";
import { all, fill, one } from "../page/dom.js";
import { onDevice, readFrom } from "../page/storage.js";
import { hourAndMinute, loadStrings, t } from "../page/strings.js";
import { change, found } from "./programme/founding.js";
import { handIn } from "./programme/handing_in.js";
import { keepHistory } from "./programme/history.js";
import { isDoubtful, rowsOf, showLines } from "./programme/lines.js";
import { showOutline } from "./programme/outline.js";
import { makeReader } from "./programme/reader.js";
import { showRegions } from "./programme/regions.js";
import { application, keyed, replay } from "./programme/tree.js";

const { stringsUrl = "", lang = "en", slot = "" } = document.body.dataset;
const NAME = `plenum-programme:${slot}:${document.body.dataset.meeting ?? ""}`;
const EMPTY = { tree: { sessions: [] }, lines: [], problems: [] };
await loadStrings(stringsUrl, lang);

const page = /** @type {HTMLElement} */ (one("[data-new]"));
/** The programme of a meeting that is there already. */
let standing = readFrom({ getItem: () => page.dataset.programme ?? "" }, "");
/** @type {Region[]} */
const preset = readFrom({ getItem: () => page.dataset.preset ?? "" }, "");
/** @type {Draft} */
const first = { paper: null, kinds: {}, edits: [], regions: null, secrecy: "" };
const regionsOf = (/** @type {Draft} */ draft) => draft.regions ?? standing?.regions ?? preset;
const secrecyOf = (/** @type {Draft} */ draft) => draft.secrecy || standing?.defaults.secrecy || "confidential";
const history = keepHistory(/** @type {Draft} */ ({ ...first, ...readFrom(onDevice, NAME) }));
const read = makeReader(slot);
/** @type {Reading} */
let base = standing ? { ...EMPTY, tree: standing } : EMPTY;
/** @type {Reading} */
let reading = base;
/** @type {import("./programme/lines.js").Row[]} */
let rows = [];
/** What is wanted, which the service may still be reading. */
let ahead = history.now();
let told = 0;

const lines = showLines({
  say(chosen, kind) {
    const kinds = { ...ahead.kinds };
    for (const row of chosen) kinds[row.from] = kind;
    const also = chosen.length > 1 ? t("desk.line.said_many", { n: chosen.length, kind: t(`desk.kind.${kind}`) })
      : t("desk.line.said", { line: chosen[0].from, kind: t(`desk.kind.${kind}`) });
    void go({ ...ahead, kinds }, "", also);
  },
});
const outline = showOutline({
  edit: (edit, what = "") => {
    const { edits } = ahead;
    const last = edits.at(-1);
    const same = edit.do === "set" && last?.do === "set" && last.at === edit.at && last.field === edit.field;
    void go({ ...ahead, edits: [...(same ? edits.slice(0, -1) : edits), edit] }, what);
  },
  fresh: () => `new${ahead.edits.length + 1}`,
});
const regions = showRegions({
  now: () => regionsOf(ahead),
  change: (next, what = "") => void go({ ...ahead, regions: next }, what),
});

/**
 * Go on to another draft, once the service has read it; what is done meanwhile is done on top of it.
 * @param {Draft} next @param {string} [what] @param {string} [said]
 */
async function go(next, what = "", said = "") {
  ahead = next;
  const now = history.now();
  if (next.paper !== now.paper || next.kinds !== now.kinds) {
    const found = await taken(next);
    if (!found) return void (ahead = ahead === next ? history.now() : ahead);
    reading = found;
  }
  history.push(next, what);
  keep();
  show();
  if (said) announce(`said ${told++}`, said);
  return undefined;
}

/** @param {Draft} draft @returns {Promise<Reading | null>} */
async function taken(draft) {
  if (!draft.paper) return base;
  const found = await read(draft.paper, draft.kinds);
  if (!found) return null;
  tell("problem" in found ? found.problem : "");
  return "problem" in found ? null : found;
}

/** Take a step back, or again. @param {() => void} step */
async function turn(step) {
  step();
  ahead = history.now();
  reading = (await taken(history.now())) ?? reading;
  keep();
  show();
}

function keep() {
  onDevice.setItem(NAME, JSON.stringify(history.now()));
  fill(page, { kept: t("desk.new.kept", { time: hourAndMinute(new Date()) }) });
}

const tell = (/** @type {string} */ problem) => fill(page, { problem, refused: Boolean(problem) });

function show() {
  const { paper, kinds, edits } = history.now();
  const focused = document.activeElement?.closest("[data-lines]");
  rows = rowsOf(reading.lines, kinds);
  const doubts = rows.filter(isDoubtful);
  const tree = replay(keyed(reading.tree), edits);
  lines.show(rows);
  outline.show(tree);
  regions.show(regionsOf(history.now()));
  fill(page, {
    read: Boolean(paper) || tree.sessions.length > 0, named: paper?.name ?? "", undone: !history.canUndo(),
    redone: !history.canRedo(), doubts: doubts.length ? t("desk.new.doubts", { n: doubts.length })
      : t(standing ? "desk.programme.words" : paper ? "desk.new.no_doubts" : "desk.new.begin"),
    doubtful: doubts.length > 0, next: doubts.length ? t("desk.new.next_doubt", { line: doubts[0].from }) : "",
    sums: t("desk.new.sessions", { n: tree.sessions.length }),
    odd: reading.problems.map((one) => one.message).join(" "), odds: reading.problems.length > 0,
  });
  for (const choice of /** @type {HTMLInputElement[]} */ (all("[name=secrecy]")))
    choice.checked = choice.value === secrecyOf(history.now());
  if (focused) lines.stay();
}

async function keepIt() {
  const now = history.now();
  fill(page, { busy: true });
  const agenda = application(replay(keyed(reading.tree), now.edits));
  const made = { agenda, regions: regionsOf(now), secrecy: secrecyOf(now) };
  const said = standing ? await change(slot, standing, made) : await found(slot, made);
  if ("now" in said && said.now) {
    standing = said.now;
    reading = base = { ...EMPTY, tree: standing };
    show();
  }
  if ("problem" in said) tell(said.problem);
  else {
    onDevice.removeItem(NAME);
    location.assign(`/tab/${slot}/desk/${said.meeting_id}`);
  }
  fill(page, { busy: false });
}

const hands = handIn(page, async (paper) => {
  await go({ ...ahead, paper, kinds: {}, edits: [] }, paper.bytes ? "" : "paste");
  return history.now().paper === paper;
});
page.addEventListener("click", (event) => {
  const act = /** @type {Element} */ (event.target).closest("button")?.dataset.do;
  if (act === "undo") void turn(history.undo);
  if (act === "redo") void turn(history.redo);
  if (act === "found") void keepIt();
  const doubt = rows.find(isDoubtful);
  if (act === "doubt" && doubt) lines.go(doubt);
});
page.addEventListener("change", (event) => {
  const choice = /** @type {HTMLInputElement} */ (event.target);
  if (choice.name === "secrecy") void go({ ...ahead, secrecy: choice.value });
});
one(".desk__end")?.addEventListener("submit", () => onDevice.removeItem(NAME));
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target === hands.pasted) return;
  const key = event.key.toLowerCase();
  const again = key === "y" || (key === "z" && event.shiftKey);
  if (!again && key !== "z") return;
  event.preventDefault();
  void turn(again ? history.redo : history.undo);
});

reading = (await taken(history.now())) ?? base;
show();
hands.begin(history.now().paper);
