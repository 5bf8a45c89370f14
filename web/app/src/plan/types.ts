/** A plan and what follows from it, as data/fieldplan types them: the names are those of its JSON. */
export interface Plan {
  id: string;
  revision: number;
  title: string;
  note?: string;
  fictional?: boolean;
  languages: string[];
  team: Person[];
  emergency?: Contact[];
  vehicles: Vehicle[];
  base: Place;
  nights?: Place[];
  from: string;
  to: string;
  zone: string;
  start: string;
  end: string;
  rest?: string[];
  detour_factor?: number;
  matrix?: Leg[];
  stops: Stop[];
  papers?: Paper[];
  weights: Weights;
  days: Day[];
  before?: Snapshot;
}

export interface Person {
  name: string;
  role?: string;
  phone?: string;
  vehicle?: string;
}

export interface Contact {
  name: string;
  phone?: string;
  note?: string;
}

export interface Vehicle {
  id: string;
  name: string;
  speed_kmh: number;
}

export interface Place {
  id: string;
  name: string;
  position: [number, number];
}

/** The way from one place to another; no minutes: there is no way. */
export interface Leg {
  from: string;
  to: string;
  minutes: number | null;
  km?: number;
}

export const tasks = ["visit", "survey", "trial_dig", "exhumation"] as const;
export type Task = (typeof tasks)[number];

export interface Stop {
  site: string;
  task: string;
  minutes: number;
  priority: number;
  must?: boolean;
  note?: string;
}

export const paperStates = ["asked", "granted", "refused"] as const;

export interface Paper {
  restriction: string;
  site?: string;
  state: string;
  asked?: string;
  from?: string;
  to?: string;
  reference?: string;
}

/** What one vehicle does on one day. */
export interface Day {
  date: string;
  vehicle: string;
  stops: Visited[];
  end?: string;
}

export interface Visited {
  site: string;
  locked?: boolean;
}

export interface Snapshot {
  data_revision: number;
  sites: Record<string, Expected>;
  overlaps?: Record<string, number>;
}

export interface Expected {
  class?: string;
  probability?: number;
  expected_area_m2?: number;
}

export const weightNames = ["overlap", "ground", "unrecovered", "accuracy", "age"] as const;
export type WeightName = (typeof weightNames)[number];
export type Weights = Record<WeightName, number>;

export interface Timetable {
  plan: string;
  revision: number;
  data_revision: number;
  days: Schedule[];
  left_out: LeftOut[];
  conflicts: Conflict[];
  totals: Totals;
  travel_basis: string;
  detour_factor: number;
}

export interface Totals {
  stops: number;
  visited: number;
  musts: number;
  musts_out: number;
  drive_minutes: number;
  drive_km: number;
  work_minutes: number;
}

export interface Schedule {
  date: string;
  vehicle: string;
  start: string;
  end: string;
  depart: string;
  arrive: string;
  sunrise?: string;
  sunset?: string;
  sun?: string;
  stops: Arrival[];
  home_minutes: number;
  home_km: number;
  drive_minutes: number;
  drive_km: number;
  work_minutes: number;
  conflicts: Conflict[];
}

export interface Arrival {
  site: string;
  locked?: boolean;
  travel_minutes: number;
  travel_km: number;
  travel_by: string;
  arrive: string;
  begin: string;
  leave: string;
  conflicts: Conflict[];
}

export interface Conflict {
  rule: string;
  grave: boolean;
  restriction?: string;
  facts?: Record<string, string>;
  message: string;
  advice?: string;
}

export interface LeftOut {
  site: string;
  must?: boolean;
  reasons: Conflict[];
}

export interface Ranking {
  data_revision: number;
  weights: Weights;
  today: string;
  sites: Ranked[];
}

export interface Ranked {
  site: string;
  located: boolean;
  score: number;
  parts: RankPart[];
}

export interface RankPart {
  name: string;
  value: number;
  weight: number;
  points: number;
  known: boolean;
  facts: Fact[];
}

export interface Fact {
  name: string;
  value: unknown;
  ref: string;
}

/** A plan in a list: who wrote which revision of it when. */
export interface PlanDocument {
  id: string;
  revision: number;
  time: string;
  author: string;
  title: string;
  deleted?: boolean;
}

/** What became different at a stop since the plan was accepted: of the site as a whole, or of one pair. */
export interface Changed {
  site: string;
  overlap?: string;
  pow?: string;
  civilian?: string;
  kind: string;
  /** Probabilities; none is not assessed, or not there. */
  before: number | null;
  after: number | null;
  class_before?: string;
  class_after?: string;
}
