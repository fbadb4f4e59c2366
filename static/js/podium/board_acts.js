// @ts-check
/**
 * What is done on the board, beside the podium and at the desk: one card is taken, another proposes a merge of both, by
 * M, by a press or by dragging; other words are proposed for the card that is taken; what waits is signed. Refuses to
 * judge an act: the service does, and its words stand near the button. Invariant: a dialog asks about what it was
 * opened for, whatever happens on the board meanwhile.
 */
import { announce } from "../page/announce.js";
import { placed } from "../page/chips.js";
import { all, fill, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { act } from "./acts.js";
import { bindDialogs, dialog, openDialog } from "./dialogs.js";
import { makeMerging } from "./merging.js";
import { makeRewording } from "./rewording.js";

/** A card that may be taken. */
const FREE = "[data-card][data-said]";

/** @param {Element} element @returns {Said.Recommendation} */
const saidBy = (element) => JSON.parse(/** @type {HTMLElement} */ (element).dataset.said ?? "{}");
/** @param {EventTarget | null} target @returns {HTMLElement | null} */
const cardAt = (target) => /** @type {HTMLElement | null} */ (/** @type {HTMLElement} */ (target)?.closest?.(FREE));
const takenNow = () => one(`${FREE}[aria-pressed=true]`);

/**
 * Take the board into use.
 * @param {(command: any) => Promise<any>} ask @param {(button: HTMLElement, name: string) => void} [others] does what
 *   a button says that is of one page alone
 * @returns {{settle: () => void}} `settle` is called when the board was drawn anew
 */
export function makeBoardActs(ask, others = () => {}) {
  const regions = placed(JSON.parse(document.body.dataset.regions ?? "[]"));
  if (dialog("propose_merge")) bindDialogs();
  const merging = makeMerging({ regions, mergeable: () => all(FREE).map(saidBy), ask });
  const rewording = makeRewording({ ask });
  /** What a dialog was opened for. */
  let asked = { type: "", recommendation_id: "", region_id: "", asking: 0 };
  let takings = 0;

  /** Say what is taken, and what can be done with it. */
  function showTaken() {
    const bar = one("[data-taken]");
    const card = takenNow();
    if (!bar) return;
    bar.hidden = !card;
    if (!card) return;
    const { label, title } = saidBy(card);
    fill(bar, { takenTitle: [label, title].filter(Boolean).join(" · "), takenRewords: "rewords" in card.dataset });
  }

  /** Take a card, or propose a merge with the one that was taken before. @param {HTMLElement} card */
  function take(card) {
    const before = takenNow();
    leave();
    if (before === card) return;
    if (before) return merging.askMerge([before, card].map((each) => saidBy(each).id));
    card.setAttribute("aria-pressed", "true");
    announce(`take ${++takings}`, t("board.taken", { label: card.dataset.label ?? "" }));
    showTaken();
  }

  function leave() {
    takenNow()?.setAttribute("aria-pressed", "false");
    showTaken();
  }

  /** Do what a button beside a merge says. @param {HTMLElement} button @param {string} name @param {HTMLElement} of */
  function sign(button, name, of) {
    const [recommendation_id, asking] = [of.dataset.merge ?? "", Number(of.dataset.asking)];
    if (name !== "aloud") {
      const more = name === "agree" ? { asking } : {};
      return act(button, ask, { type: `${name}_merge`, recommendation_id, ...more });
    }
    const { region: region_id = "" } = /** @type {HTMLElement} */ (button.closest("[data-region]")).dataset;
    asked = { type: "agree_merge", recommendation_id, region_id, asking };
    return openDialog("aloud", { title: t("board.aloud.title", { name: button.dataset.name ?? "" }) });
  }

  /**
   * Do what a button beside other words says.
   * @param {HTMLElement} button @param {string} name @param {HTMLElement} of
   */
  function reply(button, name, of) {
    const { wording: recommendation_id = "", title = "", text = "" } = of.dataset;
    if (name === "accept") return act(button, ask, { type: "accept_wording", recommendation_id, title, text });
    if (name === "withdraw") return act(button, ask, { type: "refuse_wording", recommendation_id });
    if (name === "reply") return rewording.askWording(saidBy(of), { title, text });
    asked = { ...asked, type: "refuse_wording", recommendation_id };
    openDialog("refuse_signing");
    return undefined;
  }

  /** @param {HTMLElement} button @param {string} name */
  function press(button, name) {
    const [merge, words] = ["[data-merge]", "[data-wording]"].map((near) =>
      /** @type {HTMLElement | null} */ (button.closest(near)));
    const taken = takenNow();
    if (name === "merge") return merging.askMerge((button.dataset.ids ?? "").split(" "));
    if (name === "leave") return leave();
    if (name === "reword") return taken && rewording.askWording(saidBy(taken));
    if (merge) return sign(button, name, merge);
    if (words) return reply(button, name, words);
    return others(button, name);
  }

  /** Do what was answered in a dialog; refused, it stays open. @param {HTMLElement} button @param {string} name */
  async function answer(button, name) {
    if (name === "propose_merge") return merging.propose(button);
    if (name === "wording") return rewording.propose(button).then(leave);
    const { type, recommendation_id, region_id, asking } = asked;
    const field = /** @type {HTMLTextAreaElement} */ (one("textarea", dialog("refuse_signing")));
    const more = name === "aloud" ? { region_id, asking } : { note: field.value.trim() };
    if (!(await act(button, ask, { type, recommendation_id, ...more }))) return undefined;
    field.value = "";
    return dialog(name).close();
  }

  document.addEventListener("click", (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    const button = /** @type {HTMLElement | null} */ (target.closest("[data-act], [data-answer]"));
    const card = cardAt(target);
    if (button?.dataset.answer && button.dataset.answer !== "keep") answer(button, button.dataset.answer);
    else if (button?.dataset.act) press(button, button.dataset.act);
    else if (card) take(card);
  });
  document.addEventListener("keydown", (event) => {
    const card = cardAt(event.target);
    if (!card || event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
    if (event.key === "Escape") leave();
    if (event.code !== "KeyM" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    take(card);
  });
  document.addEventListener("dragstart", (event) => {
    const card = cardAt(event.target);
    if (card) event.dataTransfer?.setData("text/plain", card.dataset.card ?? "");
  });
  document.addEventListener("dragover", (event) => {
    if (cardAt(event.target)) event.preventDefault();
  });
  document.addEventListener("drop", (event) => {
    const onto = cardAt(event.target);
    const from = all(FREE).find(({ dataset }) => dataset.card === event.dataTransfer?.getData("text/plain"));
    if (!onto || !from || onto === from) return;
    event.preventDefault();
    merging.askMerge([from, onto].map((each) => saidBy(each).id));
  });
  return { settle: showTaken };
}
