// @ts-check
/**
 * A ballot on the page: its steps, progress, receipt, what is not sent yet. Refuses to know the line and to choose
 * anything: nothing is marked before and nothing moves on by itself. Invariants: a mark that stands on the page is
 * changed by its owner alone; an item has one number everywhere, its place in the slate.
 */
import { viewOf } from "./address.js";
import { knownOf, standsWords } from "./asking.js";
import { all, fill, list, one } from "../page/dom.js";
import { formOf } from "./forms.js";
import { saidOn, showWish } from "./ballot_words.js";
import { showOrder } from "./ordering.js";
import { showOverview } from "./overview.js";
import { poolWords } from "./regions.js";
import { changesIn, isKnown, isOnePage } from "./steps.js";
import { number, t, timeOfDay } from "../page/strings.js";

/**
 * Show the step that the person is at.
 * @param {HTMLElement} vote @param {Said.Round} round @param {Record<string, Said.Recommendation>} recommendations
 * @param {import("./steps.js").Step} view
 * @param {any} ballot what the service has of this seat
 * @param {import("./casting.js").Kept | null} kept @param {boolean} sending
 */
export function showStep(vote, round, recommendations, view, ballot, kept, sending) {
  const [marks, words] = saidOn(vote);
  const slate = round.slate;
  const form = formOf(round);
  const ticking = form === "ticks";
  const count = Object.keys(marks).length;
  const { step, place, way } = view;
  const paging = step === "card" && !isOnePage(round);
  const ordering = step === "card" && form === "order";
  const reviewing = step === "overview" || step === "look";
  const changes = changesIn(round, marks, ballot, words).length;
  /* what others may learn: before the first mark wherever that is, and then on the first card */
  const telling = step === "card" && !(paging && place && count);
  fill(vote, {
    received: step === "receipt", unsent: step === "unsent", over: step === "over", newer: step === "newer",
    marking: step === "card" || reviewing,
    stands: Boolean(ballot?.earlier) && step !== "look",
    pool: telling ? poolWords(round) : "",
    all_known: telling ? knownOf(round) : "",
    roll_call: telling && Boolean(round.rules.roll_call),
    paging, carding: paging, walking: paging && !way, reviewing,
    casting: step === "overview" || (ticking && step === "card"), ticking,
    ordering, review_href: viewOf(round.id, "review"),
    jumpable: paging && slate.length > 1, all: t("ballot.all", { n: slate.length }),
    all_href: viewOf(round.id, way || "all"), backing: reviewing && !(isKnown(ballot) && !isOnePage(round)),
    place: number(place + 1), of_all: t("ballot.of_all", { n: slate.length }), marked: t("ballot.marked", { n: count }),
    marked_line: standsWords(round, ballot)
      || t("ballot.marked_of", { n: Object.keys(ballot?.marks ?? {}).length, all: slate.length }),
    receipt: ballot?.receipt ?? "",
    receipt_line: receiptLine(ballot),
    changeable: round.state === "open" || round.state === "closing",
    change_href: viewOf(round.id, isOnePage(round) ? 1 : "all"), last_href: viewOf(round.id, slate.length),
    cast_words: changes ? t("ballot.cast_changes", { n: changes }) : t(ballot ? "ballot.cast_again" : "ballot.cast"),
    cast_rests: sending || (isKnown(ballot) && !changes),
    tick_legend: t("ballot.approve_up_to", { n: round.rules.max_choices }),
    ticked: t("ballot.ticked", { n: count, most: round.rules.max_choices }),
    unsent_kept: kept
      ? t("unsent.kept", { n: Object.keys(kept.marks).length, at: timeOfDay(new Date(kept.since)) })
      : "",
    epoch: round.epoch, base_revision: ballot?.revision ?? 0, round_id: round.id,
  });
  for (const link of all("[data-live-only]", vote)) link.hidden = false;
  if (paging && !way) showSteps(vote, slate, marks, place);
  if (form === "order") showOrder(vote, round, recommendations);
  for (const [at, id] of slate.entries()) {
    const card = one(`[data-card][data-key="${CSS.escape(id)}"]`, vote);
    if (card && !isOnePage(round)) {
      showWish(card, round, marks, words);
      card.hidden = at !== place;
      const changing = Boolean(way) && isKnown(ballot);
      const onward = at + 1 < slate.length ? t("ballot.next", { n: at + 2 }) : t("ballot.review");
      fill(card, {
        turning: true, clearable: form === "marks" && id in marks, changing,
        back: way ? t("ballot.all", { n: slate.length }) : t("ballot.back"), act: changing ? "cast" : "next",
        next: changing ? t("ballot.cast_changes", { n: changes || 1 }) : onward,
        resting: changing && (sending || !changes),
      });
    }
  }
  if (ticking) limitTicks(vote, count >= round.rules.max_choices);
  if (reviewing) showOverview(vote, round, recommendations, { marks, words }, ballot, view);
}

/** Say which casting is received, and where it is kept. @param {any} ballot */
function receiptLine(ballot) {
  if (!ballot) return "";
  const kept = ballot.durability ? ` ${t(`receipt.${ballot.durability}`)}` : "";
  return t("receipt.casting", { n: ballot.revision }) + kept;
}

/** @param {HTMLElement} vote @param {string[]} slate @param {Record<string, string>} marks @param {number} place */
function showSteps(vote, slate, marks, place) {
  const steps = one("[data-list=steps]", vote);
  if (!steps) return;
  steps.hidden = slate.length > 40;
  list(
    steps, slate, (id) => id, "step",
    (line, id, at) => fill(line, { state: at === place ? "now" : id in marks ? "marked" : null })
  );
}

/** No further tick once it is `full`; those that stand may go. @param {HTMLElement} vote @param {boolean} full */
function limitTicks(vote, full) {
  for (const found of all("input[type=checkbox]", vote)) {
    const input = /** @type {HTMLInputElement} */ (found);
    input.disabled = full && !input.checked;
  }
}
