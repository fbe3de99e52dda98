// Names for what has none yet, and earlier entries told once each.

/** The name with the next number that nobody has: after "CT 2" comes "CT 3"; without a number comes `first`. */
export function numbered(name: string, taken: readonly string[], first = 1): string {
  const found = /^(.*?)(\s*)(\d{1,6})$/.exec(name);
  const [stem, gap, number] = found ? [found[1] ?? "", found[2] ?? "", found[3] ?? ""] : [name, " ", ""];
  const known = new Set(taken);
  for (let next = number === "" ? first : Number(number) + 1; ; next += 1) {
    const one = `${stem}${gap}${String(next).padStart(number.startsWith("0") ? number.length : 1, "0")}`;
    if (!known.has(one)) return one;
  }
}

/** Each text once, in the order of its first place. */
export function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
