// Made from the command table by `cargo test -p junkai-app`. Do not edit.
/* eslint-disable */

export type Code = "unknown_command" | "vault_locked" | "internal";

export type Nothing = Record<symbol, never>;

export type VaultStatus = { open: boolean; version: string };

export type WireError = { code: Code; params: Record<string, unknown>; ref: string };

export type Wording = { ja: string; en: string };

/** The command table: arguments and view of each command. */
export interface Commands {
  /** Says whether a vault is open. */
  vault_status: { args: Nothing; view: VaultStatus };
  /** Closes the vault in good order. */
  vault_lock: { args: Nothing; view: VaultStatus };
}

/** What happened and what to do, for every error code. */
export const errorTexts: Record<Code, { what: Wording; do: Wording }> = {
  unknown_command: { what: { ja: "その名前のコマンドはありません。", en: "There is no command of that name." }, do: { ja: "`junkai commands` で一覧を確認してください。", en: "See the list with `junkai commands`." } },
  vault_locked: { what: { ja: "保管庫が開いていません。", en: "No vault is open." }, do: { ja: "パスフレーズで保管庫を開いてください。", en: "Open the vault with its passphrase." } },
  internal: { what: { ja: "予期しない誤りが起きました。", en: "Something unforeseen went wrong." }, do: { ja: "もう一度実行してください。", en: "Try again." } },
};
