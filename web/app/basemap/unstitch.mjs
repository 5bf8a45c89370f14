// world-atlas joins polygons across 180° and around the South Pole, as a sphere wants it. A
// flat map needs longitudes that run on past 180° instead; geojson-vt then cuts them.

/** A polygon's rings with longitudes that never jump; a ring around a pole is closed along the map's edge. */
export function unstitch(polygon) {
  const [outer, ...holes] = polygon.map(unwrap);
  return [closed(outer), ...holes.map((hole) => besides(hole, outer))];
}

function unwrap(ring) {
  let turns = 0;
  return ring.map(([lon, lat], i) => {
    const before = i === 0 ? lon : ring[i - 1][0];
    if (lon - before > 180) turns -= 360;
    if (lon - before < -180) turns += 360;
    return [lon + turns, lat];
  });
}

function closed(ring) {
  const [first, last] = [ring[0], ring.at(-1)];
  if (Math.abs(first[0] - last[0]) < 180) return ring;
  const pole = first[1] < 0 ? -90 : 90;
  return [...ring, [last[0], pole], [first[0], pole], first];
}

/** A hole may have been unwrapped into the turn next to its outer ring's. */
function besides(hole, outer) {
  const west = Math.min(...outer.map((p) => p[0]));
  const east = Math.max(...outer.map((p) => p[0]));
  const shift = [0, 360, -360].find((s) => hole[0][0] + s >= west && hole[0][0] + s <= east) ?? 0;
  return hole.map(([lon, lat]) => [lon + shift, lat]);
}
