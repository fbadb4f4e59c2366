// @ts-check
/**
 * A nudge for those who asked for one: the phone trembles or sounds when a round opens and when a ballot has arrived.
 * Refuses to do either unasked: both are off until this phone's owner switches them on. Invariant: no news is told by a
 * nudge alone.
 */

import { onDevice } from "../page/storage.js";

/** @typedef {"vibrate" | "sound"} Way */

const TREMBLE = { open: [60, 60, 60], receipt: [40] };
const TONES = { open: [523, 659], receipt: [659] };
const name = (/** @type {Way} */ way) => `plenum-${way}`;

/** @type {AudioContext | null} */
let audio = null;

/** Say whether the owner wants it. @param {Way} way */
export function wanted(way) {
  return onDevice.getItem(name(way)) === "on";
}

/** Switch it on or off on this phone. @param {Way} way @param {boolean} on */
export function want(way, on) {
  if (on) onDevice.setItem(name(way), "on");
  else onDevice.removeItem(name(way));
  if (on) nudge("receipt", way); // so that one knows what it is like
}

/** Nudge. @param {"open" | "receipt"} news @param {Way} [only] */
export function nudge(news, only) {
  if (only !== "sound" && wanted("vibrate")) navigator.vibrate?.(TREMBLE[news]);
  if (only !== "vibrate" && wanted("sound")) TONES[news].forEach((pitch, place) => tone(pitch, place * 0.18));
}

/** @param {number} pitch in hertz @param {number} after in seconds */
function tone(pitch, after) {
  audio ??= new AudioContext();
  audio.resume().catch(() => {});
  const [voice, volume] = [audio.createOscillator(), audio.createGain()];
  const at = audio.currentTime + after;
  voice.frequency.value = pitch;
  volume.gain.setValueAtTime(0.08, at);
  volume.gain.exponentialRampToValueAtTime(0.0001, at + 0.16);
  voice.connect(volume).connect(audio.destination);
  voice.start(at);
  voice.stop(at + 0.17);
}
