import type { Plan } from "./types.ts";

/** A plan for tests: five stops, two vehicles, three days of which one is rest. */
export function fixture(change: Partial<Plan> = {}): Plan {
  return {
    id: "p",
    revision: 3,
    title: "A plan",
    languages: ["en"],
    team: [],
    vehicles: [
      { id: "a", name: "Lorry", speed_kmh: 40 },
      { id: "b", name: "Van", speed_kmh: 50 },
    ],
    base: { id: "base", name: "Base", position: [132.2, 55.1] },
    from: "2027-07-01",
    to: "2027-07-04",
    zone: "Asia/Vladivostok",
    start: "08:00",
    end: "20:00",
    rest: ["2027-07-02"],
    stops: ["one", "two", "three", "four", "five"].map((site) => ({ site, task: "visit", minutes: 60, priority: 5 })),
    weights: { overlap: 1, ground: 1, unrecovered: 1, accuracy: 1, age: 1 },
    days: [
      { date: "2027-07-01", vehicle: "a", stops: [{ site: "one", locked: true }, { site: "two" }, { site: "three" }] },
      { date: "2027-07-03", vehicle: "b", stops: [{ site: "four" }] },
    ],
    ...change,
  };
}
