// Texts of the search over everything that was recorded, and of the places to go to.
export const ja = {
  open: "検索",
  title: "検索と移動",
  field: "検索する言葉",
  hint: "言葉を空白で区切ると、すべてを含むものを探します。↑↓ で選び、Enter で開きます。",
  results: "見つかったもの",
  places: "段階と操作",
  none: (text: string) => `「${text}」は見つかりませんでした。`,
  nowhere: (name: string) => `「${name}」は、どの記録にも添付されていません。`,
  searching: "探しています…",
  found: (count: string) => `${count} 件`,
  most: (count: string) => `先頭の ${count} 件です。言葉を足すと絞り込めます。`,
  stage: (name: string) => `${name}を開く`,
  audit: "変更履歴を見る",
  toSurveys: "調査の一覧へ戻る",
};

export const en: typeof ja = {
  open: "Search",
  title: "Search and go",
  field: "Search words",
  hint: "All words must occur; separate them with spaces. ↑↓: choose · Enter: open",
  results: "Results",
  places: "Stages and commands",
  none: (text: string) => `“${text}” was not found.`,
  nowhere: (name: string) => `“${name}” is attached to no record.`,
  searching: "Searching…",
  found: (count: string) => `${count} found`,
  most: (count: string) => `These are the first ${count}. Add a word to narrow them down.`,
  stage: (name: string) => `Stage: ${name}`,
  audit: "Show the audit trail",
  toSurveys: "Back to the surveys",
};
