// The Japanese catalogue, which is the source: its shape is the type that every other language must have.
// Words for error codes are not here; they come with the command table (lib/ipc/generated.ts).

export const ja = {
  product: {
    name: "巡回",
    latin: "Junkai",
    purpose: "病院のサイバーセキュリティの現状を、聞き取りと巡回で確かめ、ネットワークにつながずに記録するための作業台です。",
  },
  language: {
    label: "表示言語",
  },
  vault: {
    heading: "保管庫の状態",
    asking: "保管庫の状態を確認しています…",
    open: "保管庫は開いています。",
    locked: "保管庫は閉じています。",
    lockedNext: "調査を始めるには、保管庫を開きます。",
    again: "もう一度確認する",
  },
  error: {
    reference: (reference: string) => `お問い合わせ番号：${reference}`,
  },
};

/** Every text of the window. */
export type Messages = typeof ja;
