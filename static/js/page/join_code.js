// @ts-check
/**
 * The code that people join with, as podium and hall show it. Pure. Refuses to know who may change it. Invariant: code,
 * address and picture are of the same moment; the picture is drawn by the service and asked for anew for every code.
 */

/**
 * How many seats a phone may have, as far as that is known.
 * @param {{one_seat?: boolean} | null} joining
 */
export const seatsAPhone = (joining) => ({
  oneSeat: joining?.one_seat === true, severalSeats: joining?.one_seat === false,
});

/**
 * What is shown of joining; nothing where it is not known.
 * @param {{open: boolean, code: string, url: string, one_seat?: boolean} | null} joining
 * @param {string} slot
 */
export function joiningValues(joining, slot) {
  if (!joining) return {};
  const { open, code, url } = joining;
  const joinHost = url.replace(/^https?:\/\//, "").split("/")[0];
  return {
    joinOpen: open, joinClosed: !open, ...seatsAPhone(joining), joinCode: code, joinUrl: url, joinHost,
    joinQr: `/tab/${slot}/join-qr.svg?code=${encodeURIComponent(code)}`,
  };
}
