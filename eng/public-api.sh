#!/usr/bin/env bash
# Writes the public API of each project under src/ to its PublicAPI.Unshipped.txt, from what the compiler finds undeclared (RS0016).
# What a release shipped goes from there to PublicAPI.Shipped.txt, once, by hand.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C DOTNET_NOLOGO=1

log=$(mktemp) lists=$(mktemp)
trap 'rm -f "$log" "$lists"' EXIT
tar -cf "$lists" src/*/PublicAPI.Unshipped.txt
for file in src/*/PublicAPI.Unshipped.txt; do
  echo '#nullable enable' > "$file"
done

# RS0016: not declared. RS0017, of what was shipped and is gone, still fails the build, and the lists stay what they were.
dotnet build src/AdaptiveML --no-incremental -v q -clp:NoSummary -p:WarningsNotAsErrors=RS0016 > "$log" ||
  { grep 'error' "$log" >&2; tar -xf "$lists"; exit 1; }

sed -nE "s|^.*RS0016: Symbol '(.*)' is not part of the declared public API.*\[.*/(src/[^/]+)/[^/]+\]\$|\2 \1|p" "$log" | sort -u |
  while read -r folder symbol; do echo "$symbol" >> "$folder/PublicAPI.Unshipped.txt"; done

wc -l src/*/PublicAPI.Unshipped.txt
