// @ts-check
/**
 * The ballots that the service has acknowledged to this phone, one a round, kept until the round is published or void.
 * Refuses to send anything. Invariant: what was acknowledged last is never forgotten because the service says less:
 * then the service has lost it, and the phone is the one that still has it. A ballot of whoever held the seat before is
 * not ours.
 */
import { readFrom } from "../page/storage.js";
import { saidBy } from "./fill.js";

/**
 * @typedef {{epoch: number, revision: number, durability: string, proof: string, marks: Record<string, string>,
 *   wishes?: import("./fill.js").Remarks, fill: string, at?: number}} Held `fill` makes all ballots of a round equally
 *   long; `at` is when this phone heard that it is recorded
 */

/**
 * Take one message in: an acknowledgement counts as it comes, a greeting counts unless it says less than is known.
 * @param {Record<string, Held>} held @param {any} message @param {number} [at] when it came
 * @returns {Record<string, Held>}
 */
export function acknowledged(held, message, at) {
  if (message.type === "ballot_cast") {
    const { round_id: id, epoch, revision, durability = "", proof = "", asked } = message;
    return {
      ...held,
      [id]: { epoch, revision, durability, proof, ...saidBy({ marks: {}, fill: "", ...asked }), ...(at ? { at } : {}) },
    };
  }
  if (message.type !== "you") return held;
  const said = Object.entries(message.ballots ?? {}).filter(
    ([id, ballot]) => !ballot.earlier && ballot.revision >= (held[id]?.revision ?? 0)
  );
  return {
    ...held,
    ...Object.fromEntries(
      said.map(([id, { epoch, revision, proof = "", ...ballot }]) => [
        id, {
          epoch, revision, durability: worth(held[id], revision), proof, ...saidBy({ fill: "", ...ballot }),
          ...(heardAt(held[id], revision) ? { at: heardAt(held[id], revision) } : {}),
        },
      ])
    ),
  };
}

/**
 * What the acknowledgement of a revision was worth, as far as this phone heard.
 * @param {Held | undefined} held
 * @param {number} revision
 */
const worth = (held, revision) => (held?.revision === revision ? held.durability : "");

/**
 * When a revision was recorded, as far as this phone heard.
 * @param {Held | undefined} held
 * @param {number} revision
 */
const heardAt = (held, revision) => (held?.revision === revision ? held.at : undefined);

/** @param {{slot: string, storage: Pick<Storage, "getItem" | "setItem">, now?: () => number}} tools */
export function makeLedger({ slot, storage, now = Date.now }) {
  const name = `plenum-acknowledged:${slot}`;
  /** @type {Record<string, Held>} */
  let held = readFrom(storage, name) ?? {};

  /** @param {Record<string, Held>} known */
  const keep = (known) => {
    if (known === held) return;
    held = known;
    storage.setItem(name, JSON.stringify(held));
  };

  return {
    /**
     * Take a message in, and give it back with what this phone knows of how its ballots are kept.
     * @param {any} message
     * @returns {any}
     */
    take: (message) => {
      keep(acknowledged(held, message, now()));
      if (message.type !== "you") return message;
      const ballots = Object.entries(message.ballots ?? {}).map(([id, ballot]) => [
        id, { ...ballot, durability: worth(held[id], ballot.revision), cast_at: heardAt(held[id], ballot.revision) },
      ]);
      return { ...message, ballots: Object.fromEntries(ballots) };
    },
    /**
     * What a hello says of it, and proves.
     * @returns {Record<string, {epoch: number, revision: number, proof: string}>}
     */
    have: () =>
      Object.fromEntries(
        Object.entries(held).map(([id, { epoch, revision, proof = "" }]) => [id, { epoch, revision, proof }])
      ),
    /**
     * What was acknowledged and is no longer there, or null.
     * @param {string} round_id
     * @param {{revision: number} | undefined} ballot what the service has
     * @returns {Held | null}
     */
    lost: (round_id, ballot) => (held[round_id]?.revision > (ballot?.revision ?? 0) ? held[round_id] : null),
    /** @param {string} round_id */
    forget: (round_id) => {
      const { [round_id]: gone, ...rest } = held;
      if (gone) keep(rest);
    },
  };
}
