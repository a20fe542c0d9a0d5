#!/usr/bin/env bash
# Puts narrate into a folder, for a CI job:
#   install.sh FOLDER          builds it there, unless a cache brought it; installs what it needs to run
#   install.sh --name-sources  prints a name of the sources, for the cache's key
# A narrate that NARRATE_BINARY names is taken as it is.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

if [ "${1:-}" = --name-sources ]; then
  cd "$root"
  find Sources Package.swift pipelines/install-dependencies.sh -type f -print0 \
    | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-32
  exit 0
fi

folder=${1:?"usage: install.sh FOLDER | --name-sources"}
mkdir -p "$folder"
if [ -n "${NARRATE_BINARY:-}" ]; then
  ln -sf "$(realpath "$NARRATE_BINARY")" "$folder/narrate"
else
  "$root/pipelines/install-dependencies.sh"
  if ! "$folder/narrate" --version >/dev/null 2>&1; then
    command -v swift >/dev/null || {
      echo "narrate is built with Swift 6.3: install it from https://swift.org/install before this step" >&2
      exit 1
    }
    swift build --package-path "$root" -c release --product narrate --static-swift-stdlib
    install -m 755 "$root/.build/release/narrate" "$folder/narrate"
  fi
fi
"$folder/narrate" --version
if [ -n "${GITHUB_PATH:-}" ]; then realpath "$folder" >>"$GITHUB_PATH"; fi
