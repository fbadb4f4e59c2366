// @ts-check
/**
 * A file of a paper on its way to the service. Refuses to know which paper speaks of it. Invariants: whatever goes
 * wrong is thrown as a refusal with a sentence for a person; how much of the file is sent is said while it is.
 */
import { t } from "../../page/strings.js";

/** @param {{meeting: string, slot: string, lang: string}} page */
export function makeHandIn({ meeting, slot, lang }) {
  const query = new URLSearchParams({ slot, lang });
  const offline = () => ({ code: "offline", message: t("desk.offline") });

  /**
   * Hand a file in. @param {File} file @param {(sent: number) => void} told hundredths that are sent
   * @returns {Promise<{file: string, name: string}>}
   */
  return (file, told) =>
    new Promise((resolve, reject) => {
      const asked = new XMLHttpRequest();
      asked.open("POST", `/api/meetings/${meeting}/files?${query}&${new URLSearchParams({ name: file.name })}`);
      asked.responseType = "json";
      asked.upload.onprogress = ({ loaded, total }) => told(total ? Math.floor((100 * loaded) / total) : 0);
      asked.onload = () => (asked.status === 201 ? resolve(asked.response) : reject(asked.response ?? offline()));
      asked.onerror = () => reject(offline());
      asked.send(file);
    });
}
