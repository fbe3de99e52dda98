// A recovery key as it is printed: groups, of which one is asked for again.

/** The groups of `key`. */
export function groups(key: string): string[] {
  return key.split("-");
}

/** Whether `typed` is `group`, in whatever dress: capitals, wide letters, spaces and dashes do not matter. */
export function isGroup(typed: string, group: string): boolean {
  const plain = (text: string): string => text.normalize("NFKC").toUpperCase().replaceAll(/[\s-]/g, "");
  return plain(typed) === plain(group);
}
