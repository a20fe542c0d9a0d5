#!/usr/bin/env bash
# fuzz.sh [SECONDS] [READER ...]: bends bytes for every reader of sources, guided by the code they reach,
# for so long each (default: 60 seconds). Inputs that crash, hang for 10 seconds, take more than 512 MiB
# or lose text are kept in .build/fuzz/findings; make a regression fixture of each in fixtures/fuzz.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
shift || true
readers=("$@")
[ ${#readers[@]} -gt 0 ] || readers=(zip opf ncx nav html xhtml txt markdown pls csv)

# Coverage instruments the readers, so they are built aside from the product.
NARRATE_FUZZ=1 swift build -c release --scratch-path .build/fuzz --product SourceFuzz \
  -Xswiftc -sanitize=fuzzer -Xswiftc -enable-testing -Xswiftc -use-ld=lld

program=.build/fuzz/release/SourceFuzz
findings=.build/fuzz/findings
mkdir -p "$findings"
for reader in "${readers[@]}"; do
  corpus=.build/fuzz/corpus/$reader
  mkdir -p "$corpus"
  python3 Tests/Fuzz/seeds.py "$reader" "$corpus"
  echo "-- $reader, $seconds s"
  log=.build/fuzz/$reader.log
  "$program" "$reader" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=512 -max_len=20000 \
    -artifact_prefix="$findings/$reader-" -print_final_stats=1 -verbosity=0 "$corpus" >"$log" 2>&1 || true
  grep -E "ERROR|SUMMARY|Fatal|fatal|Test unit written|number_of_executed_units|average_exec_per_sec" "$log" || true
  if ! grep -q number_of_executed_units "$log" && ! compgen -G "$findings/$reader-*" >/dev/null; then
    echo "the reader '$reader' was not tried:" >&2
    tail "$log" >&2
    exit 1
  fi
done
if compgen -G "$findings/*" >/dev/null; then
  echo "findings:" >&2
  ls "$findings" >&2
  exit 1
fi
echo "no findings"
