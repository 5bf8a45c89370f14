#!/usr/bin/env bash
# Writes definitions.tsv: how PROJ spells systems of the package in each flavour of
# well-known text and as PROJ string. Runs on Debian 12 with proj-bin:
#
#   ./definitions.sh > definitions.tsv
set -euo pipefail
for code in 4326 3857 32654 32601 4284 28425 28431 2490 28485 2562 3389 2637 4200 20031 2739 7683 20925 21245 4301 3095 4740 9475; do
  for flavour in WKT1_ESRI WKT1_GDAL WKT2:2015 WKT2:2019 PROJ; do
    text=$(projinfo -q --single-line -o "$flavour" "EPSG:$code")
    printf '%s\t%s\t%s\n' "$code" "$flavour" "$text"
  done
done
