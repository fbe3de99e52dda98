// Hands the Backend and the Shell down the tree of components, so that a test can put a fake at the top.
import { createContext } from "svelte";
import type { Backend, Shell } from "./client";

export const [useBackend, provideBackend] = createContext<Backend>();

export const [useShell, provideShell] = createContext<Shell>();
