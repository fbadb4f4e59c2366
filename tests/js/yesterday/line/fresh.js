// @ts-check
/**
 * Ids that a phone makes: one for each request, one for each revision of a ballot. Refuses to reuse one. Invariant: 122
 * bits of the browser's own randomness, also where the page came without TLS (trial mode) and randomUUID is missing.
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
