#!/usr/bin/env bash
# Writes registry.tsv: the names of all systems of the package by the EPSG dataset, and of
# its operations the name, the accuracy in metres (999: not known) and the bounding box of
# the area of use as south,west,north,east. Runs on Debian 12 with proj-bin:
#
#   ./registry.sh > registry.tsv
set -euo pipefail

wkt() { projinfo -q --single-line -o WKT2:2019 -k "$1" "EPSG:$2"; }

name() { sed -E 's/^[A-Z]+\["([^"]*)".*/\1/'; }

tail -n +2 "$(dirname "$0")/reference.csv" | cut -d, -f1 | sort -nu | while read -r code; do
  printf 'crs\t%s\t%s\n' "$code" "$(wkt crs "$code" | name)"
done
tail -n +2 "$(dirname "$0")/reference.csv" | cut -d, -f2 | sort -nu | grep -v none | while read -r code; do
  text=$(wkt operation "$code")
  printf 'operation\t%s\t%s\t%s\t%s\n' "$code" "$(name <<< "$text")" \
    "$(sed -E 's/.*OPERATIONACCURACY\[([^]]*)\].*/\1/' <<< "$text")" \
    "$(sed -E 's/.*BBOX\[([^]]*)\].*/\1/' <<< "$text")"
done
