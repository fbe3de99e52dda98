// Photos and papers of a survey: kept, listed, and shown.
//
// Invariant: what cannot be kept is refused with its reason, at the latest by the other side, which also takes the
// metadata off; what is shown is what is stored. Pictures in memory are let go of when the stage is left.
import { Draft } from "../draft.svelte";
import { toCommandError, type Backend, type CommandError } from "../ipc/client";
import type { Evidence, Kept, RecordRef } from "../ipc/generated";
import { ja } from "../i18n/evidence";
import type { Saving } from "../saving.svelte";

/** The largest file that is kept. */
export const MOST_BYTES = 64 * 1024 * 1024;

/** The types that are kept. */
export const TYPES: readonly string[] = ["image/jpeg", "image/png", "application/pdf"];

/** Why a file is refused. */
export type WhyRefused = keyof typeof ja.why;

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
  /** The one that somebody jumped to, until it was shown. */
  wanted: string | null = null;
  readonly #backend: Backend;
  readonly #saving: Saving;
  readonly #survey: string;
  // Only looked up, never shown.
  readonly #names = new Map<string, Draft<string>>(); // eslint-disable-line svelte/prefer-svelte-reactivity
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

  /** What a photo or paper is called, as it is typed; it cannot be called nothing. */
  nameOf(id: string): Draft<string> {
    const known = this.#names.get(id);
    if (known) return known;
    const draft = new Draft<string>({
      stored: () => this.byId(id)?.record.name ?? "",
      save: (name) => this.#rename(id, name.trim()),
      waits: (change) => (this.#saving.typed += change),
    });
    this.#names.set(id, draft);
    return draft;
  }

  /** Takes one away from a record, and out of the survey where nothing else shows it; false when that was refused. */
  async detach(id: string, from: RecordRef): Promise<boolean> {
    try {
      await this.#saving.during(() => this.#backend.call("evidence_detach", { survey: this.#survey, id, from }));
      this.#names.get(id)?.takeStored();
      await this.load();
      return true;
    } catch {
      return false;
    }
  }

  /** Sends every name that was typed; whether nothing is left to lose. */
  async settle(): Promise<boolean> {
    await Promise.all([...this.#names.values()].map((draft) => draft.leave()));
    return [...this.#names.values()].every((draft) => !draft.typed);
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

  async #rename(id: string, name: string): Promise<boolean> {
    const kept = this.byId(id);
    if (!kept || name === "") return false;
    const record = { ...kept.record, name };
    try {
      const saved = await this.#saving.during(() =>
        this.#backend.call("evidence_set", { survey: this.#survey, id, rev: kept.rev, record }),
      );
      this.kept = this.kept.map((one) => (one.id === id ? { id, rev: saved.rev, record } : one));
      return true;
    } catch (cause) {
      if (toCommandError(cause).code === "conflict") {
        await this.load();
        const draft = this.#names.get(id);
        if (draft?.typed) draft.conflict = true;
      }
      return false;
    }
  }

  async #addOne(file: File, name: string, today: string): Promise<string | null> {
    const why = whyRefused(file);
    if (why) return this.#refuse({ name: file.name, why, error: null });
    try {
      const bytes = await base64(file);
      const args = { survey: this.#survey, name, media_type: file.type, taken_on: today, bytes };
      const kept = await this.#backend.call("evidence_add", args);
      // Only what was kept is the header's: a file that is refused leaves nothing unsaved, and says why for itself.
      await this.#saving.during(() => Promise.resolve(kept));
      return kept.id;
    } catch (cause) {
      const error = toCommandError(cause);
      const { problem } = error.params;
      const known = error.code === "evidence_refused" && typeof problem === "string" && Object.hasOwn(ja.why, problem);
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
  if (file.size === 0) return "empty";
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
