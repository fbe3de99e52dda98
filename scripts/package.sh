#!/bin/sh
# Makes the packages of this system (.deb and .rpm) from a release build, into out/packages with their checksums.
set -eu
cd "$(dirname "$0")/.."
OUT=out/packages
TARGET=${CARGO_TARGET_DIR:-target}

npm --prefix ui run --silent build
cargo build --release --locked --package junkai-shell
rm -rf "$TARGET/release/bundle"
# What is packed is the program that was just built; the bundler builds nothing.
ui/node_modules/.bin/tauri bundle --ci --bundles deb,rpm --config src-tauri/tauri.bundle.json
rm -rf "$OUT"
mkdir -p "$OUT"
find "$TARGET/release/bundle" \( -name '*.deb' -o -name '*.rpm' \) -exec cp {} "$OUT"/ \;
(cd "$OUT" && sha256sum -- * >SHA256SUMS && cat SHA256SUMS)
