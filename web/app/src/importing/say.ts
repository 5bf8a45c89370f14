import type { Column, FieldInfo, Profile, Say } from "./contract.ts";

/** Nothing said: the file speaks for itself. */
export const nothingSaid: Say = {
  collection: "",
  format: "",
  layer: "",
  encoding: "",
  crs: "",
  north_first: false,
  source: "",
  accuracy_m: 0,
  map: {},
  set: {},
  locate_words: false,
};

/** Where a column goes. An empty field keeps it as it is: whatever its header had it fill is then said to have no column. */
export function withColumn(say: Say, column: Column, field: string): Say {
  const map = Object.fromEntries(Object.entries(say.map).filter(([, c]) => c !== column.name));
  if (field !== "") map[field] = column.name;
  else if (column.field !== "") map[column.field] = "";
  return { ...say, map };
}

/** A value for every record that states none; no value takes it back. */
export function withValue(say: Say, field: string, value: string): Say {
  const set = Object.fromEntries(Object.entries(say.set).filter(([f]) => f !== field));
  return { ...say, set: value === "" ? set : { ...set, [field]: value } };
}

/** Another collection has other fields: what was said of columns and values no longer holds. */
export function withCollection(say: Say, collection: string): Say {
  return collection === say.collection ? say : { ...say, collection, map: {}, set: {} };
}

/** What a profile says, in place of all that was said before. */
export function fromProfile({ name: _, ...said }: Profile): Say {
  return { ...nothingSaid, ...said, map: { ...said.map }, set: { ...said.set } };
}

/** What may still be filled for all records: the fields that no column fills and that have no place of their own on the page. */
export function unfilled(fields: readonly FieldInfo[], columns: readonly Column[], say: Say): FieldInfo[] {
  const taken = new Set([...columns.map((c) => c.field), ...Object.keys(say.set), ...ownPlace]);
  return fields.filter((f) => !taken.has(f.name));
}

/** The key and the position of a record cannot be the same for all; source and accuracy are asked for by themselves. */
const ownPlace = ["id", "lon", "lat", "geometry", "source", "source_key", "accuracy_m", "location_parse"];

/** The command that does in a terminal what the page would do, for a POSIX shell. */
export function commandLine(file: string, collection: string, say: Say): string {
  const flags: string[] = [];
  const flag = (name: string, value: string | number) => value !== "" && value !== 0 && flags.push(`--${name}`, quoted(String(value)));
  flag("collection", say.collection || collection);
  for (const name of ["format", "layer", "encoding", "crs"] as const) flag(name, say[name]);
  if (say.north_first) flags.push("--north-first");
  flag("source", say.source);
  flag("accuracy", say.accuracy_m);
  for (const [field, column] of Object.entries(say.map)) flags.push("--map", quoted(`${field}=${escaped(column)}`));
  for (const [field, value] of Object.entries(say.set)) flags.push("--set", quoted(`${field}=${escaped(value)}`));
  if (say.locate_words) flags.push("--locate-words");
  const name = file.startsWith("-") ? `./${file}` : file;
  return ["burialmap", "import", quoted(name), ...flags].join(" ");
}

/** Several pairs may stand in one argument, separated by semicolons; one that is meant is marked. */
const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll(";", "\\;");

/** Plain words stand as they are; everything else goes between single quotes. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
