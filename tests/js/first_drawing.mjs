// What a phone's script shows of rooms, as the service says them on a line: read from stdin, written to stdout.
import { readFileSync } from "node:fs";
import {
  askingOf, callOf, headOf, headRound, isNamed, knownOf, questionOf, roundsOf, VOTING, waysOf,
} from "../../static/js/delegate/asking.js";
import { useCards } from "../../static/js/page/cards.js";
import { useStrings } from "../../static/js/page/strings.js";
import { play } from "./messages.mjs";

const { words, lang, cards, pages } = JSON.parse(readFileSync(0, "utf-8"));
useStrings(words, lang);
useCards(cards);

/** @param {{said: any[], votes: boolean}} page */
function shown({ said, votes }) {
  const state = play(said);
  const rounds = roundsOf(state, state.room.id);
  const ballotOf = (id) => state.you.ballots[id];
  const { rim, tagClass, stateDrawing, stateWord } = headOf(headRound(rounds));
  return {
    head: [rim, tagClass, stateDrawing, stateWord],
    question: questionOf(rounds, state.live, state.room.agenda_session_id),
    calls: askingOf(rounds).map((round) => {
      const confirmed = state.you.positions_confirmed;
      const says = isNamed(state, round) ? state.named[round.id] : null;
      const call = callOf(round, votes, ballotOf(round.id), null, says, confirmed[round.id]);
      return [round.id, call.kind, call.title, call.line, call.receipt, call.act, call.href ?? `#ballot-${round.id}`];
    }),
    known: votes ? rounds.filter(({ state: now }) => VOTING.includes(now)).map(knownOf) : [],
    ...waysOf(Object.values(state.calls), {
      room_id: state.room.id, votes, ballotOf, confirmed: state.you.positions_confirmed,
    }),
  };
}

console.log(JSON.stringify(pages.map(shown)));
