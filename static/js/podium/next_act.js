// @ts-check
/**
 * The one next act of the podium: what is so, what follows, and which command does it. Pure but for the words. Refuses
 * to act. Invariants: there is at most one next act, and none where there is nothing to vote on; closing and publishing
 * are two.
 */
import { cardOf } from "../page/cards.js";
import { t } from "../page/strings.js";
import { isShown, quorumBallots, totals } from "../page/turnout.js";

/** @typedef {{name: string, say: string, why: string, nextAct: string, warning: string}} NextAct */

/**
 * Say which step of its path a round has reached.
 * @param {Said.Round} round
 * @returns {"none" | "draft" | "open" | "closing" | "closed" | "frozen" | "submit" | "submitted" | "published"
 *   | "void"}
 */
export function stepOf(round) {
  if (!round) return "none";
  if (round.frozen && ["open", "closing", "closed"].includes(round.state)) return "frozen";
  if (round.state === "published" && cardOf(round.method)?.kind === "choice")
    return round.submitted ? "submitted" : "submit";
  return round.state;
}

/** Which command, or which dialog, each step's button leads to, and by which offer it is there. */
const ACTS = /** @type {Record<string, [string, string]>} */ ({
  none: ["draft", ""], draft: ["open", "open_round"], open: ["close", "close_round"],
  closed: ["publish", "publish_round"], frozen: ["recount_round", "recount_round"],
  submit: ["submit", "submit_shortlist"], submitted: ["draft", ""], published: ["draft", ""], void: ["draft", ""],
});

/**
 * Say the next act in words.
 * @param {Said.Round} round @param {any} tally
 * @param {{offered: number, waiting?: number, can: Record<string, boolean>, mayPrepare: boolean,
 *   warning: string, objected?: boolean}} room what may be voted on, what waits for an answer, what the round offers to
 *   this person, whether anything of it was objected to
 * @returns {NextAct}
 */
export function nextAct(round, tally, { offered, waiting = 0, can, mayPrepare, warning, objected = false }) {
  const found = stepOf(round);
  const step = found.startsWith("submit") && !can.submit_shortlist && found !== "submitted" ? "published" : found;
  const again = ["submitted", "void"].includes(step);
  const [name, offer] = ACTS[step] ?? ["", ""];
  const said = say(step, round, tally, offered);
  if (!mayPrepare) return { name: "", say: said, why: t("podium.next.watching"), nextAct: "", warning: "" };
  if (step === "draft" && !can.open_round)
    return {
      name: "change", say: said, why: closedWords(round), nextAct: t("podium.change"), warning: "",
    };
  const nothing = name === "draft" && offered === 0;
  return {
    name: nothing || (offer && !can[offer]) ? "" : name,
    say: said,
    why: nothing
      ? waiting
        ? t("podium.next.none.waiting", { n: waiting })
        : t("podium.next.none.nothing")
      : t(`podium.next.${again ? "published" : step}.why`),
    nextAct: objected && !nothing ? t("silence.vote") : t(`podium.next.${again ? "published" : step}.act`),
    warning: step === "draft" ? warning : "",
  };
}

/** Why a draft cannot be opened as it is: as the service would say it at the press. @param {Said.Round} round */
const closedWords = ({ excess }) =>
  excess
    ? t(`refusal.malformed.${excess.reason}`, { most: excess.most, rule: excess.rule && t(`rule.${excess.rule}`) })
    : t("refusal.wrong_state.slate_changed");

/** @param {string} step @param {Said.Round} round @param {any} tally @param {number} offered */
function say(step, round, tally, offered) {
  if (step === "none") return offered ? t("podium.next.none.say", { n: offered }) : t("podium.next.none.empty");
  if (step === "draft") return t("podium.next.draft.say", { round: round.number_in_room, n: round.slate.length });
  if (step !== "open") return t(`podium.next.${step}.say`);
  if (!isShown(tally?.turnout)) return t("podium.next.open.hidden");
  const { cast, checkedIn } = totals(tally.turnout);
  const quorum = quorumBallots(round.rules?.quorum, checkedIn);
  const cast_words = t("podium.next.open.say", { cast, n: checkedIn });
  if (quorum === null) return cast_words;
  const reached = cast >= quorum;
  return `${cast_words} ${reached ? t("podium.next.open.reached") : t("podium.next.open.short", { n: quorum - cast })}`;
}

/** Say how far along the path a step is: done, at, or still to come. @param {Said.Round} round @param {string} step */
export function pathState(round, step) {
  const order = ["draft", "open", "closed", "published"];
  const at = order.indexOf(round?.state === "closing" ? "open" : round?.state);
  const here = order.indexOf(step);
  return here < at ? "done" : here === at ? "at" : "later";
}
