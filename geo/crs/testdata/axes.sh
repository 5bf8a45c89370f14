#!/usr/bin/env bash
# Writes axes.tsv: the axes of all systems of the package in the order of the EPSG dataset,
# as "north,east", and their unit. Runs on Debian 12 with proj-bin:
#
#   ./axes.sh > axes.tsv
set -euo pipefail

printf 'OGC:CRS84\t%s\n' "$(projinfo -q --single-line -o WKT2:2019 -k crs OGC:CRS84 |
  sed -E 's/.*CS\[[a-z]+,2\],AXIS\["[^"]*",([a-z]+).*AXIS\["[^"]*",([a-z]+).*(LENGTH|ANGLE)UNIT\["([a-z]+)".*/\1,\2\t\4/')"
tail -n +2 "$(dirname "$0")/reference.csv" | cut -d, -f1 | sort -nu | while read -r code; do
  printf 'EPSG:%s\t%s\n' "$code" "$(projinfo -q --single-line -o WKT2:2019 -k crs "EPSG:$code" |
    sed -E 's/.*CS\[[A-Za-z]+,2\],AXIS\["[^"]*",([a-z]+).*AXIS\["[^"]*",([a-z]+).*(LENGTH|ANGLE)UNIT\["([a-z]+)".*/\1,\2\t\4/')"
done
