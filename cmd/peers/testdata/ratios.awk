# Makes of the figures of bench-postgis a table of ratios, and fails if the others have not
# found what we found. A figure is a name, the seconds that passed, the seconds of CPU, the
# number of things and a sum over them.

{ wall[$1] = $2; cpu[$1] = $3; count[$1] = $4; sum[$1] = $5 }

# row compares seconds of theirs with ours; the target is for what passed while we used all
# cores, as a user waits for it. CPU is one core against one.
function row(what, target, theirs, theirsCPU, ours, oursCPU, one, parallel,    reached) {
  reached = target ? (theirs / ours >= target ? "yes" : "no") : ""
  printf "| %s | %.3g | %.3g | %.3g | %.3g | %s | **%.1f** | %.1f | %.1f | %s | %s |\n", what, theirs, theirsCPU, ours, oursCPU,
    (one ? sprintf("%.3g", one) : ""), theirs / ours, theirsCPU / oursCPU, (parallel ? parallel / ours : 0), (target ? "≥ " target : ""), reached
}

# pairs compares CPU for a pair; there it is all that counts.
function pairs(what, target, name,    theirs, ours) {
  theirs = cpu["geos_" name] / count["geos_" name]
  ours = cpu["ours_" name "_1"] / count["ours_" name "_1"]
  printf "| %s | %.3g µs | %.3g µs | **%.1f** | ≥ %d | %s |\n", what, theirs * 1e6, ours * 1e6, theirs / ours, target, (theirs / ours >= target ? "yes" : "no")
  same("area of " name, sum["geos_" name], sum["ours_" name "_1"], 1e-9)
}

function same(what, a, b, most,    off) {
  off = a > b ? a - b : b - a
  if (off > most * (a > b ? a : b)) {
    printf "DIFFERENT: %s: %.9g and ours %.9g\n", what, a, b
    failed = 1
  }
}

END {
  print "| what | PostGIS s | CPU s | ours s | CPU s | ours, one core, s | ratio | CPU ratio | ratio to 3 processes | target | reached |"
  print "|---|---|---|---|---|---|---|---|---|---|---|"
  pb = wall["postgis_build"]; pbc = cpu["postgis_build"]
  o = wall["ours_build_all"]; oc = cpu["ours_build_all"]; o1 = wall["ours_build_1"]
  row("index", 0, pb, pbc, o, oc, o1, 0)
  row("pairs that meet, with area and index", 15, pb + wall["postgis_join"], pbc + cpu["postgis_join"], wall["ours_join_all"], cpu["ours_join_all"], wall["ours_join_1"], pb + wall["parallel_join"])
  row("the same without the index", 30, wall["postgis_join"], cpu["postgis_join"], wall["ours_join_all"] - o, cpu["ours_join_all"] - oc, wall["ours_join_1"] - o1, wall["parallel_join"])
  row("candidates at 3 σ by boxes, without the index; PostGIS by ST_DWithin", 40, wall["postgis_dwithin"], cpu["postgis_dwithin"], wall["ours_boxes_all"] - o, cpu["ours_boxes_all"] - oc, wall["ours_boxes_1"] - o1, wall["parallel_dwithin"])
  row("the same; PostGIS by boxes too", 0, wall["postgis_boxes"], cpu["postgis_boxes"], wall["ours_boxes_all"] - o, cpu["ours_boxes_all"] - oc, wall["ours_boxes_1"] - o1, wall["parallel_boxes"])
  row("candidates at 3 σ, both with index", 0, pb + wall["postgis_dwithin"], pbc + cpu["postgis_dwithin"], wall["ours_boxes_all"], cpu["ours_boxes_all"], wall["ours_boxes_1"], pb + wall["parallel_dwithin"])
  row("exactly the pairs of ST_DWithin, with their distances", 0, wall["postgis_dwithin"], cpu["postgis_dwithin"], wall["ours_within_all"] - o, cpu["ours_within_all"] - oc, wall["ours_within_1"] - o1, wall["parallel_dwithin"])
  row("P and E of all candidates, with index; PostGIS only counts by ST_DWithin", 2, wall["postgis_dwithin"], cpu["postgis_dwithin"], wall["ours_likely_all"], cpu["ours_likely_all"], wall["ours_likely_1"], wall["parallel_dwithin"])
  print ""
  print "| area that two polygons share, CPU for a pair | GEOS | ours | ratio | target | reached |"
  print "|---|---|---|---|---|---|"
  pairs("two plots that share ground", 150, "quads")
  pairs("50 corners, smooth", 5, "smooth50")
  pairs("50 corners, spiky", 5, "spiky50")
  pairs("2,000 corners, smooth", 3, "smooth2000")
  pairs("2,000 corners, spiky", 3, "spiky2000")
  print ""
  printf "Memory of a process that joins all plots: %d MiB (target: ≤ 1,430 MiB, %s).\n", wall["memory"], (wall["memory"] <= 1430 ? "reached" : "missed")
  printf "Pairs: %d meet and share %.3f m² (PostGIS: %d, %.3f m²); %d candidates by boxes (PostGIS: %d); %d within 3 σ (PostGIS: %d).\n",
    count["ours_join_all"], sum["ours_join_all"], count["postgis_contact"], sum["postgis_join"], count["ours_boxes_all"], count["postgis_boxes"], count["ours_within_all"], count["postgis_dwithin"]
  same("pairs that meet", count["postgis_contact"], count["ours_join_all"], 0)
  same("area shared", sum["postgis_join"], sum["ours_join_all"], 1e-6)
  same("pairs within 3 sigma", count["postgis_dwithin"], count["ours_within_all"], 1e-6)
  same("pairs with P and E", count["ours_boxes_all"], count["ours_likely_all"], 0)
  if (count["ours_boxes_all"] < count["ours_within_all"] || count["ours_boxes_all"] > count["postgis_boxes"]) {
    print "DIFFERENT: candidates by boxes lie between those within reach and those whose grown boxes meet"
    failed = 1
  }
  exit failed
}
