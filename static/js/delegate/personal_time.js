// @ts-check
/**
 * Personal time, which the secretariat gave the owner of this phone. Every close of the meeting lasts the longest
 * such time, whoever has cast: until then a ballot may be cast and changed. Invariant: what this phone knows of it
 * never leaves it, and a page that is loaded again counts on.
 */
import { fill, one } from "../page/dom.js";
import { readFrom } from "../page/storage.js";
import { t } from "../page/strings.js";

/** @param {{slot: string, storage: Pick<Storage, "getItem" | "setItem">, now?: () => number}} tools */
export function makePersonalTime({ slot, storage, now = Date.now }) {
  const name = `plenum-closing:${slot}`;
  /** The close that this phone counts from, and when it heard of it. @type {{close?: string, at?: number}} */
  let kept = readFrom(storage, name) ?? {};

  return {
    /**
     * Say how long this phone's owner has beyond the room, in milliseconds.
     * @param {{id: string, epoch: number, state: string} | undefined} round @param {number} personal_s
     */
    left(round, personal_s) {
      if (round?.state === "open") return personal_s * 1000;
      if (round?.state !== "closing" || !personal_s) return 0;
      const close = `${round.id}:${round.epoch}`;
      if (kept.close !== close) keep({ close, at: now() });
      return Math.max(0, personal_s * 1000 - (now() - (kept.at ?? 0)));
    },
  };

  /** @param {{close: string, at: number}} close */
  function keep(close) {
    kept = close;
    storage.setItem(name, JSON.stringify(close));
  }
}

/** Say it on the page, in words. @param {Said.Round} round @param {number} left_ms @param {number} personal_s */
export function showPersonalTime(round, left_ms, personal_s) {
  const note = one("[data-personal-time]");
  if (!note) return;
  note.hidden = left_ms === 0;
  if (!left_ms) return;
  fill(note, { words: t(round.state === "closing" ? "announce.personal_time" : "clock.personal", { n: personal_s }) });
}
