// Mounts the window's page. In a plain browser (`npm run dev`) a fake stands in for the shell; a build has none.
import { mount } from "svelte";
import App from "./App.svelte";
import { shellBackend, type Backend } from "./lib/ipc/client";
import "./styles/tokens.css";
import "./styles/base.css";

async function backend(): Promise<Backend> {
  if (!import.meta.env.DEV) return shellBackend;
  const { fakeBackend } = await import("./lib/ipc/fake");
  return fakeBackend({ vault_status: () => ({ open: false, version: "0.1.0" }) });
}

const target = document.getElementById("app");
if (!target) throw new Error("BUG: index.html has an element called app");
mount(App, { target, props: { backend: await backend() } });
