// @ts-check
/**
 * The form of a seat: filled, read, and what the service says of it. Refuses to know where it stands. Invariants: what
 * was typed stays until it is stored or left; what somebody else has changed meanwhile is shown before it is replaced.
 */
import { fill, one } from "../page/dom.js";
import { languageName, t } from "../page/strings.js";
import { FIELDS, changesOf, movedIn } from "./seat_book.js";

/** @typedef {import("./seat_book.js").Seat} Seat */

/** @param {HTMLFormElement} form @param {string} name */
const field = (form, name) =>
  /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(name));

/** @param {HTMLFormElement} form @param {Record<string, any>} seat */
export function fillForm(form, seat) {
  for (const name of FIELDS)
    field(form, name).value = name === "votes" ? (seat.votes ? "yes" : "no") : (seat[name] ?? "");
}

/** Read what stands in the form. @param {HTMLFormElement} form @returns {Record<string, any>} */
export function readForm(form) {
  const said = Object.fromEntries(FIELDS.map((name) => [name, field(form, name).value.trim()]));
  return { ...said, votes: said.votes === "yes" };
}

/**
 * Say whether something else is typed than was known.
 * @param {HTMLFormElement} form @param {{known: any}} about
 */
export const isTouched = (form, about) => movedIn(about.known, readForm(form)).length > 0;

/** How many seats are wanted, 0 where that is no number. @param {HTMLFormElement} form */
export const countIn = (form) => Math.max(0, Math.trunc(Number(field(form, "count").value)) || 0);

/** Say what is wrong before anybody is asked; empty where nothing is. @param {Record<string, any>} said */
export const faultOf = (said) =>
  !said.name && !said.delegation ? t("desk.seats.needs_name") : !said.region_id ? t("desk.seats.needs_region") : "";

/** @param {string} name @param {any} value @param {import("../page/chips.js").Region[]} regions */
function valueWords(name, value, regions) {
  if (name === "region_id") return regions.find((region) => region.id === value)?.name ?? value;
  if (name === "language") return value ? languageName(value) : "–";
  if (name === "votes") return t(value ? "desk.seats.has_vote" : "desk.seats.watches");
  return value || "–";
}

/**
 * Say what stands there now where that is not what was known.
 * @param {any} known @param {any} current @param {import("../page/chips.js").Region[]} regions
 */
export function nowWords(known, current, regions) {
  const moved = movedIn(known, current);
  if (!moved.length) return "";
  const values = moved.map((name) => `${t(`desk.seats.field.${name}`)}: ${valueWords(name, current[name], regions)}`);
  return t("desk.seats.now", { now: values.join(" · ") });
}

/**
 * Have a form follow a seat that somebody else has changed: what was not touched here becomes what stands there now,
 * what was stays, and is said.
 * @param {HTMLFormElement} form @param {{known: any, regions: import("../page/chips.js").Region[]}} about
 * @param {any} current
 */
export function follow(form, about, current) {
  const typed = readForm(form);
  const untouched = FIELDS.filter((name) => typed[name] === about.known[name]);
  const now = nowWords(about.known, current, about.regions);
  fillForm(form, { ...typed, ...Object.fromEntries(untouched.map((name) => [name, current[name]])) });
  about.known = Object.fromEntries(FIELDS.map((name) => [name, current[name]]));
  if (now) fill(form, { now });
}

/**
 * Do an act with what the form says, and answer what the service said; null where it was refused, which is then told.
 * @param {HTMLFormElement} form @param {(act: string, more: any) => Promise<any>} ask
 * @param {string} act @param {{known: any, regions: import("../page/chips.js").Region[]}} about
 */
export async function submit(form, ask, act, about) {
  const said = readForm(form);
  const fault = faultOf(said);
  fill(form, { problem: fault, now: "" });
  if (fault) return null;
  try {
    return await ask(act, changesOf(about.known, said));
  } catch (refusal) {
    const { code, message, current } = /** @type {import("./seat_calls.js").Refusal} */ (refusal);
    fill(form, { problem: message });
    if (code === "overtaken") follow(form, about, current);
    one("[role=alert]", form)?.scrollIntoView({ block: "nearest" });
    return null;
  }
}
