// @ts-check
/**
 * What is said aloud of the rounds of a room: that one was opened, closed, published or declared void. Refuses to say
 * anything twice, and what was so already when the page came. Invariant: the nudge comes with the words.
 */
import { announce, known } from "../page/announce.js";
import { nudge } from "./signals.js";
import { t } from "../page/strings.js";

/** @param {(round: Said.Round) => number} personalLeft how long this phone's owner has beyond the room */
export function makeNews(personalLeft) {
  /** @param {Said.Round} round */
  const word = (round) => (round.state !== "closing" ? round.state : personalLeft(round) ? "personal_time" : "closed");
  /** @param {Said.Round} round */
  const occasion = (round) => `${round.id}:${round.epoch}:${word(round)}`;
  return {
    /** Note what is so as known. @param {Said.Round[]} rounds */
    know: (rounds) => rounds.forEach((round) => known(occasion(round))),
    /** Say what is new. @param {Said.Round[]} rounds */
    tell: (rounds) => {
      for (const round of rounds)
        if (announce(occasion(round), t(`announce.${word(round)}`)) && round.state === "open") nudge("open");
    },
  };
}
