#!/bin/sh
# Installs the packages of out/packages into clean roots, checks what they ask for, and opens the installed window
# under Xvfb on the sample hospital. Nothing outside a temporary folder is changed.
set -eu
cd "$(dirname "$0")/.."
OUT=out/packages
ROOT=$(mktemp -d)
trap 'rm -rf "$ROOT"' EXIT INT TERM
fail() { printf 'package-test: %s\n' "$*" >&2; exit 1; }
the_one() { set -- "$OUT"/*."$1"; [ $# = 1 ] && [ -f "$1" ] || fail "not exactly one such file: $*"; printf '%s\n' "$1"; }

DEB=$(the_one deb)
RPM=$(the_one rpm)
(cd "$OUT" && sha256sum --quiet --check SHA256SUMS)

echo "deb: into a root of its own, by dpkg itself"
mkdir -p "$ROOT/deb/var/lib/dpkg/info" "$ROOT/deb/var/lib/dpkg/updates"
: >"$ROOT/deb/var/lib/dpkg/status"
# An empty root has no dependencies; they are checked below against this system.
dpkg --root="$ROOT/deb" --force-depends --log=/dev/null --install "$DEB" >"$ROOT/dpkg.log" 2>&1 || fail "dpkg: $(cat "$ROOT/dpkg.log")"
PROGRAM="$ROOT/deb/usr/bin/junkai-desktop"
[ -x "$PROGRAM" ] || fail "no program in the package"
DESKTOP=$(find "$ROOT/deb/usr/share/applications" -name '*.desktop')
grep -q '^Exec=junkai-desktop' "$DESKTOP" || fail "the menu entry does not start the program"
find "$ROOT/deb/usr/share/icons" -name '*.png' | grep -q . || fail "no icon"
for paper in LICENSE-MIT LICENSE-APACHE licences/BIZ-UDPGothic-OFL.txt; do
    [ -s "$ROOT/deb/usr/share/doc/junkai/$paper" ] || fail "$paper is missing"
done

echo "deb: every library comes from a package that is asked for"
DEPENDS=$(dpkg-deb --field "$DEB" Depends | tr ',' '\n' | sed 's/^ *//; s/[ (|].*//' | grep -v '^$')
[ -n "$DEPENDS" ] || fail "the package asks for nothing"
closure() { apt-cache depends --recurse --no-recommends --no-suggests --no-conflicts --no-breaks --no-replaces --no-enhances --installed $DEPENDS | grep '^[a-z]' | sed 's/:.*//' | sort -u; }
closure >"$ROOT/closure"
objdump -p "$PROGRAM" | sed -n 's/^ *NEEDED *//p' | while read -r library; do
    path=$(ldconfig -p | sed -n "s|^\t$library .*x86-64.* => ||p" | head -n 1)
    [ -n "$path" ] || fail "$library is not on this system"
    owner=$(dpkg -S "$path" 2>/dev/null || dpkg -S "$(readlink -f "$path")" 2>/dev/null || dpkg -S "/usr$path" 2>/dev/null || dpkg -S "${path#/usr}")
    owner=${owner%%:*}
    grep -qx "$owner" "$ROOT/closure" || fail "$library is of $owner, which the package does not ask for"
done

echo "deb: the installed window opens on the sample hospital, closes, and leaves nothing behind"
JUNKAI_DESKTOP="$PROGRAM" node --test --test-reporter=spec tests/e2e/traces.test.mjs
dpkg --root="$ROOT/deb" --log=/dev/null --purge "$(dpkg-deb --field "$DEB" Package)" >/dev/null
[ ! -e "$PROGRAM" ] || fail "removing leaves the program"

echo "rpm: the same files"
if command -v rpm2cpio >/dev/null && command -v cpio >/dev/null; then
    mkdir "$ROOT/rpm" "$ROOT/again"
    rpm2cpio "$RPM" | (cd "$ROOT/rpm" && cpio --quiet -idm)
    dpkg-deb -x "$DEB" "$ROOT/again"
    (cd "$ROOT/rpm" && find . -type f | sort) >"$ROOT/rpm.list"
    (cd "$ROOT/again" && find . -type f ! -path '*/changelog*' | sort) >"$ROOT/deb.list"
    diff "$ROOT/deb.list" "$ROOT/rpm.list" || fail "the packages differ in their files"
    rpm -qp --requires "$RPM" 2>/dev/null | grep -q webkit || fail "the rpm does not ask for WebKitGTK"
else
    echo "rpm2cpio and cpio are not there: the rpm was not unpacked"
fi
echo "package-test: everything is in order"
