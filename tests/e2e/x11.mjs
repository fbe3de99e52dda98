// Asks a window to close as its cross does: one client message of the X protocol. Xvfb has no window manager that
// would send it, and destroying the window instead (`xdotool windowclose`) is what a crash looks like.
import { once } from "node:events";
import { connect } from "node:net";

/** Sends WM_DELETE_WINDOW to `window` on the local `display` (":7"). */
export async function askToClose(display, window) {
  const { socket } = await greet(display);
  try {
    const protocols = await atom(socket, "WM_PROTOCOLS");
    const deletion = await atom(socket, "WM_DELETE_WINDOW");
    const message = Buffer.alloc(44);
    message.writeUInt8(25, 0); // SendEvent
    message.writeUInt16LE(11, 2);
    message.writeUInt32LE(window, 4);
    message.writeUInt8(33, 12); // ClientMessage
    message.writeUInt8(32, 13);
    message.writeUInt32LE(window, 16);
    message.writeUInt32LE(protocols, 20);
    message.writeUInt32LE(deletion, 24);
    socket.write(message);
    // Answers come in order: when this one is here, the message has been passed on.
    await atom(socket, "WM_PROTOCOLS");
  } finally {
    socket.destroy();
  }
}

/** Opens a connection to the local `display` (":7") and gives it with what the server tells of itself. */
export async function greet(display) {
  const socket = connect(`/tmp/.X11-unix/X${display.slice(1)}`);
  await once(socket, "connect");
  // Little-endian, protocol 11.0, without authorisation. The answer's length stands in words at byte 6.
  socket.write(Buffer.from([0x6c, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
  const head = await read(socket, 8);
  if (head[0] !== 1) throw new Error("the X server refuses the connection");
  return { socket, told: await read(socket, head.readUInt16LE(6) * 4) };
}

async function atom(socket, name) {
  const request = Buffer.alloc(8 + Math.ceil(name.length / 4) * 4);
  request.writeUInt8(16, 0); // InternAtom
  request.writeUInt16LE(request.length / 4, 2);
  request.writeUInt16LE(name.length, 4);
  request.write(name, 8, "latin1");
  socket.write(request);
  return (await read(socket, 32)).readUInt32LE(8);
}

/** The next `size` bytes. */
export async function read(socket, size) {
  for (;;) {
    const bytes = socket.read(size);
    if (bytes) return bytes;
    await once(socket, "readable", { signal: AbortSignal.timeout(5_000) });
  }
}
