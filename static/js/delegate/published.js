// @ts-check
/**
 * A published ranked list on the phone. Refuses to compute a verdict: it shows what the service says. Invariant: a
 * withheld region has a state and no number.
 */
import { fill, list, one } from "../page/dom.js";
import { share } from "../page/bars.js";
import { figureHead, figureOf, kindOf, meritOf, verdictLine } from "../page/kinds.js";
import { counted, judgement } from "../list/ranked.js";
import { regionsOf } from "./regions.js";
import { showStrip } from "../page/strip.js";
import { number, t } from "../page/strings.js";
import { wordsOf } from "../page/words.js";

/** What came of it, in a sentence. @param {any} ranked */
function sumOf(ranked) {
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
 * Show the list of a round.
 * @param {HTMLElement} outcome @param {Said.Round} round @param {any} ranked
 * @param {Record<string, Said.Recommendation>} recommendations
 *   @param {string} slot
 */
export function showOutcome(outcome, round, ranked, recommendations, slot) {
  const withheld = ranked.regions.filter((/** @type {any} */ region) => region.withheld && !region.not_anew).length;
  const notAnew = ranked.regions.some((/** @type {any} */ region) => region.not_anew);
  const regions = regionsOf(ranked.regions.map((/** @type {any} */ region) => region.id));
  const file = (/** @type {string} */ kind) =>
    `/api/rounds/${round.id}/ranked-list.${kind}?slot=${encodeURIComponent(slot)}`;
  fill(outcome, {
    sum: sumOf(ranked), title: t("outcome.title", { number: round.number_in_room }),
    kind: t(`outcome.kind.${round.rules.secrecy}`),
    withheld: [
      withheld ? t("outcome.withheld", { n: withheld, k: round.rules.k }) : "", notAnew ? t("outcome.not_anew") : "",
    ]
      .filter(Boolean)
      .join(" "),
    csv: file("csv"),
    json: file("json"),
  });
  const kind = kindOf(ranked);
  const rows = /** @type {HTMLElement} */ (one("[data-list=results]", outcome));
  list(rows, ranked.items, "recommendation_id", `result-${kind}`, (row, item) => {
    fill(row, {
      ...wordsOf(recommendations[item.recommendation_id] ?? item),
      rank: number(item.rank),
      tied: item.tied,
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
    const supporting = typeof item.line.for === "number" ? item.line.for + (item.line.with_changes ?? 0) : null;
    fill(row, {
      verdict: item.verdict, drawing: `#sym-${item.verdict}`, word: t(`verdict.${item.verdict}`),
      count: figureHead(ranked)
        ? t("outcome.figure", { name: figureHead(ranked), figure: meritOf(ranked, item) })
        : judgement(ranked, item, regions),
      for: counted(supporting),
      forShare: share(supporting ?? 0, item.line.checked_in),
      against: counted(item.line.against), againstShare: share(item.line.against ?? 0, item.line.checked_in),
    });
    const strip = one("[data-list=strip]", row);
    if (strip) showStrip(strip, regions, item.regions);
  });
}
