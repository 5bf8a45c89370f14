# Makes of the figures of bench-serve a table: what was aimed at, what was measured, and
# their ratio, which is 1 or more where the aim was met.

{ line[$1] = $0; figure[$1] = $2 }
$1 ~ /^(cold|warm|boxes|ids|idle|importing|load_before|first_tile)/ {
  n[$1] += $2; failed[$1] += $3; took[$1] += $4; rate[$1] = n[$1] / took[$1]
  if ($7 > p99[$1]) p99[$1] = $7 * 1
  if ($3 > 0) anyFailed += $3
}
$1 == "ready" { if ($2 > ready) ready = $2 }
$1 ~ /_VmHWM$/ { if ($2 > peak) peak = $2 }
$1 ~ /_VmRSS$/ { if ($2 > resident) resident = $2 }
$1 == "archive" { archive = $2 / 1000; archiveBytes = $3 }
$1 == "import_seconds" { import = $2 / 1000 }
$1 == "stale" { stale = $2; checked = 1 }

# least: the more the better; most: the less the better.
function least(what, aim, measured, unit) { row(what, "≥ " aim, measured, unit, measured / aim) }
function most(what, aim, measured, unit) { row(what, "≤ " aim, measured, unit, measured > 0 ? aim / measured : 99) }
function row(what, aim, measured, unit, ratio) {
  printf "| %s | %s%s | %s%s | %.2f | %s |\n", what, aim, unit, number(measured), unit, ratio, (ratio >= 1 ? "met" : "missed")
}
function number(v) { return v >= 100 ? sprintf("%.0f", v) : sprintf("%.3g", v) }

END {
  print "| what | aimed at | measured | ratio | |"
  print "|---|---|---|---|---|"
  for (z = 0; z <= 16; z++) if (("warm_z" z) in rate) {
    least("warm tiles, z" z, 9000, rate["warm_z" z], "/s")
    most("their p99, z" z, 10, p99["warm_z" z], " ms")
  }
  for (z = 0; z <= 16; z++) if (("cold_z" z) in rate && ("postgis_z" z) in figure) {
    times = (z <= 6 ? 20 : 3)
    printf "| cold tiles, z%d | ≥ %d × PostGIS, %s/s | %s/s | %.2f | %s |\n", z, times, number(figure["postgis_z" z]), number(rate["cold_z" z]),
      rate["cold_z" z] / figure["postgis_z" z] / times, (rate["cold_z" z] >= times * figure["postgis_z" z] ? "met" : "missed")
  } else if (("cold_z" z) in rate) printf "| cold tiles, z%d | | %s/s | | |\n", z, number(rate["cold_z" z])
  if ("boxes" in rate) least("items in a box of 100, of one region", 2500, rate["boxes"], "/s")
  if ("boxes_all" in rate) printf "| the same, boxes all over the data in turn: more than is kept | | %s/s | | |\n", number(rate["boxes_all"])
  if ("ids" in rate) least("items by id", 5000, rate["ids"], "/s")
  if (ready) most("start to ready", 3, ready, " s")
  if ("first_tile" in rate) printf "| from ready to the first tile of z0 | | %s s | | |\n", number(p99["first_tile"] / 1000)
  if (resident) most("resident", 1024, resident / 1024, " MiB")
  if (peak) printf "| resident, at its peak | | %s MiB | | |\n", number(peak / 1024)
  if (archive) { most("whole pyramid to PMTiles", 60, archive, " s"); printf "| its size | | %s MB | | |\n", number(archiveBytes / 1e6) }
  if ("importing" in rate) {
    printf "| reads while rows are imported (%s s): failed | 0 | %d of %d | | %s |\n", number(import), failed["importing"], n["importing"], (failed["importing"] ? "missed" : "met")
    most("their p99, idle " number(p99["idle"]) " ms", number(5 * p99["idle"]), p99["importing"], " ms")
  }
  if ("import_failed" in figure) print "| the import | done | failed | | missed |"
  if (checked) printf "| stale tiles afterwards | 0 | %s | | %s |\n", (stale ? "some" : "0"), (stale ? "missed" : "met")
  if (anyFailed) { printf "\n%d requests failed.\n", anyFailed; exit 1 }
}
