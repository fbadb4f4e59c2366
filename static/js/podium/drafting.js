// @ts-check
/**
 * Preparing a round, or changing one that was not opened: the slate first, then method and rules in one line. Refuses
 * to know what a method does with them. Invariants: what is ticked is what is sent, in the order shown; what is not
 * offered any more is neither; a change names the version of the draft that was read, and outlives that draft.
 */
import { cardOf } from "../page/cards.js";
import { all, fill, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { untranslatedWords } from "../page/words.js";
import { act, sayNear } from "./acts.js";
import { byContent } from "../line/fresh.js";
import { openDialog } from "./dialogs.js";
import { makeNamed } from "./draft_named.js";
import { showPanes } from "./draft_panes.js";
import { makePresets } from "./presets.js";
import { minutesIn, oneEnd, readRules, rulesAsked, writeRules } from "./draft_rules.js";
import { methodSentence } from "./method_words.js";
import { makeSlate, move, offeredNow, ordered, tick, itemsOf, visible } from "./slate.js";
import { slateGroups } from "./slate_groups.js";
import { fromOf, listGroups, readingOf } from "./list_groups.js";

/** @typedef {import("../line/state.js").State} State */

/**
 * Take the dialog into use.
 * @param {import("../page/agenda.js").Agenda} agenda @param {(command: any) => Promise<any>} ask
 * @param {() => State} read @param {(round: Said.Round) => any} listOf the list of a round, where it may be read
 */
export function makeDrafting(agenda, ask, read, listOf) {
  const root = /** @type {HTMLDialogElement} */ (one("[data-dialog='draft']"));
  const form = /** @type {HTMLFormElement} */ (one("[data-draft-form]"));
  const search = /** @type {HTMLInputElement} */ (one("[data-search]", form));
  const presets = makePresets(root, agenda);
  const named = makeNamed(root, agenda, ask, read, () => root.open && show());
  const prepare = byContent(ask); // pressed again without an answer, it prepares one round and not two
  let slate = makeSlate([]);
  let ruling = false;
  /** What the groups were made of. @type {Partial<State>} */
  let offering = {};
  /** The draft that is being changed, as it was read. @type {Said.Round | null} */
  let before = null;
  /** Why what is chosen can only be a new round by now. */
  let gone = "";
  oneEnd(form);
  form.addEventListener("change", onChange);
  search.addEventListener("input", () => turn({ ...slate, search: search.value }));

  /** @param {string} name */
  const field = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));

  /** @param {import("./slate.js").Slate} now */
  function turn(now) {
    slate = now;
    show();
  }

  function groupsNow() {
    offering = read();
    return [...slateGroups(read(), agenda), ...listGroups(read(), listOf)];
  }

  /** Put what a draft has, or the choice of the room. @param {Said.Round | null} round @param {string[]} [wanted] */
  function begin(round, wanted) {
    const { live } = read();
    before = round;
    gone = "";
    form.reset();
    take(presets.begin(round));
    const question = /** @type {HTMLSelectElement} */ (/** @type {unknown} */ (field("question_id")));
    const asked = round ? round.question_id : wanted ? "" : live?.question_id ?? "";
    question.value = [...question.options].some((option) => option.value === asked) ? asked : "";
    slate = makeSlate(groupsNow(), round ? [...round.slate] : wanted);
    if (!round && !wanted) tickForQuestion();
    ruling = false;
    show();
  }

  /** Put a method with its rules into the form. @param {import("./presets.js").Choice} choice */
  function take({ method, rules }) {
    choose("method", method);
    choose("secrecy", rules.secrecy);
    writeRules(form, rules);
    named.begin(rules.named_positions);
  }

  /** In a region room the question chosen chooses the slate; no single question takes all. */
  function tickForQuestion() {
    if (read().room.kind !== "region") return;
    const chosen = field("question_id").value;
    const items = itemsOf(slate);
    const fitting = items.filter((item) => /** @type {any} */ (item).question_id === chosen);
    slate = { ...slate, order: "offered", ticked: (chosen && fitting.length ? fitting : items).map(({ id }) => id) };
  }

  function show() {
    const given = new FormData(form);
    const [method, n] = [String(given.get("method")), slate.ticked.length];
    const asked = rulesAsked(method, given);
    const most = cardOf(method)?.largest_slate ?? Infinity;
    const called = before?.number_in_room ?? nextNumber(read());
    for (const rule of all("[data-rule]", form)) rule.hidden = !asked.includes(rule.dataset.rule ?? "");
    for (const button of all("[data-draft='minutes']", form))
      button.setAttribute("aria-pressed", String(button.dataset.minutes === minutesIn(given)));
    named.show(method, given);
    showPanes(root, slate, agenda.regions, read().alike);
    const known = new Map(itemsOf(slate).map((item) => [item.id, item]));
    fill(root, {
      choosing: !ruling, ruling, rulesWord: t(ruling ? "draft.back_to_slate" : "draft.rules_change"),
      heading: t(before ? "draft.change_title" : "draft.title_n", { n: called }),
      act: before ? t("draft.change_act", { n }) : t("draft.act", { n }),
      methodName: t(`method.${method}.short`), secrecyWords: t(`draft.secrecy.${given.get("secrecy")}`),
      untranslated: untranslatedWords(slate.ticked.map((id) => /** @type {any} */ (known.get(id))).filter(Boolean)),
      gone, tooMany: n > most ? t("draft.too_many", { n: most }) : "",
      sentence: methodSentence(method, given, read().room.kind === "region" ? 1 : agenda.regions.length),
    });
  }

  /** The draft is none any more: what is chosen stays, for a round of its own. @param {Said.Round} [now] */
  function lose(now) {
    gone = t(now ? "draft.gone.opened" : "draft.gone.discarded", { n: Number(before?.number_in_room) });
    before = null;
    show();
  }

  /** @param {Event} event */
  function onChange(event) {
    const target = /** @type {HTMLInputElement} */ (event.target);
    if (target.name === "slate") return turn(tick(slate, [target.value], target.checked));
    if (target.dataset.preset !== undefined) return (take(presets.chosen()), show());
    if (target.dataset.order !== undefined) return turn(ordered(slate, /** @type {any} */ (target.value)));
    if (target.dataset.group !== undefined) {
      const key = target.closest("[data-key]")?.getAttribute("data-key");
      const group = visible(slate).find(({ id }) => id === key);
      return turn(tick(slate, group?.recommendations.map(({ id }) => id) ?? [], target.checked));
    }
    if (target.name === "question_id" && !before) tickForQuestion();
    return show();
  }
  /** @param {string} name @param {string} value */
  function choose(name, value) {
    const input = /** @type {HTMLInputElement | null} */ (one(`input[name="${name}"][value="${value}"]`, form));
    if (input) input.checked = true;
  }

  return {
    /**
     * Ask what to vote on: for a new round, or for one that is there.
     * @param {Said.Round | null} [round] @param {string[]} [wanted] what a new one begins with, in this order
     */
    open(round = null, wanted) {
      openDialog("draft");
      begin(round, wanted);
    },
    /** Show what is so by now: regions hand over and take back, other podiums discard and open. */
    watch() {
      const { sets, recommendations, rounds, alike } = read();
      if (root.open && before && rounds[before.id]?.state !== "draft") lose(rounds[before.id]);
      if (root.open && (sets !== offering.sets || recommendations !== offering.recommendations))
        turn(offeredNow(slate, groupsNow()));
      else if (root.open && alike !== offering.alike) turn(offeredNow(slate, groupsNow()));
    },
    /** Do what a button of the dialog says. @param {HTMLElement} button */
    press(button) {
      const { draft: what, only = "all", minutes = "" } = button.dataset;
      const id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
      if (what === "up" || what === "down") return turn(move(slate, id, what === "up" ? -1 : 1));
      if (what === "only") return turn({ ...slate, only: /** @type {any} */ (only) });
      if (what === "minutes") field("minutes").value = minutes;
      if (what === "rules") ruling = !ruling;
      return show();
    },
    /**
     * Prepare or change the round; where somebody else was faster, what stands now is shown.
     * @param {HTMLElement} button
     * @returns {Promise<any>}
     */
    async send(button) {
      const given = new FormData(form);
      const method = String(given.get("method"));
      const wanted = {
        method, question_id: String(given.get("question_id") ?? ""), slate: slate.ticked,
        rules: { ...readRules(method, given), named_positions: named.chosen(method, given) },
        ...fromOf(slate), ...readingOf(before, slate.ticked, read().recommendations),
      };
      if (!slate.ticked.length) return sayNear(button, t("draft.empty"));
      const reply = await act(button, prepare, {
        ...(before
          ? { type: "change_round", round_id: before.id, version: before.version } : { type: "prepare_round" }),
        ...wanted,
      });
      const now = before && read().rounds[before.id];
      if (!reply && before && now && now.version !== before.version) begin(now);
      return reply;
    },
  };
}

/** Say by which number the next round of a room will be called. @param {State} state */
const nextNumber = ({ rounds }) => 1 + Math.max(0, ...Object.values(rounds).map((round) => round.number_in_room));
