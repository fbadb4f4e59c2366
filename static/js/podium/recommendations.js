// @ts-check
/**
 * What the podium does with recommendations: it joins their list, its buttons and their dialogs to the line. Refuses to
 * decide what is allowed: the service does. Invariant: what waits is read to its end, page by page, so that the list
 * can be searched.
 */
import { dialog } from "./dialogs.js";
import { fill, list, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { refusalWords } from "../page/rounds.js";
import { later } from "../page/later.js";
import { dressed } from "../page/sheets.js";
import { act, onceHere } from "./acts.js";
import { doToEach } from "./bulk.js";
import { makeProposals } from "./proposals.js";
import { askReject, rejection } from "./rejecting.js";

/** @typedef {import("../line/state.js").State} State */

const OF_SIGNING = ["propose_merge", "wording", "refuse_signing"];
const SOON_MS = 4_000; // after the page, so that the dialogs are there before they are asked for

/**
 * @param {HTMLElement} podium
 * @param {{agenda: {regions: import("../page/chips.js").Region[]}, role: string, region: string, holder: string,
 *   read: () => State, ask: (command: any) => Promise<any>}} page `holder`: who types, for what is kept of it
 */
export function makeRecommendations(podium, { agenda, role, region, holder, read, ask }) {
  const root = /** @type {HTMLElement} */ (one("[data-recommendations]", podium));
  const rows = makeProposals(root, { agenda, role, region, read });
  let reading = -1;
  const wording = later(() =>
    dressed(import("./wording.js")).then(({ makeWording }) =>
      makeWording({ holder, room: document.body.dataset.room ?? "" }, ask, agenda.regions)
    )
  );
  wording.soon(SOON_MS);
  const signing = later(async () => {
    const made = (await dressed(import("./signing.js"))).makeSigning(podium, { agenda, role, region, read, ask });
    made.show();
    return made;
  });
  signing.soon(SOON_MS / 2);
  const beside = later(() => dressed(import("./beside.js")).then(({ makeBeside }) => makeBeside({ known, reveal })));

  /** @param {string} id */
  const known = (id) => read().queue[id] ?? read().recommendations[id];

  /** Find the row of a recommendation, and draw it if it is not. @param {string} id @returns {HTMLElement | null} */
  function reveal(id) {
    const row = () => one(`li[data-key="${id}"]`, root);
    if (!row()) showAll();
    for (let left = Object.keys({ ...read().recommendations, ...read().queue }).length; left > 0 && !row(); left -= 30)
      rows.more();
    return row();
  }

  /** Read on in what waits, from a place on. @param {number} after */
  function readQueue(after) {
    if (reading === after) return;
    reading = after;
    ask({ type: "list_waiting", after })
      .catch(() => null) // the next picture asks again
      .finally(() => {
        if (reading === after) reading = -1;
      });
  }

  /** Do one act to several, and say what became of each. @param {any[]} recommendations @param {any} command */
  async function doToAll(recommendations, command) {
    root.setAttribute("aria-busy", "true");
    fill(root, { bulkSaid: t("podium.bulk.doing", { done: 0, n: recommendations.length }), refusedShown: false });
    const { done, refused } = await doToEach(recommendations, command, ask, (n) =>
      fill(root, { bulkSaid: t("podium.bulk.doing", { done: n, n: recommendations.length }) })
    );
    root.removeAttribute("aria-busy");
    const accepts = command.type === "accept_recommendation";
    fill(root, {
      bulkSaid: t(accepts ? "podium.bulk.accepted" : "podium.bulk.rejected", { n: done.length }),
      refusedShown: refused.length > 0, refusedTitle: t("podium.bulk.refused", { n: refused.length }),
    });
    list(
      /** @type {HTMLElement} */ (one("[data-list='refused']", root)),
      refused, ({ recommendation }) => recommendation.id, "refused-row",
      (row, { recommendation, refusal }) => fill(row, { title: recommendation.title, why: refusalWords(refusal) })
    );
    rows.untick(done);
    return done;
  }

  /** Do what a row's button says. @param {HTMLElement} button @param {string} name */
  function press(button, name) {
    const recommendation = known(button.closest("[data-key]")?.getAttribute("data-key") ?? "");
    const question = read().live?.question_id ?? ""; // by now: the script of the dialogs may come later
    if (name === "add") return onceHere(button, wording, ({ askAdd }) => askAdd(question, originWords()));
    if (name === "more") return rows.more();
    if (name === "all") return showAll();
    if (name === "untick") return rows.untick();
    if (name === "accept") return doToAll(rows.tickedFor("accept_recommendation"), { type: "accept_recommendation" });
    if (name === "reject") return askReject(rows.tickedFor("reject_recommendation"));
    if (name === "reject_recommendation") return askReject([recommendation]);
    if (name === "translate")
      return onceHere(button, wording, ({ askTranslation }) => askTranslation(known(recommendation.id)));
    if (name === "return") return onceHere(button, wording, ({ askReturn }) => askReturn(known(recommendation.id)));
    if (name === "history") return onceHere(button, wording, ({ askHistory }) => askHistory(recommendation));
    if (name === "edit") return onceHere(button, wording, ({ askEdit }) => askEdit(known(recommendation.id)));
    return act(button, ask, { type: name, recommendation_id: recommendation.id });
  }

  /** Say whose an added recommendation will be. */
  function originWords() {
    const own = agenda.regions.find((one) => one.id === (read().room.region_id || region));
    return own ? t("podium.add.origin", { region: own.name }) : t("podium.add.origin_chair");
  }

  /** Take every filter away. */
  function showAll() {
    for (const input of root.querySelectorAll("[data-find], [data-filter]"))
      /** @type {HTMLInputElement} */ (input).value = "";
    rows.choose({ typed: "", status: "", region: "", question: "", about: "" });
  }

  /** Reject what was asked about: one as its own act, several one after the other. @param {HTMLElement} button */
  async function reject(button) {
    const { recommendations, command } = rejection();
    if (recommendations.length === 1) {
      if (await act(button, ask, { ...command, recommendation_id: recommendations[0].id })) dialog("reject").close();
      return;
    }
    dialog("reject").close();
    await doToAll(recommendations, command);
  }

  return {
    show() {
      rows.show();
      const state = read();
      if (state.queueMore !== null) readQueue(state.queueMore);
      signing.here?.show();
      wording.here?.watch({ ...state.recommendations, ...state.queue });
    },
    /** A new picture says how many wait, and not which. */
    pictured: () => read().waiting && readQueue(0),
    /** Do what a button says, where it is one of ours. @param {HTMLElement} button @returns {boolean} */
    press(button) {
      const { recommend, status, theirs, alike, sign } = button.dataset;
      if (recommend) press(button, recommend);
      else if (sign) onceHere(button, signing, (made) => made.press(button, sign));
      else if (alike) onceHere(button, beside, ({ lead }) => lead(button));
      else if (status !== undefined && root.contains(button)) rows.choose({ status });
      else if (theirs) wording.here?.take(button, theirs);
      else return false;
      return true;
    },
    /** Do what was answered in a dialog, where it is one of ours. @param {HTMLElement} button @param {string} name */
    answer(button, name) {
      if (name === "reject") reject(button);
      else if (OF_SIGNING.includes(name)) onceHere(button, signing, (made) => made.answer(button, name));
      else if (["add", "edit", "translate", "untranslate", "return"].includes(name)) wording.here?.answer(button, name);
      else return false;
      return true;
    },
  };
}
