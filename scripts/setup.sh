#!/bin/sh
# Puts what is missing on a Debian or Ubuntu machine, says before what that is, and does nothing when nothing is.
# Rust and Node are not installed from here, since people have their own ways of keeping them; it says what to do.
set -eu
cd "$(dirname "$0")/.."

PACKAGES="
    build-essential pkg-config perl
    libwebkit2gtk-4.1-dev libgtk-3-dev librsvg2-dev libxdo-dev
    xvfb xauth dbus-x11 webkit2gtk-driver xdotool imagemagick
    age minisign poppler-utils libreoffice-calc librsvg2-bin graphviz time
    rpm cpio
"
RUST_NEEDED=1.95
NODE_NEEDED=20.19

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$*"; exit 1; }
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

install_packages() {
    missing=""
    for package in $PACKAGES; do
        case "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" in
            installed) ;;
            *) missing="$missing $package" ;;
        esac
    done
    if [ -z "$missing" ]; then return; fi
    if [ "$(id -u)" = 0 ]; then
        as_root=""
    elif command -v sudo >/dev/null; then
        as_root=sudo
    else
        fail "these packages are missing, and neither root nor sudo is at hand; install them:$missing"
    fi
    say "installs with apt-get:$missing"
    $as_root apt-get update -q
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing
}

check_rust() {
    # rustup puts itself there without touching the PATH of a shell that is already open.
    command -v cargo >/dev/null || fail "Rust is missing. Install $RUST_NEEDED or newer as https://rustup.rs says, then open a new shell."
    found=$(rustc --version | cut -d ' ' -f 2)
    at_least "$found" "$RUST_NEEDED" || fail "Rust $found is too old; $RUST_NEEDED or newer is needed: rustup update stable"
    for part in fmt clippy; do
        cargo "$part" --version >/dev/null 2>&1 || fail "cargo $part is missing: rustup component add rustfmt clippy"
    done
}

check_node() {
    command -v node >/dev/null && command -v npm >/dev/null ||
        fail "Node is missing. Install $NODE_NEEDED or newer with npm, as https://nodejs.org says."
    found=$(node --version | tr -d v)
    at_least "$found" "$NODE_NEEDED" || fail "Node $found is too old; $NODE_NEEDED or newer is needed"
}

install_npm_packages() {
    # npm writes this file last, so it is as new as the last complete installation.
    if [ ui/node_modules/.package-lock.json -nt ui/package-lock.json ]; then return; fi
    say "installs the window's build tools from npm into ui/node_modules"
    npm --prefix ui ci --no-audit --no-fund --loglevel=error >&2
    touch ui/node_modules/.package-lock.json
}

if command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; then
    install_packages
else
    say "this is not Debian; needed are the equivalents of:" $PACKAGES
fi
check_rust
check_node
install_npm_packages
say "everything is there"
