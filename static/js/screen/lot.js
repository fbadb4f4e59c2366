// @ts-check
/**
 * The lot in the hall, at its moment: what the service commits to while a round with a lot is prepared, the same small
 * while it is open, what it had committed to once it is closed, the seed with the list. Pure but for the words. Refuses
 * to draw from it. Invariant: what is committed to stands there before anybody can vote.
 */
import { number, t } from "../page/strings.js";

/** @typedef {import("../line/state.js").State} State */

/**
 * Of which round the lot is shown: of the one that is open; else of the newest that is prepared here; else of that
 * which is over and still shown.
 * @param {State} state @param {Said.Round | null} shown
 */
function roundOf(state, shown) {
  if (shown && ["open", "closing"].includes(shown.state)) return shown;
  const drafts = Object.values(state.rounds)
    .filter((one) => one.state === "draft" && one.lot && one.room_id === state.room.id)
    .sort((a, b) => a.number - b.number);
  return drafts.at(-1) ?? shown;
}

/**
 * Say it; beside the rows of a list, which need the height, in one line.
 * @param {State} state @param {{round: Said.Round | null, view: string}} shown @param {any} ranked its list
 * @param {string} slot
 */
export function lotValues(state, { round: shown, view }, ranked, slot) {
  const brief = Boolean(ranked) && view === "list";
  const round = roundOf(state, shown);
  const lot = round?.lot;
  const none = {
    lotShown: false, lotStage: null, lotBrief: null, lotQr: null, lotWords: "", lotText: "", lotMore: "", lotNonce: "",
  };
  if (!round || !lot || round.state === "void") return none;
  const qr = `/tab/${slot}/lot-qr.svg?round=${round.id}&version=${round.version}`;
  const look = { lotShown: true, lotBrief: brief ? "yes" : "no", lotStage: round.state };
  const said = { ...none, ...look, lotText: lot.commitment };
  if (round.state === "draft" && !brief) return { ...said, lotQr: qr, lotWords: t("lot.committed") };
  if (round.state === "draft") return { ...said, lotWords: t("lot.open") };
  if (["open", "closing"].includes(round.state)) return { ...said, lotQr: qr, lotWords: t("lot.open") };
  if (round.state === "closed") return { ...said, lotText: lot.nonce, lotWords: t("lot.revealed") };
  const { seed, nonce, nonces_counted: n } = ranked?.tie_break ?? {};
  if (!nonce) return none;
  if (brief) return { ...said, lotText: seed, lotWords: t("lot.hall.seed") };
  return {
    ...said, lotText: seed, lotWords: t("lot.hall.seed"), lotMore: t("lot.hall.made", { n: number(n) }),
    lotNonce: nonce,
  };
}
