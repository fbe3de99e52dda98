// Texts of photos and papers that are kept with a record.
export const ja = {
  heading: "写真・書類",
  choose: "写真・書類を選ぶ",
  hint: "JPEG・PNG・PDF、64 MB まで。画像は Ctrl+V でも貼り付けられます。撮影場所などの付帯情報は取り除きます。",
  adding: "取り込んでいます…",
  added: "写真・書類を追加しました。",
  takenAway: "この記録から外しました。",
  takeAway: (name: string) => `${name} をこの記録から外す`,
  takeAwayShort: "外す",
  show: (name: string) => `${name} を大きく表示`,
  paper: "PDF",
  loading: "画像を読み込んでいます…",
  size: (amount: string) => `${amount} KB`,
  refused: (name: string) => `「${name}」は取り込めません。`,
  why: {
    too_large: "64 MB を超えています。小さくしてから選んでください。",
    media_type: "JPEG・PNG・PDF のいずれでもありません。形式を変えてから選んでください。",
    not_what_it_says: "中身が形式と合わないか、壊れています。元のファイルを確かめてください。",
    not_base64: "読み取れませんでした。もう一度選んでください。",
  },
};

export const en: typeof ja = {
  heading: "Photos and papers",
  choose: "Choose a photo or paper",
  hint: "JPEG, PNG or PDF, up to 64 MB. A picture can be pasted with Ctrl+V. Where it was taken and the like is removed.",
  adding: "Taking it in…",
  added: "The photo or paper was added.",
  takenAway: "It was taken away from this record.",
  takeAway: (name: string) => `Take ${name} away from this record`,
  takeAwayShort: "Take away",
  show: (name: string) => `Show ${name} large`,
  paper: "PDF",
  loading: "Reading the picture…",
  size: (amount: string) => `${amount} KB`,
  refused: (name: string) => `“${name}” cannot be taken.`,
  why: {
    too_large: "It is larger than 64 MB. Make it smaller first.",
    media_type: "It is neither JPEG nor PNG nor PDF. Convert it first.",
    not_what_it_says: "Its content is damaged or of another type than it says. Look at the original file.",
    not_base64: "It could not be read. Choose it again.",
  },
};
