// @ts-check
/**
 * Dialogs of the podium. Refuses to act: a dialog asks, its caller acts. Invariant: every dialog opens on the answer
 * that changes nothing, and Escape gives that answer.
 */
import { all, fill, list, one } from "../page/dom.js";
import { t } from "../page/strings.js";
import { isShown, missing, quorumBallots, totals } from "../page/turnout.js";
import { showChips } from "../page/chips.js";

/** @typedef {import("../page/chips.js").Region} Region */

/** @param {string} name @returns {HTMLDialogElement} */
export const dialog = (name) => /** @type {HTMLDialogElement} */ (one(`[data-dialog="${name}"]`));

/**
 * Open a dialog with its figures; what it asks about stays that `round`, whatever comes up meanwhile, and what was
 * typed about another one goes.
 * @param {string} name @param {Record<string, any>} values @returns {HTMLDialogElement}
 */
export function openDialog(name, { round = "", version = 0, ...values } = {}) {
  const asked = dialog(name);
  if (round && asked.dataset.round !== round) /** @type {HTMLFormElement} */ (one("form", asked)).reset();
  Object.assign(asked.dataset, { round, version });
  fill(asked, values);
  const refusal = one("[data-refusal]", asked);
  if (refusal) refusal.hidden = true;
  if (!asked.open) asked.showModal();
  return asked;
}

/** Let every dialog close by its first answer and by a form's Enter do nothing. */
export function bindDialogs() {
  document.addEventListener("click", (event) => {
    const keep = /** @type {HTMLElement} */ (event.target).closest?.("[data-answer='keep']");
    keep?.closest("dialog")?.close();
  });
  document.addEventListener("submit", (event) => {
    if (/** @type {HTMLElement} */ (event.target).closest("dialog")) event.preventDefault();
  });
}

/** @param {HTMLElement} root @param {{region: Region, words: string}[]} rows */
function showMissing(root, rows) {
  list(
    /** @type {HTMLElement} */ (one("[data-list='missing']", root)),
    rows, ({ region }) => region.id, "missing-row",
    (row, item) => {
      fill(row, { missing: item.words });
      showChips(one("[data-chips]", row), [item.region]);
    }
  );
}

/**
 * Ask whether to close: the numbers in the question, who is missing by region.
 * @param {Said.Round} round @param {any} tally @param {Region[]} regions
 */
export function askClose(round, tally, regions) {
  openDialog("close", { round: round.id });
  showClose(round, tally, regions);
}

/**
 * Show the numbers by now: ballots come in while it is asked.
 * @param {Said.Round} round @param {any} tally @param {Region[]} regions
 */
export function showClose(round, tally, regions) {
  const { cast, checkedIn } = totals(tally?.turnout);
  const counted = isShown(tally?.turnout);
  const rows = missing(regions, tally?.turnout);
  const quorum = quorumBallots(round.rules?.quorum, checkedIn);
  const reached = quorum !== null && cast >= quorum;
  showMissing(
    dialog("close"),
    rows.map((row) => ({ region: row.region, words: t("podium.close.of", { missing: row.missing, n: row.checkedIn }) }))
  );
  fill(dialog("close"), {
    counted,
    title: counted ? t("podium.close.title", { cast, n: checkedIn }) : t("podium.close.title_hidden"),
    missingWords:
      checkedIn > cast ? t("podium.close.missing", { n: checkedIn - cast }) : t("podium.close.missing_none"),
    quorum:
      counted && quorum !== null
        ? t(reached ? "podium.close.quorum_reached" : "podium.close.quorum_short", { n: quorum })
        : "",
    quorumDrawing: reached ? "#sym-backs" : "#sym-undetermined",
    act: counted ? t("podium.close.act", { n: cast }) : t("podium.close.act_hidden"),
  });
}

/** Ask whether to publish, which cannot be undone. @param {Said.Round} round */
export const askPublish = (round) =>
  openDialog("publish", {
    round: round.id, title: t("podium.publish.title"), words: t("podium.publish.words"), missing: false,
  });

/** Ask whether to discard a draft, as it stands. @param {Said.Round} round */
export const askDiscard = (round) =>
  openDialog("discard", {
    round: round.id, version: round.version, title: t("podium.discard.title", { n: round.number_in_room }),
    words: t("podium.discard.words"), missing: false,
  });

/** Ask for how long to reopen. @param {Said.Round} round */
export function askReopen(round) {
  const asked = openDialog("reopen", { round: round.id });
  /** @type {HTMLFormElement} */ (one("form", asked)).reset();
  return asked;
}

/**
 * Close the dialogs whose answer would be refused by now: the round is gone, or somebody else or its clock was faster.
 * @param {Record<string, any>} rounds @param {(round: any) => Record<string, boolean>} offersOf what a round offers
 */
export function closeGone(rounds, offersOf) {
  for (const open of all("dialog[open][data-round]")) {
    const { round: id = "", dialog: name } = open.dataset;
    if (id && !(rounds[id] && offersOf(rounds[id])[`${name}_round`])) /** @type {HTMLDialogElement} */ (open).close();
  }
}

/** Ask for the reason of voiding. @param {Said.Round} round */
export const askVoid = (round) =>
  openDialog("void", { round: round.id, title: t("podium.void.title", { n: round.number_in_room }) });
