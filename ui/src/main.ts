// Mounts the window's page. In a plain browser (`npm run dev`) a fake stands in for the shell; a build has none.
import { mount } from "svelte";
import App from "./App.svelte";
import { realShell, shellBackend, type Backend, type Shell } from "./lib/ipc/client";
import "./styles/tokens.css";
import "./styles/base.css";

async function otherSide(): Promise<{ backend: Backend; shell: Shell }> {
  if (!import.meta.env.DEV) return { backend: shellBackend, shell: realShell };
  const { fakeBackend, fakeShell } = await import("./lib/ipc/fake");
  return { backend: fakeBackend({ vault_status: () => ({ open: false, version: "0.1.0" }) }), shell: fakeShell() };
}

const target = document.getElementById("app");
if (!target) throw new Error("BUG: index.html has an element called app");
mount(App, { target, props: await otherSide() });
