// @ts-check
/**
 * Found a meeting with the programme that is there. Refuses to know how it came to be. Invariant: whatever is in the
 * way comes back as sentences.
 *
 * @typedef {import("./regions.js").Region} Region
 */
import { t } from "../../page/strings.js";

/**
 * @param {string} slot @param {{title: string}} agenda @param {readonly Region[]} regions @param {string} secrecy
 * @returns {Promise<{meeting_id: string} | {problem: string}>}
 */
export async function found(slot, agenda, regions, secrecy) {
  const named = regions.filter((region) => region.name.trim());
  try {
    const answer = await fetch(`/api/meetings?${new URLSearchParams({ slot })}`, {
      method: "POST", headers: { "content-type": "application/json" },
      body: JSON.stringify({ agenda, title: agenda.title, secrecy, regions: named }),
    });
    const said = await answer.json();
    const problems = (said.problems ?? []).map((/** @type {{message: string}} */ one) => one.message);
    return answer.ok ? said : { problem: [said.message, ...problems].join(" ") };
  } catch {
    return { problem: t("desk.new.no_answer") };
  }
}
