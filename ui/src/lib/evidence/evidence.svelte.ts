// Photos and papers of a survey: kept, listed, and shown.
//
// Invariant: what cannot be kept is refused with its reason, at the latest by the other side, which also takes the
// metadata off; what is shown is what is stored. Pictures in memory are let go of when the stage is left.
import { toCommandError, type Backend, type CommandError } from "../ipc/client";
import type { Evidence, Kept } from "../ipc/generated";
import type { Saving } from "../saving.svelte";

/** The largest file that is kept. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** The types that are kept. */
export const TYPES: readonly string[] = ["image/jpeg", "image/png", "application/pdf"];

/** Why a file is refused. */
export type WhyRefused = "too_large" | "media_type" | "not_what_it_says" | "not_base64";

const reasons: readonly string[] = ["too_large", "media_type", "not_what_it_says", "not_base64"] satisfies WhyRefused[];

/** A file that was not kept; without a reason of its own, by the error. */
export interface RefusedFile {
  name: string;
  why: WhyRefused | null;
  error: CommandError | null;
}

/** The photos and papers of a survey. */
export class EvidenceShelf {
  kept = $state.raw<Kept<Evidence>[]>([]);
  /** How many are on their way. */
  adding = $state(0);
  refused = $state.raw<RefusedFile[]>([]);
  readonly #backend: Backend;
  readonly #saving: Saving;
  readonly #survey: string;
  // Only looked up, never shown.
  readonly #pictures = new Map<string, Promise<string | null>>(); // eslint-disable-line svelte/prefer-svelte-reactivity

  constructor(backend: Backend, saving: Saving, survey: string) {
    this.#backend = backend;
    this.#saving = saving;
    this.#survey = survey;
  }

  async load(): Promise<void> {
    try {
      this.kept = await this.#backend.call("evidence_list", { survey: this.#survey });
    } catch {
      // The records themselves can still be worked on; each picture says for itself that it cannot be shown.
    }
  }

  byId(id: string): Kept<Evidence> | undefined {
    return this.kept.find((one) => one.id === id);
  }

  /** Keeps files under a name, and gives the ids of those that were kept. */
  async add(files: readonly File[], name: string, today: string): Promise<string[]> {
    this.refused = [];
    this.adding += files.length;
    const ids: string[] = [];
    for (const file of files) {
      const id = await this.#addOne(file, name, today);
      if (id !== null) ids.push(id);
      this.adding -= 1;
    }
    if (ids.length > 0) await this.load();
    return ids;
  }

  /** The address of a picture, or null where it cannot be had. */
  picture(id: string): Promise<string | null> {
    const known = this.#pictures.get(id) ?? this.#read(id);
    this.#pictures.set(id, known);
    return known;
  }

  /** Lets go of the pictures in memory. */
  dispose(): void {
    for (const picture of this.#pictures.values()) {
      void picture.then((address) => address !== null && URL.revokeObjectURL(address));
    }
    this.#pictures.clear();
  }

  async #addOne(file: File, name: string, today: string): Promise<string | null> {
    const why = whyRefused(file);
    if (why) return this.#refuse({ name: file.name, why, error: null });
    try {
      const bytes = await base64(file);
      const args = { survey: this.#survey, name, media_type: file.type, taken_on: today, bytes };
      return (await this.#saving.during(() => this.#backend.call("evidence_add", args))).id;
    } catch (cause) {
      const error = toCommandError(cause);
      const { problem } = error.params;
      const known = error.code === "evidence_refused" && typeof problem === "string" && reasons.includes(problem);
      return this.#refuse({ name: file.name, why: known ? (problem as WhyRefused) : null, error });
    }
  }

  #refuse(refused: RefusedFile): null {
    this.refused = [...this.refused, refused];
    return null;
  }

  async #read(id: string): Promise<string | null> {
    try {
      const { media_type, bytes } = await this.#backend.call("evidence_get", { survey: this.#survey, id });
      const binary = Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0));
      return URL.createObjectURL(new Blob([binary], { type: media_type }));
    } catch {
      this.#pictures.delete(id);
      return null;
    }
  }
}

/** What can be told of a file before it is read. */
export function whyRefused(file: Pick<File, "size" | "type">): WhyRefused | null {
  if (!TYPES.includes(file.type)) return "media_type";
  return file.size > MOST_BYTES ? "too_large" : null;
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error ?? new Error("a file could not be read"));
    reader.readAsDataURL(file);
  });
}
