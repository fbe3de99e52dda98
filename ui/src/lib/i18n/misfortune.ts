// Texts for what went wrong outside of any one field: what was restored, what could not be, what is too long.
export const ja = {
  restored: (label: string, kind: string, time: string) =>
    `前回は、保管庫が閉じられないまま終わりました。最後に保存された変更（${label}、${kind}、${time}）まで、すべて残っています。それより後に入力していた文字（長くて 0.5 秒分）は残っていません。`,
  waiting: (count: string) => `保存できていない変更が ${count} 件あります。開き直すと保存します。`,
  saved: (count: string) => `閉じたときに保存できなかった変更 ${count} 件を、いま保存しました。`,
  lost: "次の入力は、もう一度試しても保存できませんでした。写してから、確認してください。",
  lostLabel: "保存できなかった入力",
  tooLong: (count: string, most: string) =>
    `${count} 文字は長すぎるため、貼り付けませんでした。一つの欄に書けるのは ${most} 文字までです。ファイルのまま残すものは、写真・書類として追加してください。`,
  understood: "確認しました",
};

export const en: typeof ja = {
  restored: (label: string, kind: string, time: string) =>
    `The program ended without locking the vault. Everything up to the last change that was saved is there (${label}, ${kind}, ${time}). What was typed after it, half a second at the most, is not.`,
  waiting: (count: string) => `Changes that are not saved yet: ${count}. They are saved when the vault is opened again.`,
  saved: (count: string) => `What could not be saved when the vault was locked is saved now (changes: ${count}).`,
  lost: "The following could not be saved, not even now. Copy it before you confirm.",
  lostLabel: "What could not be saved",
  tooLong: (count: string, most: string) =>
    `${count} characters are too many and were not pasted. A field takes ${most} at the most. What is to stay a file can be added as a photo or paper.`,
  understood: "Understood",
};
