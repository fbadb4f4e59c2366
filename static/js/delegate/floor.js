// @ts-check
/**
 * The list of speakers on the phone: who speaks and who comes next and, where phones may ask, the floor asked for with
 * one tap and taken back with another. Refuses to know anybody else's seat. Invariant: what is offered is what the
 * service would do now.
 */
import { fill, one } from "../page/dom.js";
import { speakersLine } from "../page/speakers.js";
import { t } from "../page/strings.js";

/** Ask for the floor, or take that back. @param {Element} button @param {(command: any) => Promise<any>} ask */
export const askFloor = (button, ask) => ask({ type: "ask_to_speak", on: button.getAttribute("data-act") === "floor" });

/** Show it. @param {import("../line/state.js").State} state */
export function showFloor({ speakers, regions }) {
  const area = one("[data-floor]");
  if (!area) return;
  const seat = Number(area.dataset.floor);
  const place = speakers?.next.findIndex((each) => each.seat === seat) ?? -1;
  const [waits, speaks] = [Boolean(seat) && place >= 0, Boolean(seat) && speakers?.turn?.speaker.seat === seat];
  const line = speakersLine(speakers, regions);
  const own = speaks ? t("floor.yours") : waits ? t("floor.waits", { n: place }) : "";
  fill(area, {
    floor: Boolean(line || speakers?.asking), floorLine: line, floorOwn: own,
    floorAsks: Boolean(seat && speakers?.asking) && !waits && !speaks, floorWaits: waits,
  });
}
