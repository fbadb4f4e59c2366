// @ts-check
/**
 * Time of one's own, which the desk gave the owner of this phone. Refuses to promise more than the service keeps: it waits
 * for a ballot that was not cast when the close was announced, and then to the end of that time, for until then a ballot may
 * be changed. Invariant: what this phone knows of it never leaves it, and a page that is loaded again counts on.
 */
import { fill, one } from "./dom.js";
import { t } from "./strings.js";

/** @param {{slot: string, storage: Pick<Storage, "getItem" | "setItem">, now?: () => number}} tools */
export function makeOwnTime({ slot, storage, now = Date.now }) {
  const name = `plenum-closing:${slot}`;
  /** The close that found this phone without a ballot, and when. @type {{close?: string, at?: number}} */
  let kept = {};
  try {
    kept = JSON.parse(storage.getItem(name) ?? "{}");
  } catch {
    // a phone that keeps nothing begins to count again on its next page
  }

  return {
    /**
     * Say how long this phone's owner has beyond the room, in milliseconds: nothing where nobody waits for them.
     * @param {{id: string, epoch: number, state: string} | undefined} round @param {number} personal_s @param {any} ballot what they have cast
     */
    left(round, personal_s, ballot) {
      if (round?.state === "open") return ballot ? 0 : personal_s * 1000;
      if (round?.state !== "closing" || !personal_s) return 0;
      const close = `${round.id}:${round.epoch}`;
      if (kept.close !== close && !ballot) keep({ close, at: now() });
      return kept.close === close ? Math.max(0, personal_s * 1000 - (now() - (kept.at ?? 0))) : 0;
    },
  };

  /** @param {{close: string, at: number}} close */
  function keep(close) {
    kept = close;
    try {
      storage.setItem(name, JSON.stringify(close));
    } catch {
      // full or forbidden: it counts on as long as this page stands
    }
  }
}

/** Say it on the page, in words. @param {any} round @param {number} left_ms @param {number} personal_s */
export function showOwnTime(round, left_ms, personal_s) {
  const note = one("[data-own-time]");
  if (!note) return;
  note.hidden = left_ms === 0;
  if (left_ms) fill(note, { words: round.state === "closing" ? t("announce.own_time") : t("clock.personal", { n: personal_s }) });
}
