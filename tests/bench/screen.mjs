// A screen as a person has it: what is on it, a keyboard and a mouse. Over the X protocol itself, since a program that
// is started for each look or press (import, xdotool) costs more time than what is measured.
import { greet } from "../e2e/x11.mjs";

const NAMED = { Tab: 0xff09, Enter: 0xff0d, Escape: 0xff1b, " ": 0x20 };

export class Screen {
  #socket;
  #root;
  #test;
  #codes = new Map();
  #turn = Promise.resolve();
  /** What came and was not read yet, and who waits for how much of it. */
  #come = [];
  #size = 0;
  #waiting = null;

  /** Takes a place at the local `display` (":7"). */
  static async open(display) {
    const screen = new Screen();
    const { socket, told } = await greet(display);
    screen.#socket = socket;
    socket.on("data", (data) => screen.#take(data));
    socket.resume();
    // The first screen's root stands behind the vendor's name and the list of formats.
    const vendor = Math.ceil(told.readUInt16LE(16) / 4) * 4;
    screen.#root = told.readUInt32LE(32 + vendor + told[21] * 8);
    await screen.#findTest();
    await screen.#findKeys(told[26], told[27]);
    return screen;
  }

  close() {
    this.#socket.destroy();
  }

  /** What is on a part of the screen, as bytes to compare. */
  pixels([x, y, width, height]) {
    const request = Buffer.alloc(20);
    request.writeUInt8(73, 0); // GetImage
    request.writeUInt8(2, 1); // ZPixmap
    request.writeUInt16LE(5, 2);
    request.writeUInt32LE(this.#root, 4);
    request.writeInt16LE(x, 8);
    request.writeInt16LE(y, 10);
    request.writeUInt16LE(width, 12);
    request.writeUInt16LE(height, 14);
    request.writeUInt32LE(0xffffffff, 16);
    return this.#ask(request);
  }

  /** Presses a key and lets it go: a character of the unshifted keyboard, or a name. */
  press(key) {
    const code = this.#codes.get(NAMED[key] ?? key.codePointAt(0));
    if (code === undefined) throw new Error(`the keyboard has no ${key}`);
    this.#fake(2, code);
    this.#fake(3, code);
  }

  /** Puts the mouse somewhere, and presses it there. */
  click(x, y) {
    this.point(x, y);
    this.#fake(4, 1);
    this.#fake(5, 1);
  }

  point(x, y) {
    this.#fake(6, 0, x, y);
  }

  /** Lets the keys go to `window`: without a window manager nobody else does. */
  focus(window) {
    const request = Buffer.alloc(12);
    request.writeUInt8(42, 0); // SetInputFocus
    request.writeUInt8(1, 1);
    request.writeUInt16LE(3, 2);
    request.writeUInt32LE(window, 4);
    this.#socket.write(request);
  }

  #fake(type, detail, x = 0, y = 0) {
    const request = Buffer.alloc(36);
    request.writeUInt8(this.#test, 0);
    request.writeUInt8(2, 1); // FakeInput
    request.writeUInt16LE(9, 2);
    request.writeUInt8(type, 4);
    request.writeUInt8(detail, 5);
    request.writeUInt32LE(this.#root, 12);
    request.writeInt16LE(x, 24);
    request.writeInt16LE(y, 26);
    this.#socket.write(request);
  }

  async #findTest() {
    const request = Buffer.alloc(16);
    request.writeUInt8(98, 0); // QueryExtension
    request.writeUInt16LE(4, 2);
    request.writeUInt16LE(5, 4);
    request.write("XTEST", 8, "latin1");
    const { head } = await this.#whole(request);
    if (head[8] !== 1) throw new Error("the screen has no XTEST");
    this.#test = head[9];
  }

  async #findKeys(first, last) {
    const request = Buffer.alloc(8);
    request.writeUInt8(101, 0); // GetKeyboardMapping
    request.writeUInt16LE(2, 2);
    request.writeUInt8(first, 4);
    request.writeUInt8(last - first + 1, 5);
    const { head, body } = await this.#whole(request);
    const each = head[1] * 4;
    for (let code = first; code <= last; code += 1) {
      const symbol = body.readUInt32LE((code - first) * each);
      if (!this.#codes.has(symbol)) this.#codes.set(symbol, code);
    }
  }

  #take(data) {
    this.#come.push(data);
    this.#size += data.length;
    this.#serve();
  }

  #serve() {
    if (!this.#waiting || this.#size < this.#waiting.size) return;
    const { size, resolve } = this.#waiting;
    this.#waiting = null;
    const all = Buffer.concat(this.#come);
    this.#come = [all.subarray(size)];
    this.#size -= size;
    resolve(all.subarray(0, size));
  }

  /** The next `size` bytes. A picture comes in many parts, which the stream's own `read` does not gather. */
  #read(size) {
    return new Promise((resolve) => {
      this.#waiting = { size, resolve };
      this.#serve();
    });
  }

  async #ask(request) {
    return (await this.#whole(request)).body;
  }

  /** Answers come in the order of the questions, so only one is asked at a time. */
  #whole(request) {
    const answer = this.#turn.then(async () => {
      this.#socket.write(request);
      let head = await this.#read(32);
      // What was not asked for: everybody is told when a program looks at the keyboard.
      while (head[0] > 1) head = await this.#read(32);
      if (head[0] !== 1) throw new Error(`the X server answers with ${head[0]}, error ${head[1]}`);
      const length = head.readUInt32LE(4) * 4;
      return { head, body: length > 0 ? await this.#read(length) : Buffer.alloc(0) };
    });
    this.#turn = answer.catch(() => {});
    return answer;
  }
}

/**
 * Watches a part of the screen from now on until it did not change for `quiet` ms, and gives when it changed first and
 * last, in ms since `since`. Nothing changed: both are null.
 */
export async function watch(screen, part, { since = performance.now(), quiet = 700, most = 15_000, before } = {}) {
  let shown = before ?? (await screen.pixels(part));
  let [first, last] = [null, null];
  for (;;) {
    const now = await screen.pixels(part);
    const at = performance.now();
    if (!now.equals(shown)) {
      shown = now;
      first ??= at - since;
      last = at - since;
    }
    const still = at - since - (last ?? 0);
    if (at - since > most || (still > quiet && (last !== null || at - since > 3_000))) return { first, last };
    await new Promise((later) => setImmediate(later));
  }
}
