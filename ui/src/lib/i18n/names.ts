// What records without a name of their own are called.
export const ja = {
  item: (interviewee: string, item: string) => `${interviewee} 項目 ${item}`,
  itemAlone: (item: string) => `項目 ${item}`,
  removed: (name: string) => `${name}（消した記録）`,
  more: (names: string, count: string) => `${names} ほか ${count} 件`,
};

export const en: typeof ja = {
  item: (interviewee: string, item: string) => `${interviewee}, item ${item}`,
  itemAlone: (item: string) => `item ${item}`,
  removed: (name: string) => `${name} (removed)`,
  more: (names: string, count: string) => `${names} and ${count} more`,
};
