// Ranked lists as values, and the canvas that views are drawn on.
import { lettersBy } from "../../static/js/list/lettering.js";
import "./cards.mjs";
import { useStrings } from "../../static/js/page/strings.js";
import english from "../../locales/en.json" with { type: "json" };

useStrings(english, "en");

export const letters = lettersBy((words, { size }) => words.length * size * 0.55);
export const regions = ["AF", "AM", "AP"].map((id, place) => ({ id, name: id, short: id, place }));
export const item = (number, rank, more = {}) => ({
  rank,
  tied: false,
  recommendation_id: `c${number}`,
  number,
  title: `Recommendation ${number}`,
  origin: ["AF"],
  verdict: "works_across",
  backing: 2,
  opposing: 0,
  line: {
    for: 9,
    with_changes: 1,
    against: 2,
    abstain: 0,
    cast: 13,
    checked_in: 14,
    entitled: 20,
    quorum_needed: 10,
    required_majority: "two_thirds",
    for_needed: 8,
    outcome: "carried",
  },
  regions: {
    AF: { state: "backs", for: 8, with_changes: 1, against: 1 },
    AM: { state: "opposes", for: 1, against: 4 },
    AP: { state: "withheld" },
  },
  ...more,
});
export const list = (how_many, more = {}) => {
  const items = Array.from({ length: how_many }, (_, at) => item(at + 1, at + 1));
  return {
    method: "across_regions",
    rules: { k: 4 },
    items,
    regions_counted: 2,
    regions: regions.map(({ id }) => ({ id, checked_in: 5, ballots: id === "AP" ? 2 : 5, withheld: id === "AP" })),
    delegates_equal: [...items]
      .reverse()
      .map((one, at) => ({ recommendation_id: one.recommendation_id, rank: at + 1, tied: false })),
    ...more,
  };
};
export const canvas = (ranked, rows = ranked.items) => ({ ranked, rows, regions, width: 1808, height: 876, letters });
export const said = (shapes) => shapes.filter(({ kind }) => kind === "text").map(({ words }) => words);
