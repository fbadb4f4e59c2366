// @ts-check
/**
 * What somebody is typing in a form, kept on this device until it is sent or emptied, and as which request it was sent
 * until that is answered: both survive a reload and a look into another room. Refuses to keep anything else. Invariant:
 * words come back only to the meeting, the room and the person they were typed by.
 */
import { onDevice } from "./storage.js";

const MOST_UNANSWERED = 50; // a table adds its lines at one press

/**
 * The request ids of what was sent and not answered, by what was sent: after a reload it is the same request again.
 * @param {string} holder @param {string} room @param {Pick<Storage, "getItem" | "setItem">} storage
 */
export function keepRequests(holder, room, storage = onDevice) {
  const name = ["plenum-sent", holder, room].join(":");
  /** @returns {[string, string][]} */
  const kept = () => JSON.parse(storage.getItem(name) ?? "[]");
  /** @param {string} sent @param {[string, string][]} more */
  const keep = (sent, ...more) => {
    const others = kept().filter(([content]) => content !== sent);
    storage.setItem(name, JSON.stringify([...others, ...more].slice(-MOST_UNANSWERED)));
  };
  return {
    get: (/** @type {string} */ sent) => kept().find(([content]) => content === sent)?.[1],
    set: (/** @type {string} */ sent, /** @type {string} */ id) => keep(sent, [sent, id]),
    delete: (/** @type {string} */ sent) => keep(sent),
  };
}

/**
 * @param {HTMLFormElement} form @param {{holder: string, room: string, fields: string[], worth: string[],
 *   storage?: Pick<Storage, "getItem" | "setItem" | "removeItem">}} wishes `holder`: the seat, or whoever else types,
 *   within the meeting; `fields` are kept as long as any of those that are `worth` it holds something
 */
export function keepWords(form, { holder, room, fields, worth, storage = onDevice }) {
  const name = ["plenum-words", holder, room].join(":");
  /** @param {string} field */
  const input = (field) => /** @type {HTMLInputElement | null} */ (form.elements.namedItem(field));
  /** A box that is ticked says its value. @param {HTMLInputElement | null} found */
  const saidIn = (found) => (found?.type === "checkbox" && !found.checked ? "" : (found?.value ?? ""));
  function keep() {
    const said = Object.fromEntries(fields.map((field) => [field, saidIn(input(field))]));
    if (worth.some((field) => said[field].trim())) storage.setItem(name, JSON.stringify(said));
    else storage.removeItem(name);
  }

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  return {
    keep,
    /** Put what was kept into the fields, where they are as empty as the page made them; says whether there was any. */
    restore() {
      const kept = JSON.parse(storage.getItem(name) ?? "null");
      if (!kept || worth.some((field) => input(field)?.value.trim())) return false;
      for (const field of fields) {
        const found = input(field);
        if (!found || typeof kept[field] !== "string") continue;
        if (found.type === "checkbox") {
          found.checked = kept[field] !== "";
          continue;
        }
        const before = found.value;
        found.value = kept[field];
        if (!found.value && before) found.value = before; // a choice that is no longer offered
      }
      return true;
    },
  };
}
