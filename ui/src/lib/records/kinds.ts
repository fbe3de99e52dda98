// Which kinds of records there are, read off the command table: those with a list of whole records and a command that
// sets one.
import type { CommandName } from "../ipc/client";
import type { Commands, Kept, RecordSet } from "../ipc/generated";

type Named<N> = N extends `${infer K}_set` ? K : never;

/** The record that `<kind>_set` takes, where `<kind>_list` gives the same. */
type Both<K extends string> = `${K}_list` extends CommandName
  ? `${K}_set` extends CommandName
    ? Commands[`${K}_set`]["args"] extends RecordSet<infer R>
      ? Commands[`${K}_list`]["view"] extends Kept<R>[]
        ? R
        : never
      : never
    : never
  : never;

/** A kind of record that is read as a list and written one by one. */
export type Kind = { [N in CommandName]: [Both<Named<N>>] extends [never] ? never : Named<N> }[CommandName];

/** A kind whose records can be removed. */
export type Removable = { [K in Kind]: `${K}_remove` extends CommandName ? K : never }[Kind];

/** The record of a kind. */
export type RecordOf<K extends Kind> = Both<K> & object;

/** Fields of a record that hold a text and may be absent. */
export type Optional<R> = { [N in keyof R & string]-?: null extends R[N] ? (string extends R[N] ? N : never) : never }[keyof R & string];

/** Fields of a record that hold a text and are never absent. */
export type Filled<R> = { [N in keyof R & string]-?: R[N] extends string ? (string extends R[N] ? N : never) : never }[keyof R & string];

/** Fields of a record that hold a number. */
export type Numeric<R> = { [N in keyof R & string]-?: NonNullable<R[N]> extends number ? N : never }[keyof R & string];
