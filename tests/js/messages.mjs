// What a room says to a page, as values: recommendations, rounds, pictures, and what they come to.
import { emptyState, reduce } from "../../static/js/line/state.js";

export const recommendation = (id, more = {}) => ({
  id,
  number: 1,
  title: id,
  text: "",
  language: "en",
  question_id: "q1",
  region_ids: ["AF"],
  status: "accepted",
  version: 1,
  ...more,
});
export const round = (id, more = {}) => ({
  id,
  number: 1,
  room_id: "r1",
  slate: ["c1"],
  rules: {},
  state: "open",
  epoch: 1,
  clock: { running: true, remaining_ms: 60_000 },
  ...more,
});
export const snapshot = (seq, more = {}) => ({
  type: "snapshot",
  ref: "h1",
  seq,
  room: { id: "r1" },
  live: {},
  regions: [{ id: "AF" }],
  recommendations: [],
  rounds: [],
  sets: [],
  ranked_lists: {},
  tallies: {},
  ...more,
});
export const play = (messages, from = emptyState()) =>
  messages.reduce((state, message) => reduce(state, message, 1_000), from);
export const facts = ({ seq, live, recommendations, rounds, sets, rankedLists }) => ({
  seq,
  live,
  recommendations,
  rounds,
  sets,
  rankedLists,
});
