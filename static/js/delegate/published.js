// @ts-check
/**
 * A published ranked list on the phone. Refuses to compute a verdict: it shows what the service says. Invariant: a
 * withheld region has a state and no number.
 */
import { showFiles } from "../page/files.js";
import { fill, list, one } from "../page/dom.js";
import { share } from "../page/bars.js";
import { itemWords, originLabel } from "../page/numbers.js";
import { figureHead, figureOf, kindOf, meritOf, verdictLine } from "../page/kinds.js";
import { counted, groupWords, judgement, secondWords } from "../list/ranked.js";
import { showNamed } from "../list/named_words.js";
import { showDelegations } from "../list/roll.js";
import { spokenFor } from "../list/spoken_for.js";
import { readingSentence } from "../list/foot.js";
import { withBefore } from "../list/movements.js";
import { showReading } from "../list/reading_row.js";
import { showLines, showWhy } from "../list/why.js";
import { formOf, markWords } from "./forms.js";
import { levelsOf } from "./levels.js";
import { lotLines, ownLines } from "./own_lot.js";
import { poolWords, regionsOf } from "./regions.js";
import { showKey, showStrip } from "../page/strip.js";
import { isKnown } from "./steps.js";
import { withheldWords } from "../page/delegations.js";
import { consentCount, consentSentence, isSilent } from "../page/consent.js";
import { determinedWords, orderWords, silentWords } from "../page/rounds.js";
import { number, t } from "../page/strings.js";
import { inWords, wordsOf } from "../page/words.js";

/** @type {Set<string>} rounds beside whose list the owner of this phone wants to see their own marks */
const wanted = new Set();

/** Show one's own marks beside a list, or no longer. @param {Element} button */
export function turnMarks(button) {
  const { key = "" } = /** @type {HTMLElement} */ (button.closest("[data-key]")).dataset;
  if (!wanted.delete(key)) wanted.add(key);
}

/** @param {Said.Round} round @param {Record<string, string>} marks @param {string} id */
const markOf = (round, marks, id) =>
  markWords(formOf(round), marks, formOf(round) === "order" ? levelsOf(marks, round.slate) : [], id);

/**
 * What the plenary makes of it, in figures: how many For, of how many, and how many are needed.
 * @param {any} ranked @param {any} item
 */
const secondFigures = (ranked, { line, ...item }) => {
  const votes = line.for + line.with_changes;
  const among = line.required_majority === "absolute" ? line.entitled : votes + line.against;
  return { second: secondWords(ranked, item), votes, all: among, needed: line.for_needed };
};

/** The items, with a head above those of each verdict where the list is ordered by it. @param {any} ranked */
const grouped = (ranked) =>
  ranked.items.flatMap((/** @type {any} */ item, /** @type {number} */ place) => {
    const group = groupWords(ranked, place, 0);
    return group ? [{ recommendation_id: `group-${item.verdict}`, group }, item] : [item];
  });

/** What came of it, in a sentence. @param {any} ranked */
function sumOf(ranked) {
  if (isSilent(ranked)) return consentSentence(ranked);
  const all = ranked.items.length;
  const kind = kindOf(ranked);
  if (kind !== "choice" && !ranked.items[0]?.verdict) return "";
  const chosen = ranked.items.filter((/** @type {any} */ item) =>
    kind === "choice" ? item.selected : item.verdict === "works_across"
  );
  const sum = t(kind === "choice" ? "outcome.sum.choice" : "outcome.sum.verdict", { n: chosen.length, all });
  if (kind === "choice") return sum;
  const cast = Math.max(...ranked.items.map((/** @type {any} */ item) => item.line.cast));
  return `${sum} ${t("outcome.ballots", { n: cast, of: ranked.items[0].line.checked_in })}`;
}

/**
 * Show the list of a round, and beside it the marks of this phone's owner as long as they are wanted.
 * @param {HTMLElement} outcome @param {Said.Round} round @param {any} ranked
 * @param {import("../line/state.js").State} state @param {string} slot
 */
export function showOutcome(outcome, round, ranked, { recommendations, you, rankedLists }, slot) {
  const again = withBefore(inWords(ranked, recommendations), rankedLists, (list) => inWords(list, recommendations));
  const ballot = you?.ballots[round.id];
  const own = isKnown(ballot);
  const beside = own && wanted.has(round.id);
  const marks = ballot?.marks ?? {};
  const withheld = round.rules.reservations ? 0
    : ranked.regions.filter((/** @type {any} */ region) => region.withheld && !region.not_anew).length;
  const notAnew = ranked.regions.some((/** @type {any} */ region) => region.not_anew);
  const regions = regionsOf(ranked.regions.map((/** @type {any} */ region) => region.id));
  fill(outcome, {
    sum: sumOf(ranked), title: t("outcome.title", { number: round.number_in_room }),
    kind: round.rules.reservations ? silentWords(round.rules) : [
      t(`outcome.kind.${round.rules.secrecy}`), poolWords(round), determinedWords(ranked), orderWords(ranked),
      withheldWords(ranked),
    ]
      .filter(Boolean)
      .join(" "),
    withheld: [
      withheld ? t("outcome.withheld", { n: withheld, k: round.rules.k }) : "", notAnew ? t("outcome.not_anew") : "",
    ]
      .filter(Boolean)
      .join(" "),
    spoken: spokenFor(ranked, regions, itemWords), own, beside: String(beside),
    drawn: Boolean(ranked.tie_break?.nonce), reading: readingSentence(ranked),
  });
  showFiles(outcome, round.id, slot);
  showLines(one("[data-lot]", outcome), () => lotLines(round, ranked, slot));
  showKey(outcome, ranked.items);
  const kind = kindOf(ranked);
  const rows = /** @type {HTMLElement} */ (one("[data-list=results]", outcome));
  const made = (/** @type {any} */ item) => `result-${item.group ? "group" : item.consent ? "consent" : kind}`;
  list(rows, grouped(ranked), "recommendation_id", made, (row, item) => {
    if (item.group) return fill(row, { group: item.group });
    fill(row, {
      ...wordsOf(recommendations[item.recommendation_id] ?? item),
      rank: number(item.rank), tied: item.tied,
      number: itemWords(item), label: originLabel(item),
      mine: beside ? t("outcome.my_mark", { mark: markOf(round, marks, item.recommendation_id) }) : "",
    });
    showReading(row, again, item, regions);
    showWhy(row, item, regions, () => ownLines(round, ranked, slot));
    if (item.consent)
      return fill(row, {
        verdict: item.consent, drawing: `#sym-${item.consent}`, word: t(`silence.outcome.${item.consent}`),
        count: consentCount(item),
      });
    if (kind !== "verdict") {
      const { text, detail } = figureOf(ranked, item);
      fill(row, {
        choice: kind === "choice" ? t(item.selected ? "shortlist.selected" : "shortlist.not_selected") : "",
        figure: t("outcome.figure", { name: figureHead(ranked), figure: text }),
        detail: kind === "choice" ? detail : [detail, verdictLine(item)].filter(Boolean).join(" · "),
      });
      return;
    }
    const inFavour = typeof item.line.for === "number" ? item.line.for + (item.line.with_changes ?? 0) : null;
    fill(row, {
      verdict: item.verdict, drawing: `#sym-${item.verdict}`, word: t(`verdict.${item.verdict}`),
      count: figureHead(ranked)
        ? t("outcome.figure", { name: figureHead(ranked), figure: meritOf(ranked, item) })
        : judgement(ranked, item, regions),
      second: secondWords(ranked, item) && t("outcome.second", secondFigures(ranked, item)),
      for: counted(inFavour),
      forShare: share(inFavour ?? 0, item.line.checked_in),
      against: counted(item.line.against), againstShare: share(item.line.against ?? 0, item.line.checked_in),
    });
    showDelegations(row, ranked, item, regions);
    const strip = one("[data-list=strip]", row);
    if (strip) showStrip(strip, regions, item.regions);
    showNamed(row, item, regions);
  });
}
