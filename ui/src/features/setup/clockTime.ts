// Times of day in Japan, as typed and as moments.

/** Between Japan and the moments of the wire. */
const OFFSET = "+09:00";

/** A time as typed (`13:30`, `1330`, `13時30分`, full-width too) as `13:30`; null when it is none. */
export function parseTime(typed: string): string | null {
  const found = /^(\d{1,2})[:時]?(\d{2})分?$/.exec(typed.normalize("NFKC").trim());
  const [hours, minutes] = [Number(found?.[1]), Number(found?.[2])];
  if (!found || hours > 23 || minutes > 59) return null;
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** The moment of a time on a day in Japan. */
export function momentOf(day: string, time: string): string {
  return new Date(`${day}T${time}:00${OFFSET}`).toISOString();
}

/** The time of a moment in Japan, as `13:30`. */
export function timeOf(moment: string): string {
  return new Date(Date.parse(moment) + 9 * 3_600_000).toISOString().slice(11, 16);
}
