// @ts-check
/**
 * What waits for agreement, on the podium: merges and other words, with what each region has said, and the buttons of
 * whoever looks. Refuses to decide who may sign: the service does. Invariant: what is agreed to is what was read: an
 * answer names the asking, or the words, that its card shows.
 */
import { all, fill, list, one } from "../page/dom.js";
import { directionOf } from "../page/direction.js";
import { labelWords } from "../page/numbers.js";
import { listed, number, t } from "../page/strings.js";
import { showChips } from "../page/chips.js";
import { act } from "./acts.js";
import { dialog, openDialog } from "./dialogs.js";
import { makeMerging } from "./merging.js";
import { makeRewording } from "./rewording.js";
import { showText } from "./signed_text.js";

/** @typedef {import("../page/chips.js").Region} Region */

/**
 * @param {HTMLElement} podium
 * @param {{agenda: {regions: Region[]}, role: string, region: string,
 *   read: () => import("../line/state.js").State, ask: (command: any) => Promise<any>}} page
 */
export function makeSigning(podium, { agenda, role, region, read, ask }) {
  const root = /** @type {HTMLElement} */ (one("[data-signing]", podium));
  const chairs = role === "chair";
  const merging = makeMerging({ regions: agenda.regions, mergeable, ask });
  const rewording = makeRewording({ ask });
  /** What a refusal is about. */
  let asked = { id: "", merge: false };
  /** @type {Record<string, Said.Signing> | null} */
  let shown = null;

  /** What may be merged here: what was accepted, and is not being merged already. */
  function mergeable() {
    const { recommendations, signing } = read();
    const waits = new Set(Object.values(signing).flatMap((each) => each.parents.map(({ id }) => id)));
    const known = Object.values(recommendations).filter(({ id, status }) => status === "accepted" && !waits.has(id));
    return known.sort((a, b) => a.region_ids.join().localeCompare(b.region_ids.join()) || a.number - b.number);
  }

  /** What is ticked in the list of the podium. */
  const ticked = () =>
    all("[data-tick-row]:checked").map((box) => box.closest("[data-key]")?.getAttribute("data-key") ?? "");

  /** Say which buttons whoever looks has. @param {Said.Signing} signing */
  function offers({ agreements, wording }) {
    if (!wording)
      return {
        canAgree: agreements[region] === "asked", canAccept: false, canAnswer: false,
        canRefuse: chairs || agreements[region] === "asked", canTakeBack: chairs || region in agreements,
      };
    const mine = wording.by === (chairs ? "" : region);
    const open = !wording.refused && (chairs || region in wording.agreements);
    return {
      canAgree: false, canAccept: open && (chairs ? !wording.chair_agrees : wording.agreements[region] === "asked"),
      canAnswer: open && !mine, canRefuse: open && !mine, canTakeBack: open && mine,
    };
  }

  /** @param {string} by */
  const proposedBy = (by) => {
    const found = agenda.regions.find((each) => each.id === by);
    return found ? t("signing.by_region", { region: found.name }) : t("signing.by_chair");
  };

  /** What stands now, beside which other words are proposed. @param {Said.Signing} signing */
  const standing = ({ recommendation, parents, wording }) => (wording ? [recommendation] : parents);

  /** @param {HTMLElement} card @param {Said.Signing} signing */
  function showCard(card, signing) {
    const { recommendation, parents, agreements, wording } = signing;
    const words = wording ?? recommendation;
    fill(card, {
      heading: wording
        ? t("signing.wording", { number: labelWords(recommendation) })
        : t("signing.merge", { labels: listed(parents.map(labelWords)) }),
      by: wording ? proposedBy(wording.by) : "", language: recommendation.language, title: words.title,
      text: words.text, direction: directionOf(words.title, recommendation.language),
      note: wording?.refused ? t("signing.refused", { note: wording.note }) : "", ...offers(signing),
    });
    list(/** @type {HTMLElement} */ (one("[data-list='standing']", card)), standing(signing), "id", "signing-text",
      (side, text) => showText(side, text, words, agenda.regions));
    const answers = Object.entries(wording ? wording.agreements : agreements);
    list(/** @type {HTMLElement} */ (one("[data-list='answers']", card)), answers, ([id]) => id, "signing-answer",
      (row, [id, answer]) => {
        const found = agenda.regions.filter((each) => each.id === id);
        showChips(one("[data-chips]", row), found);
        fill(row, {
          region: id, said: t(`signing.answer.${answer}`), answer, canRecord: chairs && !wording && answer === "asked",
          recordWords: t("signing.aloud_for", { region: found[0]?.name ?? id }),
        });
      });
  }

  /** Ask why something is refused. @param {Said.Signing} signing */
  function askRefusal({ recommendation, wording }) {
    asked = { id: recommendation.id, merge: !wording };
    openDialog("refuse_signing");
    /** @type {HTMLTextAreaElement} */ (one("textarea", dialog("refuse_signing"))).value = "";
  }

  /** @param {HTMLElement} button @param {string} name @param {Said.Signing} signing */
  function answerTo(button, name, { recommendation, asking, wording }) {
    const about = { recommendation_id: recommendation.id };
    if (name === "agree") return act(button, ask, { type: "agree_merge", ...about, asking });
    if (name === "aloud") {
      const region_id = button.closest("[data-key]")?.getAttribute("data-key") ?? "";
      return act(button, ask, { type: "agree_merge", ...about, asking, region_id });
    }
    if (name === "accept")
      return act(button, ask, { type: "accept_wording", ...about, title: wording?.title, text: wording?.text });
    return act(button, ask, { type: wording ? "refuse_wording" : "undo_merge", ...about });
  }

  return {
    show() {
      const { signing } = read();
      if (shown === signing) return;
      shown = signing;
      const cards = Object.values(signing);
      fill(root, { signing: cards.length > 0, signingCount: number(cards.length) });
      list(/** @type {HTMLElement} */ (one("[data-list='signing']", root)), cards,
        ({ recommendation }) => recommendation.id, "signing-card", showCard);
    },
    /** Do what a button says. @param {HTMLElement} button @param {string} name */
    press(button, name) {
      const state = read();
      const id = button.closest("[data-signing-card], .podium-row")?.getAttribute("data-key") ?? "";
      if (name === "merge") return merging.askMerge(ticked());
      if (name === "undo") return act(button, ask, { type: "undo_merge", recommendation_id: id });
      if (name === "reword") return rewording.askWording(state.recommendations[id]);
      const signing = state.signing[id];
      if (!signing) return null; // it was settled in the same moment
      if (name === "refuse") return askRefusal(signing);
      if (name === "answer") return rewording.askWording(signing.recommendation, signing.wording ?? undefined);
      return answerTo(button, name, signing);
    },
    /** Do what was answered in a dialog; refused, it stays open. @param {HTMLElement} button @param {string} name */
    async answer(button, name) {
      if (name === "propose_merge") return merging.propose(button);
      if (name === "wording") return rewording.propose(button);
      const about = { recommendation_id: asked.id };
      const note = /** @type {HTMLTextAreaElement} */ (one("textarea", dialog("refuse_signing"))).value.trim();
      const type = asked.merge ? "refuse_merge" : "refuse_wording";
      if (await act(button, ask, { type, ...about, note })) dialog(name).close();
      return null;
    },
  };
}
