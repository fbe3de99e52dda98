#!/bin/sh
# stage.sh NAME COMMAND...: runs one stage of `make test` and says how long it took. Times also go to the file that
# JUNKAI_TIMES names, from which the summary at the end is made.
set -eu
name=$1
shift
printf '\n=== %s\n' "$name"
begin=$(date +%s)
status=0
"$@" || status=$?
seconds=$(($(date +%s) - begin))
if [ "$status" = 0 ]; then result=ok; else result="FAILED ($status)"; fi
line=$(printf '%-28s %5d s  %s' "$name" "$seconds" "$result")
printf '=== %s\n' "$line"
if [ -n "${JUNKAI_TIMES:-}" ]; then printf '%s\n' "$line" >>"$JUNKAI_TIMES"; fi
exit "$status"
