// @ts-check
/**
 * The page of papers: what stands beside each agenda session, and one form at a time in its place. Refuses to decide
 * what is allowed: the service does. Invariants: what is typed stays until it is kept or left; a change is made on what
 * is there now, and never over what somebody else has changed.
 *
 * @typedef {import("./papers/changes.js").Paper} Paper
 * @typedef {import("./papers/changes.js").Change} Change
 */
import { fill, list, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { add, change, move, putBack, remove, saidOf, shortOf } from "./papers/changes.js";
import { beginForm, readForm, showBars, sizeOf } from "./papers/form.js";
import { makeHandIn } from "./papers/handing_in.js";
import { makeProgrammeCalls } from "./programme_calls.js";
import { makeUndo } from "./undo.js";

const [AGAIN_MS, MOST_TRIES] = [10_000, 4];
const { meeting = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
const page = /** @type {HTMLElement} */ (one("main"));
const problem = /** @type {HTMLElement} */ (one("[data-problem]"));
/** @type {{version: number, papers: Paper[], sessions: {id: string, title: string}[]}} */
let now = JSON.parse(one("[data-programme]")?.dataset.programme ?? "{}");
/** The paper whose place is a form: one that is there, or a new one. @type {Partial<Paper> | null} */
let open = null;
let busy = false;

await loadStrings(stringsUrl, lang);
const calls = makeProgrammeCalls({ meeting, slot, lang });
const handIn = makeHandIn({ meeting, slot, lang });
const undo = makeUndo(complain);

/** @param {any} refusal */
function complain(refusal) {
  problem.textContent = refusal?.message ?? "";
  problem.hidden = !refusal;
}

/** Take a programme, if it is a newer one. @param {typeof now} programme */
function take(programme) {
  if (programme.version < now.version) return;
  now = programme;
  show();
}

/** Make a change on what is there, again on what came meanwhile. @param {Change} make */
async function keep(make) {
  for (let tries = 1; ; tries++) {
    try {
      return take(await calls.edit(now.version, { papers: make(now.papers) }));
    } catch (refusal) {
      const { code, current } = /** @type {any} */ (refusal);
      if (code !== "overtaken" || tries === MOST_TRIES) throw refusal;
      take(current);
    }
  }
}

/** Say in words why something was not done. @param {any} refusal */
function wordsOf(refusal) {
  if (refusal?.code !== "otherwise") return refusal?.message ?? t("desk.offline");
  if (refusal.now && open?.id === refusal.now.id) open = { ...refusal.now }; // kept once more, it is meant on this
  return refusal.now ? t("papers.overtaken", { now: shortOf(refusal.now) }) : t("papers.gone");
}

/** @param {Change} make @param {string} words @param {Change} back */
async function act(make, words, back) {
  if (busy) return;
  busy = true;
  complain(null);
  try {
    await keep(make);
    undo.say(words, () => keep(back));
  } catch (refusal) {
    complain({ message: wordsOf(refusal) });
  }
  busy = false;
}

/** @param {HTMLFormElement} form */
async function submit(form) {
  const paper = open;
  if (!paper || busy) return;
  const { said, file, problem: missing } = readForm(form, paper);
  fill(form, { refused: missing });
  if (missing) return;
  busy = true;
  fill(form, { busy: true });
  try {
    const kept = file && (await handIn(file, (n) =>
      fill(form, { sending: true, sent: n, sentWords: t("papers.sent", { n }) })));
    const whole = kept ? { ...said, file: kept.file, name: kept.name } : said;
    if (kept) Object.assign(paper, { file: kept.file, name: kept.name }); // it is there, whatever is refused now
    const before = new Set(now.papers.map(({ id }) => id));
    await keep(paper.id ? change(/** @type {Paper} */ (paper), whole) : add(whole));
    const words = t(paper.id ? "papers.done.edit" : "papers.done.add", { name: said.title ?? "" });
    const is = paper.id ? now.papers.find(({ id }) => id === paper.id)
      : now.papers.filter(({ id, title }) => !before.has(id) && title === said.title?.trim()).at(-1);
    const was = paper.id ? saidOf(/** @type {Paper} */ (paper)) : null;
    open = null;
    show();
    if (is) undo.say(words, () => keep(was ? change(is, was) : remove(is)));
    focusOn(is?.id ?? "");
  } catch (refusal) {
    fill(form, { refused: wordsOf(refusal) });
  }
  busy = false;
  fill(form, { busy: false, sending: false });
}

/** Have a form in the place of a paper. @param {Partial<Paper>} paper */
function begin(paper) {
  open = paper;
  show();
  one("form.paper-form [name=title]")?.focus();
}

/** @param {string} id @param {string} [act] */
const focusOn = (id, act = "edit") => one(`[data-key="${CSS.escape(id)}"] [data-act=${act}]`)?.focus();

/** @param {string} what @param {Paper} paper */
async function done(what, paper) {
  const { title: name } = paper;
  if (what === "edit") {
    if (open) return complain({ message: t("papers.finish_first") });
    complain(null);
    return begin({ ...paper });
  }
  const step = what === "up" ? -1 : 1;
  if (what === "up" || what === "down") {
    await act(move(paper, step), t("papers.done.move", { name }), move(paper, /** @type {any} */ (-step)));
    return focusOn(paper.id, what);
  }
  if (what !== "remove") return undefined;
  const behind = now.papers[now.papers.findIndex(({ id }) => id === paper.id) + 1]?.id ?? "";
  return act(remove(paper), t("papers.done.remove", { name }), putBack(paper, behind));
}

function show() {
  const places = [{ id: "", title: t("papers.whole") }, ...now.sessions];
  list(/** @type {HTMLElement} */ (one("[data-list=sessions]")), places, ({ id }) => `at-${id}`, "session",
    (section, { id, title }) => {
      const papers = now.papers.filter(({ session_id }) => session_id === id);
      const forms = open && !open.id && open.session_id === id ? [/** @type {any} */ ({ ...open, id: "new" })] : [];
      fill(section, { title, none: !papers.length && !forms.length });
      list(/** @type {HTMLElement} */ (one("[data-list=papers]", section)), [...papers, ...forms], "id",
        (paper) => (paper.id === "new" || paper.id === open?.id ? "form" : "paper"),
        (item, paper, at, fresh) => {
          if (paper.id !== "new" && paper.id !== open?.id) return showPaper(item, paper, at, papers.length);
          if (fresh) beginForm(item, /** @type {Paper} */ (open), paper.id);
          return undefined;
        });
    });
}

/** @param {HTMLElement} item @param {Paper} paper @param {number} at @param {number} count */
function showPaper(item, paper, at, count) {
  const { title: name, kind, address, rows, unit, source } = paper;
  fill(item, {
    title: name, kind: t(`papers.kind.${kind}`), address: kind === "file" ? paper.name : address,
    href: kind === "file" ? `${address}?slot=${slot}` : address, size: sizeOf(paper), text: paper.text,
    source: source ? t("papers.source_is", { source }) : "", upOff: at === 0, downOff: at === count - 1,
    upOf: t("papers.up", { name }), downOf: t("papers.down", { name }), removeOf: t("papers.remove", { name }),
    editOf: t("desk.seats.edit_of", { name }), editOff: false, removeOff: false,
  });
  showBars(/** @type {HTMLElement} */ (one("[data-list=rows]", item)), rows, unit);
}

page.addEventListener("click", (event) => {
  const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-act]"));
  const what = button?.dataset.act ?? "";
  if (what === "print") return print();
  if (what === "leave") {
    const left = open?.id ?? "";
    open = null;
    show();
    return focusOn(left);
  }
  if (what === "add") {
    if (open) return complain({ message: t("papers.finish_first") });
    const at = button?.closest("section")?.getAttribute("data-key")?.slice(3) ?? "";
    complain(null);
    return begin({ id: "", session_id: at, kind: /** @type {any} */ (button?.dataset.kind), title: "" });
  }
  const paper = now.papers.find(({ id }) => id === button?.closest("li")?.dataset.key);
  return paper && void done(what, paper);
});
page.addEventListener("submit", (event) => {
  event.preventDefault();
  void submit(/** @type {HTMLFormElement} */ (event.target));
});
addEventListener("beforeunload", (event) => open && event.preventDefault());
setInterval(async () => {
  if (!document.hidden && !busy) take(await calls.read().catch(() => now));
}, AGAIN_MS);

show();
page.inert = false;
