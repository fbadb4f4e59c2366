// @ts-check
/**
 * What the desk says to everybody or in this room, on a banner until it is put away or taken back. Refuses to know
 * where the page shows it. Invariants: words are plain text in the reader's language, else in the first, with their
 * direction; what was put away on this device is seen again only once something else is said.
 */
import { directionOf } from "./direction.js";
import { fill, list, one } from "./dom.js";
import { onDevice, readFrom } from "./storage.js";
import { pageLanguage } from "./strings.js";

/**
 * @param {HTMLElement} root @param {string} slot
 * @returns {(bulletins: Record<string, Said.Bulletin>) => void} shows those that are said now
 */
export function makeBulletins(root, slot) {
  const name = `plenum-put-away-${slot}`;
  /** @type {Record<string, number>} by room, the number of the last that was put away */
  let away = readFrom(onDevice, name) ?? {};
  /** @type {Said.Bulletin[]} */
  let said = [];

  function show() {
    const seen = said.filter(({ room_id: room, number }) => !(away[room] >= number));
    list(root, seen, ({ room_id: room }) => room || "all", "bulletin", (item, bulletin) => {
      const words = bulletin.translations[pageLanguage()];
      const language = words ? pageLanguage() : bulletin.language;
      const text = words ?? bulletin.text;
      fill(item, { text, language: language || null, direction: directionOf(text, language), live: true });
    });
  }

  root.addEventListener("click", (event) => {
    const pressed = /** @type {HTMLElement} */ (event.target).closest("[data-put-away]");
    const key = pressed?.closest("[data-key]")?.getAttribute("data-key") ?? "";
    const gone = said.find(({ room_id: room }) => (room || "all") === key);
    if (!gone) return;
    away = { ...away, [gone.room_id]: gone.number };
    onDevice.setItem(name, JSON.stringify(away));
    show();
    (one("[data-put-away]", root) ?? one("h1[tabindex]") ?? one("main"))?.focus();
  });

  return (bulletins) => {
    said = Object.values(bulletins).sort((a, b) => (a.room_id < b.room_id ? -1 : 1));
    show();
  };
}
