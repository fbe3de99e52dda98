// The shell's rights, read from its own files: the least that works, and nobody widens them unnoticed.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, it } from "node:test";
import { fileURLToPath } from "node:url";

const shell = resolve(dirname(fileURLToPath(import.meta.url)), "../../src-tauri");
const read = (path) => readFileSync(join(shell, path), "utf8");
const config = JSON.parse(read("tauri.conf.json"));
const { security } = config.app;

describe("the shell's rights", () => {
  it("allow no source of anything but the program itself", () => {
    const allowed = ["'none'", "'self'", "'block'", "ipc:", "http://ipc.localhost"];
    for (const [directive, sources] of Object.entries(security.csp)) {
      const extra = directive === "img-src" ? ["blob:", "data:"] : [];
      const strange = sources.split(" ").filter((source) => ![...allowed, ...extra].includes(source));
      assert.deepEqual(strange, [], `${directive} widens the content policy`);
    }
    for (const directive of ["default-src", "form-action", "base-uri", "object-src"]) {
      assert.equal(security.csp[directive], "'none'", `${directive} does not fall back on the others`);
    }
    assert.equal(security.dangerousDisableAssetCspModification, false);
  });

  it("give the page neither Tauri's global nor files nor a prototype", () => {
    assert.equal(config.app.withGlobalTauri, false);
    assert.equal(security.assetProtocol.enable, false);
    assert.equal(security.freezePrototype, true);
    assert.equal(security.pattern.use, "isolation");
    assert.deepEqual(config.app.windows, [], "the window is built in Rust, where navigation is refused");
    assert.equal(config.plugins, undefined, "no plugin");
    assert.ok(!config.build.devUrl, "no page from a server");
  });

  it("are one capability for one window: each own command, nothing else", () => {
    assert.deepEqual(security.capabilities, ["main"]);
    assert.deepEqual(readdirSync(join(shell, "capabilities")), ["main.json"], "every file there is in force");
    const capability = JSON.parse(read("capabilities/main.json"));
    assert.equal(capability.remote, undefined, "no page from elsewhere has rights");
    assert.deepEqual(capability.windows, ["main"]);
    assert.deepEqual(capability.permissions, ["allow-ipc", "allow-shell"]);
  });

  it("name every command that the shell registers", () => {
    const registered = /generate_handler!\[([^\]]*)\]/.exec(read("src/main.rs"))?.[1].split(",");
    const names = registered?.map((path) => path.trim().split("::").at(-1)).filter(Boolean);
    const listed = /\.commands\(&\[([^\]]*)\]\)/.exec(read("build.rs"))?.[1].split(",").map((n) => n.trim().replaceAll('"', ""));
    assert.deepEqual(names, ["ipc", "shell"]);
    assert.deepEqual(listed?.filter(Boolean), names, "a command outside the list would be allowed for every page");
  });

  it("do not come with developer tools or a file protocol", () => {
    const tauri = /^tauri = .*features = \[([^\]]*)\]/m.exec(read("Cargo.toml"))?.[1] ?? "";
    assert.match(tauri, /"custom-protocol"/, "the pages are those inside the program");
    assert.match(tauri, /"isolation"/);
    assert.doesNotMatch(tauri, /devtools|protocol-asset|dynamic-acl|webview-data-url|rustls|native-tls/);
  });
});
