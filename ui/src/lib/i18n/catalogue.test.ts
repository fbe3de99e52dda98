import { describe, expect, it } from "vitest";
import { errorTexts } from "../ipc/generated";
import { catalogue, languages } from "./catalogue";

/** Every text with its key path; a text with parameters is called with them. */
function texts(node: unknown, path = ""): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node === "function") return [[path, String(node("x", "y"))]];
  if (typeof node !== "object" || node === null) throw new Error(`${path} is neither a text nor a group of texts`);
  return Object.entries(node).flatMap(([key, child]) => texts(child, path ? `${path}.${key}` : key));
}

describe("catalogue", () => {
  it("has the same keys in every language", () => {
    const [source, ...others] = languages.map((lang) => texts(catalogue[lang]).map(([key]) => key));
    for (const other of others) expect(other, "a key of one language only is a text that nobody sees").toEqual(source);
  });

  it.each(languages)("leaves no text of %s empty", (lang) => {
    const empty = texts(catalogue[lang]).filter(([, text]) => text.trim() === "");
    expect(empty, "an empty text is a control without a name").toEqual([]);
  });

  it("has no Japanese left in the English texts but the name of the product", () => {
    const japanese = texts(catalogue.en).filter(([key, text]) => key !== "product.name" && /[\u3040-\u30ff\u4e00-\u9fff]/.test(text));
    expect(japanese, "an untranslated text is no translation").toEqual([]);
  });

  it("says for every error code what happened and what to do, in every language", () => {
    const silent = Object.entries(errorTexts).flatMap(([code, text]) =>
      languages.filter((lang) => !text.what[lang].trim() || !text.do[lang].trim()).map((lang) => `${code} (${lang})`),
    );
    expect(silent, "a code without words leaves the surveyor alone").toEqual([]);
    expect(Object.keys(errorTexts), "the client falls back on internal").toContain("internal");
  });
});
