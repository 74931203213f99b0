#!/usr/bin/env bash
# Saves a model to a disk of 4 MB until it is full, and looks what is left of the file: eng/full-disk.sh. Needs the right to mount.
set -euo pipefail
cd "$(dirname "$0")/.."

folder=$(mktemp -d) image=$(mktemp)
trap 'umount "$folder" 2> /dev/null || true; rm -rf "$image" "$folder"' EXIT
truncate -s 4M "$image"
mkfs.ext4 -q "$image"
mount -o loop "$image" "$folder"
dotnet run eng/full-disk.cs "$folder"
