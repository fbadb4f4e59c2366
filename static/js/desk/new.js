// @ts-check
/**
 * A new meeting: the document at the left, the programme that it makes at the right, regions below; kept as a draft on
 * this device until the meeting is founded. Refuses to read a document (the service does). Invariants: whatever is done
 * can be undone; a document that cannot be read leaves what was there; the draft goes with the founding, not before.
 *
 * @typedef {import("./programme/reader.js").Paper} Paper
 * @typedef {import("./programme/reader.js").Reading} Reading
 * @typedef {import("./programme/regions.js").Region} Region
 * @typedef {import("./programme/tree.js").Edit} Edit
 * @typedef {{paper: Paper | null, kinds: Record<string, string>, edits: Edit[], regions: Region[], secrecy: string}}
 *   Draft
 */
import { announce } from "../page/announce.js";
import { all, fill, one } from "../page/dom.js";
import { onDevice, readFrom } from "../page/storage.js";
import { hourAndMinute, loadStrings, t } from "../page/strings.js";
import { found } from "./programme/founding.js";
import { keepHistory } from "./programme/history.js";
import { isDoubtful, rowsOf, showLines } from "./programme/lines.js";
import { showOutline } from "./programme/outline.js";
import { makeReader, packed } from "./programme/reader.js";
import { showRegions } from "./programme/regions.js";
import { application, keyed, replay } from "./programme/tree.js";

const { stringsUrl = "", lang = "en", slot = "" } = document.body.dataset;
const NAME = `plenum-new-meeting:${slot}`;
const [PAUSE_MS, EMPTY] = [500, { tree: { sessions: [] }, lines: [], problems: [] }];
await loadStrings(stringsUrl, lang);

const page = /** @type {HTMLElement} */ (one("[data-new]"));
const pasted = /** @type {HTMLTextAreaElement} */ (one("[data-paste]"));
/** @type {Draft} */
const first = {
  paper: null, kinds: {}, edits: [], secrecy: "confidential",
  regions: readFrom({ getItem: () => page.dataset.preset ?? "" }, ""),
};
const history = keepHistory(/** @type {Draft} */ ({ ...first, ...readFrom(onDevice, NAME) }));
const read = makeReader(slot);
/** @type {Reading} */
let reading = EMPTY;
/** @type {import("./programme/lines.js").Row[]} */
let rows = [];
/** What is wanted, which the service may still be reading. */
let ahead = history.now();
let waiting = 0;
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
  now: () => ahead.regions,
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
  if (!draft.paper) return EMPTY;
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
  const { paper, kinds, edits, secrecy } = history.now();
  const focused = document.activeElement?.closest("[data-lines]");
  rows = rowsOf(reading.lines, kinds);
  const doubts = rows.filter(isDoubtful);
  const tree = replay(keyed(reading.tree), edits);
  lines.show(rows);
  outline.show(tree);
  regions.show(history.now().regions);
  fill(page, {
    read: Boolean(paper) || tree.sessions.length > 0, named: paper?.name ?? "", undone: !history.canUndo(),
    redone: !history.canRedo(), doubts: doubts.length ? t("desk.new.doubts", { n: doubts.length })
      : t(paper ? "desk.new.no_doubts" : "desk.new.begin"),
    doubtful: doubts.length > 0, next: doubts.length ? t("desk.new.next_doubt", { line: doubts[0].from }) : "",
    sums: t("desk.new.sessions", { n: tree.sessions.length }),
    odd: reading.problems.map((one) => one.message).join(" "), odds: reading.problems.length > 0,
  });
  for (const choice of /** @type {HTMLInputElement[]} */ (all("[name=secrecy]")))
    choice.checked = choice.value === secrecy;
  if (focused) lines.stay();
}

/** @param {File | undefined} given */
async function drop(given) {
  if (!given) return;
  await go({ ...ahead, paper: { name: given.name, bytes: await packed(given) }, kinds: {}, edits: [] });
  file.value = ""; // so that the same file can be chosen again, when it was mended
  one("[data-hand-in]")?.toggleAttribute("open", !reading.lines.length);
}

async function keepIt() {
  const { edits, regions: chosen, secrecy } = history.now();
  fill(page, { busy: true });
  const said = await found(slot, application(replay(keyed(reading.tree), edits)), chosen, secrecy);
  if ("problem" in said) tell(said.problem);
  else {
    onDevice.removeItem(NAME);
    location.assign(`/tab/${slot}/desk/${said.meeting_id}`);
  }
  fill(page, { busy: false });
}

pasted.addEventListener("input", () => {
  clearTimeout(waiting);
  const text = pasted.value;
  waiting = setTimeout(() => {
    if (text.trim()) void go({ ...ahead, paper: { name: "", text }, kinds: {}, edits: [] }, "paste");
  }, PAUSE_MS);
});
const file = /** @type {HTMLInputElement} */ (one("[data-file]"));
file.addEventListener("change", () => void drop(file.files?.[0]));
page.addEventListener("dragover", (event) => event.dataTransfer?.types.includes("Files") && event.preventDefault());
page.addEventListener("drop", (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  void drop(event.dataTransfer.files[0]);
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
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.target === pasted) return;
  const key = event.key.toLowerCase();
  const again = key === "y" || (key === "z" && event.shiftKey);
  if (!again && key !== "z") return;
  event.preventDefault();
  void turn(again ? history.redo : history.undo);
});

reading = (await taken(history.now())) ?? EMPTY;
show();
if (file.files?.length) void drop(file.files[0]);
else if (pasted.value && !history.now().paper) pasted.dispatchEvent(new Event("input"));
else pasted.value = history.now().paper?.text ?? "";
