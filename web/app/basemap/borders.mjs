// Borders as lines, from polygons that share their edges vertex for vertex: an edge of two
// polygons is a border between them, an edge of only one is coast.

/** Lines between the polygons of `features`; `kind(a, b)` names the border or leaves it out. */
export function sharedBorders(features, kind) {
  const edges = new Map();
  for (const feature of features) {
    for (const ring of rings(feature.geometry)) {
      for (let i = 1; i < ring.length; i++) collect(edges, ring[i - 1], ring[i], feature.properties);
    }
  }
  const byKind = new Map();
  for (const { from, to, owners } of edges.values()) {
    if (owners.length !== 2) continue;
    const name = kind(owners[0], owners[1]);
    if (!name) continue;
    if (!byKind.has(name)) byKind.set(name, []);
    byKind.get(name).push([from, to]);
  }
  return [...byKind].map(([name, pieces]) => ({
    type: "Feature",
    properties: { kind: name },
    geometry: { type: "MultiLineString", coordinates: chain(pieces) },
  }));
}

function rings(geometry) {
  return geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
}

const keyOf = (p) => `${p[0].toFixed(5)},${p[1].toFixed(5)}`;

function collect(edges, from, to, owner) {
  const a = keyOf(from);
  const b = keyOf(to);
  if (a === b) return;
  const key = a < b ? `${a} ${b}` : `${b} ${a}`;
  const edge = edges.get(key);
  if (edge) edge.owners.push(owner);
  else edges.set(key, { from, to, owners: [owner] });
}

/** Joins two-point pieces end to end wherever exactly two of them meet. */
function chain(pieces) {
  const at = new Map();
  for (const piece of pieces) {
    for (const p of piece) {
      const k = keyOf(p);
      if (!at.has(k)) at.set(k, []);
      at.get(k).push(piece);
    }
  }
  const used = new Set();
  const lines = [];
  const follow = (line) => {
    for (;;) {
      const end = line.at(-1);
      const next = at.get(keyOf(end)).filter((p) => !used.has(p));
      if (next.length !== 1 || at.get(keyOf(end)).length !== 2) return;
      used.add(next[0]);
      line.push(keyOf(next[0][0]) === keyOf(end) ? next[0][1] : next[0][0]);
    }
  };
  for (const piece of pieces) {
    if (used.has(piece)) continue;
    used.add(piece);
    const line = [...piece];
    follow(line);
    line.reverse();
    follow(line);
    lines.push(line);
  }
  return lines;
}
