// @ts-check
/**
 * What a phone keeps of a ballot until the service has acknowledged it. Refuses to know the page. Invariants: a ballot
 * that was sent on and not answered is kept with its request id and goes out again as the same request; what is kept
 * hangs on the slot and the round, so that three tabs are three people; a mark is never lost to somebody else's act,
 * and a ballot that the service has lost goes out again as a new request, on the revision that stands. All ballots of a
 * round are equally long, on the line and in memory. What was added to a lot is kept, so that it can be looked for.
 */
import { readFrom } from "../page/storage.js";
import { saidBy, saidIn } from "./fill.js";

/**
 * @typedef {{epoch: number, base_revision: number, request_id: string, ballot_id: string, marks: Record<string,
 *   string>, wishes?: Remarks, fill: string, nonce?: string}} Sending
 * @typedef {{marks: Record<string, string>, wishes?: Remarks, fill: string, since: number,
 *   sending: Sending | null}} Kept
 * @typedef {import("./fill.js").Remarks} Remarks
 * @typedef {import("./fill.js").Slate & {id: string, epoch?: number, lot?: {commitment: string} | null}} Slate a round,
 *   or as much of it as a form knows
 * @typedef {{state: "draft" | "sending" | "failed" | "newer", message: string, current: any}} Standing
 */

/**
 * @param {{slot: string, storage: Pick<Storage, "getItem" | "setItem" | "removeItem">, ask: (command: any) =>
 *   Promise<any>, freshId: () => string, now: () => number, later: (act: () => void) => void,
 *   onChange: (round_id: string, what: "cast" | "refused"
 *   | "behind" | "recovered", current?: any) => void}} tools
 */
export function makeCasting({ slot, storage, ask, freshId, now, later, onChange }) {
  /** @type {Map<string, Standing>} */
  const standings = new Map();
  /** @type {Set<string>} */
  const underway = new Set();
  const name = (/** @type {string} */ round_id) => `plenum:${slot}:${round_id}`;

  /** @param {string} round_id @returns {Kept | null} */
  const kept = (round_id) => readFrom(storage, name(round_id));

  /** @param {string} round_id @param {Kept} what */
  const keep = (round_id, what) => {
    storage.setItem(name(round_id), JSON.stringify(what));
  };

  /** @param {string} round_id */
  const forget = (round_id) => {
    standings.delete(round_id);
    storage.removeItem(name(round_id));
  };

  /**
   * Keep something of the lot of a round: what it was at first, and what it is now.
   * @param {string} round_id @param {object} first @param {object} [now]
   */
  const keepOfLot = (round_id, first, now) => {
    const of_lot = name(`${round_id}:lot`);
    storage.setItem(of_lot, JSON.stringify({ ...first, ...readFrom(storage, of_lot), ...now }));
  };

  /**
   * What this phone adds to the lot of a round: it counts as it stands at the first close. What the service had
   * committed to when it first did is kept.
   * @param {Slate} round
   * @returns {{nonce?: string}}
   */
  const added = ({ id, lot, epoch }) => {
    if (!lot || epoch !== 1) return {};
    keepOfLot(id, { commitment: lot.commitment });
    return { nonce: freshId() };
  };

  /** @param {string} round_id @param {Sending} sending */
  const send = async (round_id, sending) => {
    if (underway.has(sending.request_id)) return;
    underway.add(sending.request_id);
    standings.set(round_id, { state: "sending", message: "", current: null });
    try {
      await ask({ type: "cast_ballot", round_id, ...sending });
      if (sending.nonce) keepOfLot(round_id, {}, { nonce: sending.nonce });
      forget(round_id);
      onChange(round_id, "cast");
    } catch (refusal) {
      await refused(round_id, sending, /** @type {any} */ (refusal));
    } finally {
      underway.delete(sending.request_id);
    }
  };

  /** @param {string} round_id @param {Sending} sending @param {any} refusal */
  const refused = (round_id, sending, refusal) => {
    const stands = refusal.current?.revision ?? 0;
    if (refusal.code === "stale_revision" && stands < sending.base_revision)
      return sendAnew(round_id, sending, refusal.current);
    const again = ["not_confirmed", "not_recorded", "try_later", "too_fast"].includes(refusal.code);
    if (again) later(() => resume(round_id));
    else if (refusal.code !== "stopped")
      keep(round_id, { ...saidBy(sending), since: now(), sending: null });
    standings.set(round_id, {
      state: refusal.code === "stale_revision" ? "newer" : "failed", message: refusal.message ?? "",
      current: refusal.current ?? null,
    });
    onChange(round_id, "refused");
  };

  /**
   * The service has less than it had acknowledged: the same marks go out as a new ballot, on what stands there.
   * @param {string} round_id
   * @param {Sending} sending
   * @param {any} current
   */
  const sendAnew = (round_id, sending, current) => {
    const anew = { ...sending, base_revision: current?.revision ?? 0, request_id: freshId(), ballot_id: freshId() };
    keep(round_id, { ...saidBy(sending), since: now(), sending: anew });
    onChange(round_id, "behind", current);
    return send(round_id, anew);
  };

  /** Send what is still unanswered again, as the same request. @param {string} round_id */
  const resume = (round_id) => {
    const sending = kept(round_id)?.sending;
    if (sending) send(round_id, sending);
  };

  return {
    kept,
    forget,
    /** Say how it stands with a round's ballot on this phone. @param {string} round_id @returns {Standing | null} */
    standing: (round_id) =>
      standings.get(round_id) ?? (kept(round_id) ? { state: "draft", message: "", current: null } : null),
    /**
     * Keep marks that are not cast yet; a ballot under way is left as it was sent.
     * @param {Slate} round
     * @param {Record<string, string>} marks @param {Remarks} [words]
     */
    draft: (round, marks, words) => {
      if (kept(round.id)?.sending) return;
      standings.delete(round.id);
      keep(round.id, { ...saidIn(round, marks, words), since: now(), sending: null });
    },
    /** Forget marks that say the same as the ballot cast; one under way is left. @param {string} round_id */
    drop: (round_id) => {
      if (!kept(round_id)?.sending) forget(round_id);
    },
    /**
     * Cast a whole ballot on top of the revision this phone knows.
     * @param {Slate & {epoch: number}} round
     * @param {number} base_revision
     * @param {Record<string, string>} marks @param {Remarks} [words]
     */
    cast: (round, base_revision, marks, words) => {
      const said = saidIn(round, marks, words);
      const ids = { request_id: freshId(), ballot_id: freshId(), ...added(round) };
      const sending = { epoch: round.epoch, base_revision, ...ids, ...said };
      keep(round.id, { ...said, since: now(), sending });
      return send(round.id, sending);
    },
    /**
     * Cast what the service has lost once more; a ballot being filled in is left alone, and a failure leaves it to the
     * next greeting.
     * @param {Slate & {epoch: number}} round
     * @param {number} base_revision
     * @param {Record<string, string>} marks @param {Remarks} [words]
     */
    recover: async (round, base_revision, marks, words) => {
      if (underway.has(round.id)) return;
      underway.add(round.id);
      const more = added(round);
      try {
        await ask({
          type: "cast_ballot", round_id: round.id, epoch: round.epoch, base_revision, request_id: freshId(),
          ballot_id: freshId(), ...saidIn(round, marks, words), ...more,
        });
        if (more.nonce) keepOfLot(round.id, {}, more);
        onChange(round.id, "recovered");
      } catch {
        // the phone still has it
      } finally {
        underway.delete(round.id);
      }
    },
    resume,
  };
}
