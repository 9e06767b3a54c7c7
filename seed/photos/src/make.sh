#!/usr/bin/env bash
# Draws the sample photos: SVG from make.py, PNG by Chromium, JPEG by libvips.
# Usage: make.sh [KEY…]   (no key = all of them). Needs python3, chromium, vips and a Chinese font (Noto Sans CJK).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 -B "$here/make.py" "$work" "$@" | while read -r key; do
    # one tile for the whole picture: noise filters show seams between tiles
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
        --default-tile-width=1216 --default-tile-height=912 --window-size=1200,900 --screenshot="$work/$key.png" "file://$work/$key.svg" </dev/null 2>"$work/log" || { cat "$work/log" >&2; exit 1; }
    vips gaussblur "$work/$key.png" "$work/$key.v" 0.7 # a lens is never as sharp as a drawing
    vips jpegsave "$work/$key.v" "$here/../$key.jpg" --Q 62 --strip --optimize-coding --interlace
    echo "$key $(stat -c %s "$here/../$key.jpg")"
done
