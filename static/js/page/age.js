// @ts-check
/**
 * How old what a page shows is, in words, as long as its line brings nothing new. Refuses to know what is shown.
 * Invariant: a page whose line is not alive says so, and since when; it passes no old picture off as the state of now.
 */
import { isUp } from "../line/connection.js";
import { pageLanguage, t } from "./strings.js";

/** A page that has just been drawn may take so long to connect before that is worth a word, in seconds. */
const [OPENING_S, LOST_S] = [4, 1];

/**
 * Say it, or nothing while the line is alive.
 * @param {{status: string, heardAt: number}} line @param {number} now on the wall's clock
 */
export function ageWords({ status, heardAt }, now) {
  if (status === "polling") return t("connection.polling");
  const age_s = Math.max(0, Math.floor((now - heardAt) / 1000));
  if (isUp(status) || age_s <= (status === "connecting" ? OPENING_S : LOST_S)) return "";
  const time = new Intl.DateTimeFormat(pageLanguage(), { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  const figures = { time: time.format(heardAt) };
  return age_s < 60
    ? t("age.seconds", { ...figures, n: age_s })
    : t("age.minutes", { ...figures, n: Math.floor(age_s / 60) });
}

/**
 * Keep saying it.
 * @param {() => {status: string, heardAt: number}} line
 * @param {(words: string, isOld: boolean) => void} show told what has changed
 * @returns {() => void} says it at once
 */
export function watchAge(line, show) {
  let said = "";
  const say = () => {
    const [now, words] = [line(), ageWords(line(), Date.now())];
    if (words === said) return;
    said = words;
    show(words, Boolean(words) && !isUp(now.status));
  };
  setInterval(say, 1_000);
  return say;
}
