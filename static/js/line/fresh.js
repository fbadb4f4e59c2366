// @ts-check
/**
 * Ids that a phone makes: one for each request, one for each revision of a ballot. Refuses to give two requests the
 * same. Invariant: 122 bits of the browser's own randomness, also where the page came without TLS (trial mode) and
 * randomUUID is missing.
 */

/** Make an id that nobody has used. @returns {string} */
export function freshId() {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/**
 * Ask so that what nobody has answered can be asked once more: the same words are the same request, until it is done;
 * other words are another one, which the service must not take for a repetition of the first.
 * @template T @param {(command: any) => Promise<T>} ask
 * @param {{get: (content: string) => string | undefined, set: (content: string, id: string) => unknown,
 *   delete: (content: string) => unknown}} ids by what was asked, its request id
 * @returns {(command: any) => Promise<T>}
 */
export function byContent(ask, ids = new Map()) {
  return async (command) => {
    const content = JSON.stringify(command);
    const request_id = ids.get(content) ?? freshId();
    ids.set(content, request_id);
    const reply = await ask({ ...command, request_id });
    ids.delete(content);
    return reply;
  };
}
