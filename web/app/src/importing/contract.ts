// What the server says of a file and what a person says back, as web/import*.go has them.
import type { Feature, Geometry } from "geojson";
import type { CollectionName } from "../state/view.ts";

/** What can be imported here, before any file is chosen. */
export interface Welcome {
  /** False where the server only looks: then the page shows the command that loads the file. */
  edit: boolean;
  max_bytes: number;
  formats: { name: string; title: string; extensions: string[] }[];
  collections: { name: CollectionName; title: string }[];
  fields: Record<string, FieldInfo[]>;
  encodings: string[];
  profiles: Profile[];
}

export interface FieldInfo {
  name: string;
  title: string;
  type: string;
  values?: string[] | null;
}

/** What a person says of a file where it does not say so itself, or says so wrongly. */
export interface Say {
  collection: string;
  format: string;
  layer: string;
  encoding: string;
  crs: string;
  north_first: boolean;
  source: string;
  accuracy_m: number;
  /** Field → column; an empty column is none, whatever the headers are called. */
  map: Record<string, string>;
  /** Field → value, for records that state none. */
  set: Record<string, string>;
  locate_words: boolean;
}

export type Profile = Partial<Say> & { name: string };

export interface Layer {
  name: string;
  records: number;
  geometry?: string;
  crs?: string;
  columns?: string[] | null;
}

export interface Column {
  name: string;
  field: string;
  how: "said" | "header" | "none";
  filled: number;
  samples?: string[] | null;
  suggestions?: { field: string; why: string }[] | null;
}

export interface Report {
  source: string;
  source_made?: boolean;
  read: number;
  new: number;
  updated: number;
  unchanged: number;
  refused: number;
  warnings: number;
  renamed?: number;
  not_located: number;
  unknown_accuracy: number;
  /** What observations state of where features lie: proposed, the first ones by name. */
  positions?: { id: string; of: string; outcome: string }[];
  positions_stated?: number;
  positions_new?: number;
  positions_unsaid?: number;
}

export interface Advised {
  rule: string;
  message: string;
  advice: string;
}

export interface RuleCount extends Advised {
  severity: string;
  count: number;
  field?: string;
}

/** One finding, as data/problem.go has it. */
export interface Problem extends Advised {
  severity: string;
  record: number;
  id?: string;
  field?: string;
  place?: string;
}

export interface Reference {
  stated: string;
  by: "file" | "user" | "default";
  code: string;
  name: string;
  operation: string;
  operation_name: string;
  accuracy_m?: number | null;
  finding?: Advised | null;
}

export interface Alike {
  record: number;
  name: string;
  ref: string;
  ref_name: string;
  distance_m: number | null;
}

export interface Candidate {
  id: string;
  name: string;
  name_ru?: string;
  name_ja?: string;
  region?: string;
  point: [number, number];
  source?: string;
}

/** What became of a place that a record gives in words. */
export interface PlaceInWords {
  record: number;
  words: string;
  found: boolean;
  point?: [number, number] | null;
  accuracy_m?: number;
  parse?: Record<string, unknown> | null;
  why?: string;
  why_code?: string;
  candidates?: Candidate[] | null;
}

export interface PreviewProperties {
  record: number;
  name?: string;
  accuracy_m?: number;
  state: "ok" | "warning" | "words";
}

export type Previewed = Feature<Geometry, PreviewProperties>;

/** The records of a look that are drawn. */
export function previewed(look: Look | undefined): Previewed[] {
  return look?.preview?.features ?? [];
}

/** Everything seen in a file with what was said of it. Nothing of it is stored. */
export interface Look {
  id: string;
  file: string;
  format: string;
  format_title: string;
  /** Of text files alone. */
  encoding?: string;
  annotatable: boolean;
  crs?: Reference | null;
  layers?: Layer[] | null;
  layer?: string;
  collection: string;
  columns?: Column[] | null;
  report: Report;
  rules?: RuleCount[] | null;
  problems?: Problem[] | null;
  preview?: { features: Previewed[] | null } | null;
  preview_of?: number;
  bbox?: [number, number, number, number] | null;
  alike?: Alike[] | null;
  places?: PlaceInWords[] | null;
}
