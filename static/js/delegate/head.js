// @ts-check
/**
 * The head of a phone: rim, state tag, clock and the line to the room in words. Refuses to show a colour without its
 * word. Invariant: a phone that is not connected never says that voting is open.
 */
import { fill, one } from "../page/dom.js";
import { VOTING } from "./room.js";
import { t } from "../page/strings.js";

const PAINT = /** @type {Record<string, [string, string]>} */ ({
  open: ["open", "dot"], closing: ["open", "dot"], closed: ["closed", "wait"], void: ["closed", "void"],
  published: ["published", "check"],
});

/** The round that the head speaks of. @param {any[]} rounds oldest first */
export const headRound = (rounds) => rounds.findLast((round) => VOTING.includes(round.state)) ?? rounds.at(-1);

/** @param {any[]} rounds @param {{status: string, reason: string, attempt: number}} line */
export function showHead(rounds, line) {
  const head = one("[data-header]");
  const round = headRound(rounds);
  const lost = line.status === "lost" || line.status === "stopped";
  const [paint, drawing] = lost ? ["closed", "wait"] : PAINT[round?.state] ?? ["idle", "dot"];
  const open = VOTING.includes(round?.state);
  const paused = round?.state === "open" && typeof round.clock?.remaining_ms === "number" && !round.clock.running;
  const words = line.status === "stopped" ? t(`connection.stopped.${line.reason}`) : t(`connection.${line.status}`);
  if (head)
    fill(head, {
      rim: lost ? "rim-unsent" : open ? "rim-open" : round?.state === "closed" ? "rim-closed" : "",
      state: lost || Boolean(round), tagClass: `tag-${paint}`, stateDrawing: `#sym-${drawing}`,
      stateWord: lost
        ? t("connection.tag")
        : round
          ? t(round.state === "closed" ? "call.tag_closed" : `round_state.${round.state}`)
          : "",
      line: line.status,
      line_words: paused && !lost ? `${words} · ${t("clock.paused")}` : words,
      again: line.status === "stopped" && line.reason !== "not_your_room",
    });
}

/** @param {string} text */
export function showClock(text) {
  const head = one("[data-header]");
  if (head) fill(head, { clock: text });
}
