// Hands the Backend down the tree of components, so that a test can put a fake at the top.
import { createContext } from "svelte";
import type { Backend } from "./client";

export const [useBackend, provideBackend] = createContext<Backend>();
