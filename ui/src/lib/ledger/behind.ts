// For tests only: what stands behind a ledger: whole records, several at once, taking back, photos.
import { CommandError } from "../ipc/client";
import { fakeBackend, type Answers } from "../ipc/fake";
import type { Evidence, EvidenceAdd, Kept } from "../ipc/generated";
import { Behind, type Given } from "../records/behind";

const AT = "2026-11-21T04:00:00Z";

/** The table of a test. */
export class LedgerBehind {
  readonly behind: Behind;
  readonly photos: Kept<Evidence>[] = [];
  readonly sent: EvidenceAdd[] = [];
  /** How many rows each batch had. */
  readonly batches: number[] = [];
  /** Numbers of the log that were taken back. */
  readonly undone: (number | undefined)[] = [];
  /** Refuses the next batch or photo so. */
  refuse: CommandError | null = null;

  constructor(given: Given) {
    this.behind = new Behind(given);
  }

  /** The records of a kind as they stand. */
  of<R>(kind: string): Kept<R>[] {
    return this.behind.of(kind) as Kept<R>[];
  }

  backend() {
    const whole = this.behind.answers as Record<string, (args: object) => unknown>;
    const batch = (kind: string) => (args: { rows: object[] }) => {
      this.#refuse();
      this.batches.push(args.rows.length);
      return args.rows.map((row) => whole[`${kind}_set`]?.(row));
    };
    const more: Record<string, (args: never) => unknown> = {
      asset_batch_set: batch("asset"),
      connection_batch_set: batch("connection"),
      system_batch_set: batch("system"),
      change_status: () => ({ undo: this.#step(7) }),
      change_undo: ({ seq }: { seq?: number }) => {
        this.undone.push(seq);
        return { change: this.#step(seq ?? 0), next: {}, saved_at: AT };
      },
      evidence_list: () => this.photos,
      evidence_add: (args: EvidenceAdd) => {
        this.#refuse();
        this.sent.push(args);
        const { name, media_type } = args;
        const id = `photo-${this.sent.length}`;
        this.photos.push({ id, rev: 1, record: { name, media_type, bytes: 3, sha256: "" } });
        return { id, rev: 1, saved_at: AT };
      },
      evidence_get: () => ({ media_type: "image/png", bytes: "AAAA" }),
    };
    return fakeBackend({ ...whole, ...more } as Answers);
  }

  #refuse(): void {
    const { refuse } = this;
    this.refuse = null;
    if (refuse) throw refuse;
  }

  #step(seq: number): object {
    return { seq, at: AT, action: "update", about: { kind: "asset", id: "a" }, fields: [], entries: 1, kinds: ["asset"] };
  }
}
