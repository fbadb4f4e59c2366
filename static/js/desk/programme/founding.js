// @ts-check
/**
 * Found a meeting with the programme that is there, or change that of a meeting. Refuses to know how it came to be.
 * Invariants: whatever is in the way comes back as sentences; a programme that somebody else has changed meanwhile is
 * not written over, and comes back as it is now.
 *
 * @typedef {import("./regions.js").Region} Region
 * @typedef {{agenda: any, regions: readonly Region[], secrecy: string}} Made
 */
import { freshId } from "../../line/fresh.js";
import { t } from "../../page/strings.js";

/** @param {string} address @param {any} body @returns {Promise<{ok: boolean, said: any, problem: string}>} */
async function call(address, body) {
  try {
    const answer = await fetch(address, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    });
    const said = await answer.json();
    const problems = (said.problems ?? []).map((/** @type {{message: string}} */ one) => one.message);
    return { ok: answer.ok, said, problem: [said.message, ...problems].join(" ") };
  } catch {
    return { ok: false, said: {}, problem: t("desk.new.no_answer") };
  }
}

const named = (/** @type {readonly Region[]} */ regions) => regions.filter((region) => region.name.trim());

/** @param {string} slot @param {Made} made @returns {Promise<{meeting_id: string} | {problem: string}>} */
export async function found(slot, { agenda, regions, secrecy }) {
  const body = { agenda, title: agenda.title, secrecy, regions: named(regions) };
  const { ok, said, problem } = await call(`/api/meetings?${new URLSearchParams({ slot })}`, body);
  return ok ? said : { problem };
}

/**
 * Say of a meeting's programme what is to be otherwise.
 * @param {string} slot @param {any} programme as it was read @param {Made} made
 * @returns {Promise<{meeting_id: string} | {problem: string, now?: any}>}
 */
export async function change(slot, programme, { agenda, regions, secrecy }) {
  const defaults = { secrecy };
  const { ok, said, problem } = await call(`/api/rooms/${programme.id}desk/acts?${new URLSearchParams({ slot })}`, {
    type: "edit_programme", request_id: freshId(),
    version: programme.version, changes: { ...agenda, regions: named(regions), defaults },
  });
  if (ok) return { meeting_id: programme.id };
  return said.code === "overtaken" ? { problem, now: { ...said.current, id: programme.id } } : { problem };
}
