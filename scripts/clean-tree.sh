#!/bin/sh
# clean-tree.sh PATH...: fails when generated files differ from what is committed. In a tree without git (an unpacked
# archive) there is nothing to compare with.
set -eu
cd "$(dirname "$0")/.."
if ! git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    echo "no git here: generated files are not compared"
    exit 0
fi
git --no-pager diff --exit-code -- "$@" || {
    echo "generated files differ from the committed ones: look at them, then commit them" >&2
    exit 1
}
