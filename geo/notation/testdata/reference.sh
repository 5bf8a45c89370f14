#!/usr/bin/env bash
# Writes reference.csv: how other programs write points of the region, of the edges of zones and
# bands, and of the exceptions of Norway and Svalbard. UTM and MGRS are those of GeographicLib's
# GeoConvert 2.1.2, the Gauss–Krüger zones those of PROJ 9.1 by the operations EPSG:5044 and
# EPSG:5043. Runs on Debian 12 with geographiclib-tools and proj-bin:
#
#   ./reference.sh > reference.csv
set -euo pipefail

points() {
  local lon lat
  for lon in 104.3 113.5 119.99999 120.00001 126 131.4 132 135.0717 137.9 142.7 147 158.65 167.2 173.999 177.5 179.99999 -179.99999 -175 -172.3; do
    for lat in 42.8 47.99999 48.00001 48.4825 52 55.99999 59.56 64.4 66.2 71.99999 72.00001; do
      echo "$lon $lat"
    done
  done
  printf '%s\n' "0 0.00001" "0 -0.00001" "2.9 60" "3.1 60" "5.9 63.99" "3.1 56.1" "3.1 55.9" "8.9 75" "9.1 75" "20.9 78" "21.1 78" "32.9 80" "33.1 80" \
    "41.9 83.9" "42.1 83.9" "18 -79.9" "151.2 -33.86" "-70.6 -33.4" "-157.916 21.4098" "44.4 33.3" "-177.1 -79.99" "-179.9 83.99" "179.9 -0.5"
}

# zone OFFSET LON: EPSG code of the zone of 6°, by the longitude on its own datum.
zone() { awk -v o="$1" -v l="$2" 'BEGIN { if (l < 0) l += 360; print o + int(l / 6) + 1 }'; }

# soviet OPERATION DATUM OFFSET LON LAT: northing and easting; empty far from the region.
soviet() {
  awk -v l="$4" -v f="$5" 'BEGIN { exit !(f > 42 && f < 82 && (l > 100 || l < -169)) }' || return 0
  read -r lat lon _ <<< "$(echo "$5 $4 0 0" | cct -I -d 12 "EPSG:$1")"
  echo "$lat $lon" | cs2cs -f '%.4f' "EPSG:$2" "EPSG:$(zone "$3" "$lon")" | awk '{ print $1 " " $2 }'
}

echo lon,lat,utm,mgrs,sk42,sk95
while read -r lon lat; do
  utm=$(echo "$lat $lon" | GeoConvert -u -p 4)
  mgrs=$(echo "$lat $lon" | GeoConvert -m -p 0)
  echo "$lon,$lat,$utm,$mgrs,$(soviet 5044 4284 28400 "$lon" "$lat"),$(soviet 5043 4200 20000 "$lon" "$lat")"
done < <(points)
