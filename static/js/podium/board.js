// @ts-check
/**
 * The board beside the podium: one card is taken, another proposes a merge of both, by M, by a press or by dragging;
 * what waits for signatures is signed here. Refuses to judge an act: the service does, and its words stand near
 * the button.
 * Invariant: a dialog asks about what it was opened for, whatever happens on the board meanwhile.
 */
import { connect } from "../line/connection.js";
import { byContent } from "../line/fresh.js";
import { watchAge } from "../page/age.js";
import { announce } from "../page/announce.js";
import { makeBoard } from "../page/board.js";
import { directionOf } from "../page/direction.js";
import { all, fill, list, one } from "../page/dom.js";
import { loadStrings, t } from "../page/strings.js";
import { act } from "./acts.js";
import { bindDialogs, openDialog } from "./dialogs.js";

const { room = "", slot = "", lang = "en", stringsUrl = "" } = document.body.dataset;
/** What changes nothing on the board. */
const ELSEWHERE = /^(tally|hall|screens|presence|seats|counting|outlook|said|done|pong)/;
const notice = /** @type {HTMLElement} */ (one("[data-line]"));
/** What a dialog was opened for. @type {{parents: HTMLElement[], merge: string, region: string, asking: number}} */
let asked = { parents: [], merge: "", region: "", asking: 0 };
let takings = 0;

await loadStrings(stringsUrl, lang);
bindDialogs();
const board = makeBoard((fresh) => {
  const [here, there] = [one("[data-act=prepare]"), one("[data-act=prepare]", fresh)];
  if (here) here.hidden = !there;
});
const line = connect({
  url: `/live/${room}?slot=${slot}`,
  onMessage: (message) => ELSEWHERE.test(message.type) || message.type === "opened" || board.soon(),
  onStatus: (status) => (status === "stopped" ? sayLine(t("desk.line.stopped")) : sayAge()),
});
const sayAge = watchAge(() => line, sayLine);
const ask = byContent(line.ask);

/** @param {string} words */
function sayLine(words) {
  fill(notice, { line: Boolean(words), lineWords: words });
}

const takenNow = () => one("[data-card][aria-pressed=true]");

/** Take a card, or propose a merge with the one that was taken before. @param {HTMLElement} card */
function take(card) {
  const before = takenNow();
  before?.setAttribute("aria-pressed", "false");
  if (before === card) return;
  if (before) return propose([before, card]);
  card.setAttribute("aria-pressed", "true");
  announce(`take ${++takings}`, t("board.taken", { label: card.dataset.label ?? "" }));
}

/** Ask for the one text. @param {HTMLElement[]} cards */
function propose(cards) {
  asked = { ...asked, parents: cards };
  const dialog = openDialog("merge");
  const parents = /** @type {HTMLElement} */ (one("[data-list=parents]", dialog));
  list(parents, cards, (card) => card.dataset.card ?? "", "parent", (row, card) => {
    const { title, text } = wordsOf(card);
    fill(row, { label: card.dataset.label, title, text, direction: directionOf(title) });
  });
  const form = /** @type {HTMLFormElement} */ (one("form", dialog));
  const first = wordsOf(cards[0]);
  Object.assign(/** @type {any} */ (form.elements.namedItem("title")), { value: first.title });
  Object.assign(/** @type {any} */ (form.elements.namedItem("text")), { value: first.text });
}

/** @param {HTMLElement} card */
const wordsOf = (card) => ({
  title: one(".card__title", card)?.textContent ?? "",
  text: one("[data-text=text]", card)?.textContent ?? "",
  language: one(".card__title", card)?.getAttribute("lang") ?? "",
});

/** @param {HTMLElement} button @param {string} what */
async function answer(button, what) {
  const dialog = /** @type {HTMLDialogElement} */ (button.closest("dialog"));
  const { parents, merge, region, asking } = asked;
  const given = new FormData(/** @type {HTMLFormElement} */ (one("form", dialog)));
  const command = what === "aloud"
    ? { type: "agree_merge", recommendation_id: merge, region_id: region, asking }
    : {
      type: "propose_merge", parents: parents.map((card) => card.dataset.card), title: String(given.get("title")),
      text: String(given.get("text")), language: wordsOf(parents[0]).language,
      versions: Object.fromEntries(parents.map((card) => [card.dataset.card, Number(card.dataset.version)])),
    };
  if (await act(button, ask, command)) dialog.close();
}

/** Do what a button of the board says. @param {HTMLElement} button @param {string} name */
function press(button, name) {
  const merge = /** @type {HTMLElement | null} */ (button.closest("[data-merge]"));
  const [id, asking] = [merge?.dataset.merge ?? "", Number(merge?.dataset.asking)];
  const region = /** @type {HTMLElement | null} */ (button.closest("[data-region]"))?.dataset.region ?? "";
  if (name === "merge") {
    const ids = (button.dataset.ids ?? "").split(" ");
    return propose(all("[data-card]").filter((card) => ids.includes(card.dataset.card ?? "")));
  }
  if (name === "aloud") {
    asked = { parents: [], merge: id, region, asking };
    return openDialog("aloud", { title: t("board.aloud.title", { name: button.dataset.name ?? "" }) });
  }
  if (name === "prepare") {
    const slate = one("[data-slate]")?.dataset.slate?.replaceAll(" ", ".");
    return location.assign(`/tab/${slot}/podium/${room}#slate-${slate}`);
  }
  const more = name === "agree" ? { asking } : {};
  return merge && act(button, ask, { type: `${name}_merge`, recommendation_id: id, ...more });
}

document.addEventListener("click", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  const button = /** @type {HTMLElement | null} */ (target.closest("[data-act], [data-answer]"));
  const card = /** @type {HTMLElement | null} */ (target.closest("[data-card][aria-pressed]"));
  if (button?.dataset.answer && button.dataset.answer !== "keep") answer(button, button.dataset.answer);
  else if (button?.dataset.act) press(button, button.dataset.act);
  else if (card) take(card);
});
document.addEventListener("keydown", (event) => {
  const card = /** @type {HTMLElement | null} */ (
    /** @type {HTMLElement} */ (event.target).closest?.("[data-card][aria-pressed]")
  );
  if (!card || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  if (event.key === "Escape") takenNow()?.setAttribute("aria-pressed", "false");
  if (event.code !== "KeyM" && event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  take(card);
});
document.addEventListener("dragstart", (event) => {
  const card = /** @type {HTMLElement} */ (event.target).closest?.("[data-card][draggable]");
  if (card) event.dataTransfer?.setData("text/plain", /** @type {HTMLElement} */ (card).dataset.card ?? "");
});
document.addEventListener("dragover", (event) => {
  if (/** @type {HTMLElement} */ (event.target).closest?.("[data-card][draggable]")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const onto = /** @type {HTMLElement | null} */ (
    /** @type {HTMLElement} */ (event.target).closest?.("[data-card][draggable]")
  );
  const from = all("[data-card][draggable]").find(
    ({ dataset }) => dataset.card === event.dataTransfer?.getData("text/plain")
  );
  if (!onto || !from || onto === from) return;
  event.preventDefault();
  propose([from, onto]);
});
const page = /** @type {HTMLElement} */ (one("main"));
page.inert = false;
