// As much of the WebDriver protocol as the window tests need. Every call has a time limit, because the driver of
// WebKitGTK may hang (its own screenshot call does under Xvfb, which is why there is none here).

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Keys that are no character, by the code points that the protocol gives them. */
const NAMED_KEYS = { Control: "\uE009", Shift: "\uE008", Up: "\uE013", Left: "\uE012", Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", Right: "\uE014", Down: "\uE015" };

/** A session with the window. */
export class Session {
  #base;

  constructor(base) {
    this.#base = base;
  }

  /** Starts `binary` through the driver at `driver`. */
  static async open(driver, binary, args = []) {
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": { binary, args } } };
    const { sessionId } = await ask("POST", `${driver}/session`, { capabilities }, 30_000);
    return new Session(`${driver}/session/${sessionId}`);
  }

  close() {
    return ask("DELETE", this.#base);
  }

  url() {
    return ask("GET", `${this.#base}/url`);
  }

  /** The element that `css` finds. */
  async find(css) {
    const found = await ask("POST", `${this.#base}/element`, { using: "css selector", value: css });
    return found[ELEMENT];
  }

  /** The text of the element that `css` finds, as a person sees it. */
  async text(css) {
    return ask("GET", `${this.#base}/element/${await this.find(css)}/text`);
  }

  async click(css) {
    await ask("POST", `${this.#base}/element/${await this.find(css)}/click`, {});
  }

  /** Chooses files in the file field that `css` finds, as its picker would. */
  async attach(css, ...paths) {
    await ask("POST", `${this.#base}/element/${await this.find(css)}/value`, { text: paths.join("\n") });
  }

  /** Gives the window a size. */
  resize(width, height) {
    return ask("POST", `${this.#base}/window/rect`, { x: 0, y: 0, width, height });
  }

  /** Presses and lets go of each key in turn, wherever the focus is: characters, or names such as "Enter". */
  async press(...keys) {
    const actions = keys.flatMap((key) => {
      const value = NAMED_KEYS[key] ?? key;
      return [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ];
    });
    await ask("POST", `${this.#base}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] }, 30_000);
  }

  /** Presses the last key while the others are held, as in "Control", "l". */
  async chord(...keys) {
    const values = keys.map((key) => NAMED_KEYS[key] ?? key);
    const actions = [
      ...values.map((value) => ({ type: "keyDown", value })),
      ...values.toReversed().map((value) => ({ type: "keyUp", value })),
    ];
    await ask("POST", `${this.#base}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] }, 30_000);
  }

  /** Presses the mouse at the first of some places of the page, moves it through the others and lets go at the last. */
  async drag(...places) {
    const move = ([x, y]) => ({ type: "pointerMove", origin: "viewport", x: Math.round(x), y: Math.round(y), duration: 30 });
    const [first, ...rest] = places.map(move);
    const actions = [first, { type: "pointerDown", button: 0 }, ...rest, { type: "pointerUp", button: 0 }];
    const mouse = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
    await ask("POST", `${this.#base}/actions`, { actions: [mouse] }, 30_000);
  }

  /** Runs `body` in the page with `args` and gives what it returns, also when that is a promise. */
  run(body, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (async (...args) => { ${body} })(...Array.from(arguments).slice(0, -1))
        .then((value) => done({ value }), (error) => done({ error: String(error?.message ?? JSON.stringify(error)) }));`;
    return ask("POST", `${this.#base}/execute/async`, { script, args }).then((answer) => {
      if (answer.error) throw new Error(`in the page: ${answer.error}`);
      return answer.value;
    });
  }
}

async function ask(method, url, body, ms = 10_000) {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(ms),
    headers: { "Content-Type": "application/json" },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${value.error}: ${value.message}`);
  return value;
}
