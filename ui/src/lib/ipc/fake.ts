// A Backend for tests and for `npm run dev` in a browser: the same interface, answers from a table of functions.
//
// Invariant: a command without an answer is refused as `unknown_command`, never answered by an invented view.
import { CommandError, type Backend, type CommandName, type Shell, type ShellRequestName } from "./client";
import type { Commands } from "./generated";
import type { ShellRequests, ShellStatus } from "./shell";

/** What the fake answers, by command. To refuse, throw a CommandError. */
export type Answers = {
  [N in CommandName]?: (args: Commands[N]["args"]) => Commands[N]["view"] | Promise<Commands[N]["view"]>;
};

/** A Backend that answers from `answers` and remembers what it was asked. */
export function fakeBackend(answers: Answers): Backend & { readonly asked: CommandName[] } {
  const asked: CommandName[] = [];
  return {
    asked,
    async call(name, args) {
      asked.push(name);
      const answer = answers[name];
      if (!answer) throw new CommandError("unknown_command", { name });
      // As on the wire: what is not JSON does not arrive.
      return JSON.parse(JSON.stringify(await answer(JSON.parse(JSON.stringify(args)))));
    },
  };
}

/** What the fake shell answers, by request. */
export type ShellAnswers = {
  [N in ShellRequestName]?: (
    args: ShellRequests[N]["args"],
  ) => ShellRequests[N]["view"] | Promise<ShellRequests[N]["view"]>;
};

/** A shell in which nothing was ever opened. */
export const freshStatus: ShellStatus = {
  open: false,
  sample: false,
  folder: null,
  was_open: false,
  notices: [],
  restored: null,
  locked_by: null,
  recents: [],
  surveyor: "",
  settings: { language: "ja", theme: "auto", idle_minutes: 5, zoom: 100 },
};

/** A Shell that answers from `answers`, and as nothing ever happened where they say nothing. */
export function fakeShell(answers: ShellAnswers = {}): Shell & { readonly asked: ShellRequestName[] } {
  const always: ShellAnswers = {
    status: () => freshStatus,
    settings_set: (settings) => settings,
    touched: () => null,
    passphrase_rate: ({ passphrase }) => ({ score: passphrase.length > 12 ? 4 : 1, enough: passphrase.length > 12 }),
  };
  const asked: ShellRequestName[] = [];
  return {
    asked,
    async ask(name, args) {
      asked.push(name);
      const answer = answers[name] ?? always[name];
      if (!answer) throw new CommandError("unknown_command", { name });
      return JSON.parse(JSON.stringify((await answer(JSON.parse(JSON.stringify(args)))) ?? null));
    },
  };
}
