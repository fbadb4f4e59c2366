// @ts-check
/**
 * The head of a phone: rim, state tag, clock and the line to the room in words. Refuses to show a colour without its
 * word. Invariant: a phone that is not connected never says that voting is open.
 */
import { fill, one } from "../page/dom.js";
import { headOf, headRound } from "./asking.js";
import { t } from "../page/strings.js";

const LOST = { tagClass: "tag-closed", stateDrawing: "#sym-wait" };

/** Say whether a phone has no line any more. @param {{status: string}} line */
export const isLost = ({ status }) => status === "lost" || status === "stopped";

/**
 * Show it; before the first picture there are no rounds yet, and what the service drew of them stays.
 * @param {any[] | null} rounds @param {{status: string, reason: string, attempt: number}} line
 */
export function showHead(rounds, line) {
  const head = one("[data-header]");
  if (!head) return;
  const round = rounds ? headRound(rounds) : undefined;
  const lost = isLost(line);
  const paused = round?.state === "open" && typeof round.clock?.remaining_ms === "number" && !round.clock.running;
  const words = line.status === "stopped" ? t(`connection.stopped.${line.reason}`) : t(`connection.${line.status}`);
  fill(head, {
    line: line.status, line_words: paused && !lost ? `${words} · ${t("clock.paused")}` : words,
    again: line.status === "stopped" && line.reason !== "not_your_room",
  });
  if (lost) fill(head, { rim: "rim-unsent", state: true, ...LOST, stateWord: t("connection.tag") });
  else if (rounds) fill(head, { state: Boolean(round), ...headOf(round) });
}

/** @param {string} text @param {string} closes where more than a day is left, when it closes */
export function showClock(text, closes) {
  const head = one("[data-header]");
  if (head) fill(head, { clock: text, closes });
}
