// The part of the window's font that the pages carry: every kana, letter and sign of it, and the kanji of the program's
// own texts. All other kanji look the same in the documents' font, which the program has anyway and gives to the
// window as /fonts/documents.ttf; so what a surveyor types is never a box, and no font is carried twice.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import type { Plugin } from "vite";

const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const WHOLE = join(root, "ui/node_modules/@expo-google-fonts/biz-udpgothic/400Regular/BIZUDPGothic_400Regular.ttf");
/** Named in styles/tokens.css; made anew by each build, so not kept in the repository. */
const PART = join(root, "ui/src/styles/made/gothic.woff2");
/** Where the program's own texts stand: pages, messages, checklists, documents, the sample hospital. */
const TEXTS = ["ui/src", "messages", "checklists", "report-templates", "tests/fixtures/sample-hospital"];
const TEXT = /\.(ts|svelte|toml|json|ndjson)$/;

/** The characters from `first` to `last`. */
const between = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));

function characters(): string {
  const found = new Set([...between(0x20, 0x33ff), ...between(0xff00, 0xffef)]);
  for (const folder of TEXTS) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })) {
      if (!TEXT.test(name)) continue;
      for (const character of readFileSync(join(root, folder, name), "utf8")) found.add(character);
    }
  }
  return [...found].sort().join("");
}

/** Makes the part before anything is built. */
export function font(): Plugin {
  return {
    name: "junkai-font",
    async buildStart() {
      // Without the hints, by which WebKitGTK draws dashes and underscores of 16 px as nothing at all.
      const options = { targetFormat: "woff2", noLayoutClosure: true, noHinting: true } as const;
      const part = await subsetFont(readFileSync(WHOLE), characters(), options);
      mkdirSync(dirname(PART), { recursive: true });
      writeFileSync(PART, part);
    },
  };
}
