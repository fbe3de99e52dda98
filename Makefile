# Two commands matter: `make run` and `make test`. Both install what is missing and say so first.

# Files that tests write and that are committed; `.ci/run` widens this to the whole tree.
GENERATED ?= ui/src/lib/ipc/generated.ts ui/src/lib/ipc/shell.ts docs
STAGE = scripts/stage.sh
CARGO_OPTIONS = --locked

.PHONY: help setup run test test-stages check bench bench-ui package ui clean

# Lists the targets.
help:
	@awk '/^# /{c = substr($$0, 3)} /^[a-z-]+:/{if (c) {split($$1, t, ":"); printf "make %-8s %s\n", t[1], c}; c = ""} !/^#/{c = ""}' Makefile

# Installs missing Debian packages and the window's build tools, checks Rust and Node; does nothing twice.
setup:
	@scripts/setup.sh

# Opens the window on the sample hospital; without a display does the same job headless, into out/demo.
run: setup
	@scripts/run.sh

# Runs every test, the window included, and says how long each stage took.
test:
	@times=$$(mktemp) && status=0; \
	JUNKAI_TIMES=$$times $(MAKE) --no-print-directory test-stages || status=$$?; \
	printf '\n=== stages\n'; cat "$$times"; rm -f "$$times"; exit $$status

# The pages come first, because the shell embeds them; slow things come last. In order also under `make -j`.
.NOTPARALLEL: test-stages
test-stages:
	@$(STAGE) "setup" scripts/setup.sh
	@$(STAGE) "format" cargo fmt --all --check
	@$(STAGE) "ui: build" npm --prefix ui run --silent build
	@$(STAGE) "ui: types" npm --prefix ui run --silent check
	@$(STAGE) "ui: lint" npm --prefix ui run --silent lint
	@$(STAGE) "ui: tests" npm --prefix ui --silent test
	@$(STAGE) "clippy" cargo clippy --workspace --all-targets $(CARGO_OPTIONS) -- -D warnings
	@$(STAGE) "rust tests" scripts/rust-tests.sh
	@$(STAGE) "shell: tests" cargo test --package junkai-shell $(CARGO_OPTIONS)
	@$(STAGE) "shell: build" cargo build --package junkai-shell --package junkai-cli $(CARGO_OPTIONS)
	@$(STAGE) "window under Xvfb" node --test --test-reporter=spec tests/e2e/
	@$(STAGE) "generated files" scripts/clean-tree.sh $(GENERATED)

# The quick half of `make test`: format, lints, types; and the dependencies, where cargo-deny is installed.
check: setup ui
	cargo fmt --all --check
	npm --prefix ui run --silent check
	npm --prefix ui run --silent lint
	cargo clippy --workspace --all-targets $(CARGO_OPTIONS) -- -D warnings
	@if command -v cargo-deny >/dev/null; then cargo deny check; else echo "cargo-deny is not installed: dependencies unchecked"; fi

# Builds the window's pages into ui/dist, which the shell embeds.
ui:
	npm --prefix ui run --silent build

# Measures the main job on three sizes of hospital, beside the programs that it is compared with.
bench: setup
	cargo run --release --package junkai-tests --bin junkai-bench $(CARGO_OPTIONS)

# Measures the released window from outside, beside a bare Tauri window in the same run.
bench-ui: setup
	npm --prefix ui run --silent build
	cargo build --release --package junkai-shell --package junkai-cli --package junkai-tests --bins --example hello-window --features junkai-shell/bench $(CARGO_OPTIONS)
	node tests/bench/ui.mjs

# Makes .deb and .rpm into out/packages, installs them into clean roots, and opens the installed window.
package: setup
	scripts/package.sh
	scripts/package-test.sh

# Removes everything that was built or installed inside this folder.
clean:
	cargo clean
	rm -rf ui/dist ui/node_modules out bench-out
