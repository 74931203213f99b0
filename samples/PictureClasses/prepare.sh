#!/usr/bin/env bash
# Makes the pictures of the sample: prepare.sh [FOLDER]. Needs npm, node and tar; what it takes, and under which licence, is in SOURCES.md.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/pictures}

packages=$(mktemp -d)
trap 'rm -rf "$packages"' EXIT

# unpack NAME PACKAGE@VERSION: npm checks what it fetches against the registry's checksum.
unpack() {
  local archive
  archive=$(cd "$packages" && npm pack --silent "$2")
  mkdir "$packages/$1"
  tar -xzf "$packages/$archive" -C "$packages/$1" --strip-components=1
}

unpack twemoji @discordapp/twemoji@16.0.1
unpack openmoji openmoji@17.0.0
unpack resvg @resvg/resvg-wasm@2.6.2

node "$here/prepare.mjs" "$packages" "$folder"
