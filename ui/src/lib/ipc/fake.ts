// A Backend for tests and for `npm run dev` in a browser: the same interface, answers from a table of functions.
//
// Invariant: a command without an answer is refused as `unknown_command`, never answered by an invented view.
import { CommandError, type Backend, type CommandName } from "./client";
import type { Commands } from "./generated";

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
