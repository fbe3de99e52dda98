#!/bin/sh
# All Rust tests but those of the shell, with nextest where it is there; nextest leaves out the examples in docs.
set -eu
cd "$(dirname "$0")/.."
if cargo nextest --version >/dev/null 2>&1; then
    cargo nextest run --workspace --exclude junkai-shell --locked --no-fail-fast
    cargo test --workspace --exclude junkai-shell --locked --doc --quiet
else
    cargo test --workspace --exclude junkai-shell --locked --no-fail-fast
fi
