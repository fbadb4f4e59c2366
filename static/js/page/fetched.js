// @ts-check
/**
 * A page of the service asked for once more, as a document of which pieces can be taken. Refuses to put them anywhere.
 */
const ANSWER_MS = 8_000;

/**
 * A document is parsed by the browser itself: no script of ours makes markup of a text.
 * @param {string} address @returns {Promise<{status: number, found: Document | null}>}
 */
export const fetched = (address) =>
  new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest();
    asked.open("GET", address);
    asked.responseType = "document";
    asked.timeout = ANSWER_MS;
    asked.onload = () => resolve({ status: asked.status, found: asked.status === 200 ? asked.responseXML : null });
    asked.onerror = asked.ontimeout = () => reject(new Error("no answer"));
    asked.send();
  });
