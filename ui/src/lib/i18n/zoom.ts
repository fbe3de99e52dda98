// Texts of the size at which everything is shown.
export const ja = {
  larger: "大きく表示（Ctrl +）",
  smaller: "小さく表示（Ctrl -）",
  usual: "標準の大きさ（Ctrl 0）",
  now: (percent: string) => `表示の大きさ ${percent} %`,
};

export const en: typeof ja = {
  larger: "Larger (Ctrl +)",
  smaller: "Smaller (Ctrl -)",
  usual: "Usual size (Ctrl 0)",
  now: (percent: string) => `Shown at ${percent} %`,
};
