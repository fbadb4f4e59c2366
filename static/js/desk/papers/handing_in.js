// @ts-check
/**
 * What the page of papers asks of the service. Refuses to know what is shown. Invariants: whatever goes wrong is thrown
 * as a refusal with a sentence for a person; how much of a file is sent is said while it is.
 *
 * @typedef {import("./changes.js").Said} Said
 */
import { t } from "../../page/strings.js";

const ANSWER_MS = 30_000;

/** @param {{meeting: string, slot: string, lang: string}} page */
export function makeCalls({ meeting, slot, lang }) {
  const query = new URLSearchParams({ slot, lang });
  const offline = () => ({ code: "offline", message: t("desk.offline") });

  /** @param {string} path @param {any} [body] */
  async function call(path, body) {
    let answer;
    let said;
    try {
      answer = await fetch(`${path}?${query}`, {
        method: body ? "POST" : "GET", body: body && JSON.stringify(body), signal: AbortSignal.timeout(ANSWER_MS),
        headers: body && { "content-type": "application/json" },
      });
      said = await answer.json();
    } catch {
      throw offline();
    }
    if (!answer.ok) throw said;
    return said;
  }

  return {
    read: () => call(`/api/meetings/${meeting}`),
    /** @param {number} version @param {Said} papers */
    keep: (version, papers) =>
      call(`/api/rooms/${meeting}desk/acts`, {
        type: "edit_programme", request_id: crypto.randomUUID?.() ?? String(Math.random()).slice(2), version,
        changes: { papers },
      }),
    /**
     * Hand a file in. @param {File} file @param {(sent: number) => void} told hundredths that are sent
     * @returns {Promise<{file: string, name: string}>}
     */
    handIn: (file, told) =>
      new Promise((resolve, reject) => {
        const asked = new XMLHttpRequest();
        asked.open("POST", `/api/meetings/${meeting}/files?${query}&${new URLSearchParams({ name: file.name })}`);
        asked.responseType = "json";
        asked.upload.onprogress = ({ loaded, total }) => told(total ? Math.floor((100 * loaded) / total) : 0);
        asked.onload = () => (asked.status === 201 ? resolve(asked.response) : reject(asked.response ?? offline()));
        asked.onerror = () => reject(offline());
        asked.send(file);
      }),
  };
}
