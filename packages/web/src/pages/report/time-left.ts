import { chainWords } from "./chain-words.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What is left of a wait: "1 jam 5 menit", "12 menit", and seconds in the last minute only. */
export function leftOf(milliseconds: number): string {
  const w = chainWords.waiting;
  if (milliseconds < MINUTE) return w.seconds(Math.max(0, Math.floor(milliseconds / SECOND)));
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  if (hours === 0) return w.minutes(minutes);
  return minutes === 0 ? w.hours(hours) : `${w.hours(hours)} ${w.minutes(minutes)}`;
}
