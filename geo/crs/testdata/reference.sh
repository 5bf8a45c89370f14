#!/usr/bin/env bash
# Writes reference.csv: what PROJ makes of points of the region, for every system that the
# package knows by rule and every datum operation. Runs on Debian 12 with proj-bin:
#
#   ./reference.sh > reference.csv
#
# A row is a point in one system: its longitude and latitude on the system's own datum, its
# easting and northing by PROJ's own definition of the EPSG code, and its longitude and
# latitude in WGS 84 at height 0 by the one operation named. Systems that list northing
# first (PROJ keeps to the order of EPSG) are turned to easting, northing here.
set -euo pipefail

# points MERIDIAN: around a zone, up to 4° from its central meridian, into −180…180.
points() {
  local lats=(42 71.5 48.25 66 54.125 60.0625 45.5) lons=(-4 -3.01 -1.7 0 0.875 2.6 4) i
  for i in "${!lats[@]}"; do
    printf '%s %s\n' "$1" "${lons[i]}" "${lats[i]}" | paste -sd' ' |
      awk '{ l = $1 + $2; if (l > 180) l -= 360; if (l <= -180) l += 360; printf "%.10g %s\n", l, $3 }'
  done
}

# grid: the whole region, 115° E to 170° W.
grid() {
  local lon lat
  for lon in 115 121.3 127.7 134.1 141.2 147.9 154.6 161.3 168.2 174.9 179.99999 180 181.1 185.6 190; do
    for lat in 42 49.4 57.7 65.1 72; do
      awk -v l="$lon" -v f="$lat" 'BEGIN { if (l > 180) l -= 360; printf "%.10g %s\n", l, f }'
    done
  done
}

# rows CODE ORDER BASE OPERATION: reads "lon lat" lines. ORDER is the axes of CODE: en, ne.
rows() {
  local work op
  work=$(mktemp -d)
  cat > "$work/in"
  awk '{ print $2, $1 }' "$work/in" > "$work/latlon"
  if [ "$1" = "$3" ]; then
    awk '{ print $1 "," $2 }' "$work/in" > "$work/xy"
  else
    cs2cs -f '%.9f' "EPSG:$3" "EPSG:$1" < "$work/latlon" |
      awk -v order="$2" '{ print order == "ne" ? $2 "," $1 : $1 "," $2 }' > "$work/xy"
  fi
  if [ "$4" = none ]; then
    awk '{ print $1 "," $2 }' "$work/in" > "$work/wgs84"
  else
    read -ra op <<< "$(operation "$4")"
    awk '{ print $1, $2, 0, 0 }' "$work/latlon" | cct -d 13 "${op[@]}" | awk '{ print $2 "," $1 }' > "$work/wgs84"
  fi
  awk -v head="$1,$4" '{ print head "," $1 "," $2 }' "$work/in" | paste -d, - "$work/xy" "$work/wgs84"
  rm -r "$work"
}

# operation NUMBER: its registration at EPSG, latitude first; but for 7960, which is
# registered between geocentric systems only.
operation() {
  [ "$1" = 7960 ] || { echo "EPSG:$1"; return; }
  echo "+proj=pipeline +step +proj=axisswap +order=2,1" \
    "+step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=push +v_3 +step +proj=cart +a=6378136 +rf=298.257839303" \
    "+step +proj=helmert +x=-0.003 +y=-0.001 +z=0 +rx=0.000019 +ry=-0.000042 +rz=0.000002 +s=0 +convention=coordinate_frame" \
    "+step +inv +proj=cart +ellps=WGS84 +step +proj=pop +v_3 +step +proj=unitconvert +xy_in=rad +xy_out=deg" \
    "+step +proj=axisswap +order=2,1"
}

# meridian WIDTH ZONE
meridian() {
  awk -v w="$1" -v z="$2" 'BEGIN { l = w == 6 ? 6 * z - 3 : 3 * z; if (l > 180) l -= 360; print l }'
}

# zones BASE OPERATION WIDTH OFFSET FIRST LAST: codes OFFSET + zone. Zones of the region get
# all points, those west of it two, which prove the code.
zones() {
  local zone
  for zone in $(seq "$5" "$6"); do
    points "$(meridian "$3" "$zone")" |
      if [ $((zone * $3)) -ge 117 ]; then cat; else sed -n '2p;5p'; fi |
      rows $(($4 + zone)) ne "$1" "$2"
  done
}

echo code,operation,lon,lat,x,y,lon84,lat84

for pair in 4326:none 4284:5044 4284:1267 4284:15865 4284:1254 4200:5043 4200:1281 7683:9773 \
  4301:15484 4301:1230 4740:1244 4740:15843 9475:7960; do
  grid | rows "${pair%:*}" ll "${pair%:*}" "${pair#*:}"
done
grid | rows 3857 en 4326 none
grid | rows 28425 ne 4284 5044
grid | rows 20027 ne 4200 5043
grid | rows 32655 en 4326 none

for zone in $(seq 1 60); do
  points $((zone * 6 - 183)) | if [ "$zone" -ge 50 ] || [ "$zone" -le 3 ]; then cat; else sed -n '2p;5p'; fi |
    rows $((32600 + zone)) en 4326 none
done
for zone in $(seq 51 55); do
  points $((zone * 6 - 183)) | rows $((3041 + zone)) en 4301 15484
done

zones 4284 5044 6 28400 2 32
zones 4284 5044 6 28460 2 32
zones 4284 5044 6 2490 2 32
zones 4284 5044 3 2516 7 33
zones 4284 5044 3 2517 34 59
zones 4284 5044 3 3329 60 60
zones 4284 5044 3 2517 61 64
zones 4284 5044 3 2575 7 24
zones 4284 5044 3 2576 25 64

zones 4200 5043 6 20000 4 32
zones 4200 5043 6 20060 4 32
zones 4200 5043 6 2459 4 32
zones 4200 5043 3 2634 7 59
zones 4200 5043 3 3330 60 60
zones 4200 5043 3 2634 61 64
zones 4200 5043 3 2692 7 43
zones 4200 5043 3 2694 44 64

zones 7683 9773 6 20900 4 32
zones 7683 9773 6 21000 4 32
zones 7683 9773 3 21200 7 64
zones 7683 9773 3 21300 7 64
