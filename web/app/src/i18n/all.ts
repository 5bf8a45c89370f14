import { loadAll } from "./load.ts";

await loadAll();
