// @ts-check
/**
 * Closing dates in words: which day and hour it is then where the meeting is. Refuses to know how long that is from
 * now. Invariants: days and hours are those of the meeting's time zone, whatever the device is set to, and the zone is
 * named beside them; the service says the same (`server/words/closing_dates.py`), and a test holds both to it.
 */
import { pageLanguage, t } from "./strings.js";

const PLAIN = "UTC";

/** The time zone of the meeting, and how its place is called, as the page came with them. */
export const zoneOfPage = () => {
  const { zone = PLAIN, zoneName = zone } = globalThis.document?.body?.dataset ?? {};
  return { zone, place: zoneName };
};

/** How a place is called that the page has no name for. @param {string} zone such as `Africa/Nairobi` */
const placeOf = (zone) => {
  const page = zoneOfPage();
  return zone === page.zone ? page.place : (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
};

/** @param {number} at_ms @param {string} zone as clocks show it */
function shownIn(at_ms, zone) {
  const written = new Intl.DateTimeFormat(pageLanguage(), {
    weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
    numberingSystem: "latn", timeZone: zone,
  }).formatToParts(at_ms);
  /** @param {string} name */
  const part = (name) => written.find(({ type }) => type === name)?.value ?? "";
  return {
    day: t("date.day", { weekday: part("weekday"), day: part("day"), month: part("month") }),
    time: `${part("hour")}:${part("minute")}`,
  };
}

/** Say when something closes. @param {number} at_ms an instant of the service's clock */
export function closesWords(at_ms) {
  const { zone, place } = zoneOfPage();
  try {
    return t("clock.closes", { ...shownIn(at_ms, zone), place });
  } catch {
    return t("clock.closes", { ...shownIn(at_ms, PLAIN), place: PLAIN }); // a device that does not know the zone
  }
}

/** Say the day of something where the meeting is. @param {number} at_ms */
export const dayWords = (at_ms) => shownIn(at_ms, zoneOfPage().zone).day;

/** Say a closing date as a rules sheet has it. @param {string} written such as `2027-05-12T18:00 Africa/Nairobi` */
export function dateWords(written) {
  const [at, zone = PLAIN] = written.split(" ");
  return t("clock.closes", { ...shownIn(Date.parse(`${at}:00Z`), PLAIN), place: placeOf(zone) });
}

/**
 * What a field for a closing date says: its day and hour in the zone that stands beside it; nothing where it is empty.
 * @param {FormDataEntryValue | null | undefined} at @param {FormDataEntryValue | null | undefined} zone
 */
export const dateIn = (at, zone) => (at ? `${String(at).slice(0, 16)} ${zone || zoneOfPage().zone}` : "");

/**
 * Put a closing date into its field.
 * @param {HTMLInputElement | null} field @param {string | null | undefined} written
 */
export function putDate(field, written) {
  const box = field?.closest("[data-closing]");
  if (!field || !box) return;
  const [at, zone = zoneOfPage().zone] = (written ?? "").split(" ");
  field.value = at;
  /** @type {HTMLInputElement} */ (box.querySelector("input[type=hidden]")).value = zone;
  const place = /** @type {HTMLElement} */ (box.querySelector("[data-place]"));
  place.textContent = placeOf(zone);
}
