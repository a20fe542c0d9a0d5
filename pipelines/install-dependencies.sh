#!/usr/bin/env bash
# Installs what narrate needs from the system: C libraries to build with, programs to run with, and
# (with --tests) the independent programs that the tests judge its output with.
# Does nothing, and needs no rights, when everything is there.
set -euo pipefail

# C libraries, linked into narrate.
libraries=(libcurl4-openssl-dev libxml2-dev libzip-dev libdeflate-dev libmd4c-dev libmd4c-html0-dev
  libmp3lame-dev libmpg123-dev libopusfile-dev libebur128-dev
  libsoxr-dev libsqlite3-dev libssl-dev)
# Programs narrate runs.
programs=(espeak-ng ffmpeg)
# What listens to the words of takes, and the model of English it listens with; found at run time.
ears=(libpocketsphinx3 pocketsphinx-en-us)
# Tools of the build.
build=(pkg-config)
# Programs that check what narrate made.
judges=(python3 python3-venv python3-mutagen python3-numpy atomicparsley mp3val lame openssl faketime nghttp2-proxy
  flite pocketsphinx python3-feedparser libxml2-utils
  python3-jsonschema python3-yaml zsh fish man-db mandoc)
# A browser that plays what is made for the web, where the distribution has it as a package.
browser=(chromium chromium-driver)
# Judges from PyPI, in an environment of their own inside .build: an S3 server and a client of it,
# and what knows the definitions of CI services.
python_judges=('moto[server]>=5' boto3 pyyaml 'check-jsonschema==0.39.0' 'yamllint==1.38.0')
# Other readers of books that the benchmarks measure against.
peers=(python3-ebooklib python3-bs4 python3-lxml)

# Makes that environment where it is missing; without PyPI those tests are skipped.
install_python_judges() {
  local folder
  folder="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)/.build/judges"
  "$folder/bin/python" -c 'import moto.server, boto3, yaml, check_jsonschema, yamllint' 2>/dev/null && return
  echo "installing Python packages in $folder: ${python_judges[*]}"
  /usr/bin/python3 -m venv --clear "$folder" \
    && "$folder/bin/python" -m pip install --quiet --retries 1 "${python_judges[@]}" \
    || echo "PyPI can't be reached: tests against an S3 server will be skipped" >&2
}

if [ "$(uname)" = Darwin ]; then
  command -v brew >/dev/null || { echo "install Homebrew first: https://brew.sh" >&2; exit 1; }
  echo "brew install: curl libxml2 libzip libdeflate lame mpg123 opusfile libebur128 libsoxr sqlite openssl@3 espeak-ng ffmpeg"
  brew install -q pkg-config curl libxml2 libzip libdeflate lame mpg123 opusfile libebur128 libsoxr sqlite openssl@3 \
    espeak-ng ffmpeg
  exit 0
fi

command -v dpkg-query >/dev/null || {
  echo "this script knows Debian and Ubuntu; install the like of: ${libraries[*]} ${programs[*]}" >&2
  exit 1
}

wanted=("${build[@]}" "${libraries[@]}" "${programs[@]}" "${ears[@]}")
if [ "${1:-}" = --tests ]; then
  wanted+=("${judges[@]}" "${peers[@]}")
fi

missing=()
add_missing() {
  local package state
  for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || [[ " ${missing[*]-} " == *" $package "* ]] || missing+=("$package")
  done
}
# The browser, where the distribution has it as a package.
add_missing_browser() {
  if apt-cache show "${browser[@]}" >/dev/null 2>&1; then add_missing "${browser[@]}"; fi
}
add_missing "${wanted[@]}"
if [ ${#missing[@]} -eq 0 ] && [ "${1:-}" = --tests ]; then add_missing_browser; fi
if [ ${#missing[@]} -eq 0 ]; then
  if [ "${1:-}" = --tests ]; then install_python_judges; fi
  exit 0
fi

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || {
    echo "missing system packages: ${missing[*]}" >&2
    echo "install them as root: apt-get install ${missing[*]}" >&2
    exit 1
  }
  as_root=(sudo)
fi
echo "installing system packages: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
# A fresh machine has heard of no packages before that.
if [ "${1:-}" = --tests ]; then add_missing_browser; fi
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
echo "installed"
if [ "${1:-}" = --tests ]; then install_python_judges; fi
