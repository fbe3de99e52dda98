// Numbers with their noun, for the English texts: Japanese has one form for any number.

/** "1 row", "8 rows". */
export function counted(count: string, one: string, many = `${one}s`): string {
  return `${count} ${count === "1" ? one : many}`;
}
