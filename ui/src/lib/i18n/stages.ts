// Texts of the stages in the frame, and of what all of them share: lists, tables, fields, pasting.
export const ja = {
  name: {
    setup: "準備",
    interviews: "聞き取り",
    requests: "宿題・照会",
    walk_round: "巡回",
    connections: "外部接続",
    backups: "バックアップ",
    diagrams: "図",
    effort: "工数",
    findings: "所見",
    handover: "提出",
  },
  pressing: (count: string) => `要対応 ${count}`,
  loading: "調査を読み込んでいます…",
  held: "保存できていない入力があるため、移動していません。",
};

export const en: typeof ja = {
  name: {
    setup: "Set-up",
    interviews: "Interviews",
    requests: "Requests",
    walk_round: "Walk-round",
    connections: "Connections",
    backups: "Backups",
    diagrams: "Diagrams",
    effort: "Effort",
    findings: "Findings",
    handover: "Hand-over",
  },
  pressing: (count: string) => `${count} to be seen to`,
  loading: "Reading the survey…",
  held: "Something typed is not saved yet, so you are still here.",
};
