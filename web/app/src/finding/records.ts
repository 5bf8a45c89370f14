import { layerNames } from "../state/view.ts";
import { queryOfAll, type Wanted } from "./conditions.ts";

/** Where the tiles of the records that are wanted are described. What they are of which years is drawn by the map itself. */
export function recordsAddress({ criteria }: Wanted): string {
  return address({ criteria, years: undefined, undated: true });
}

/** The same of the years that are looked at alone: what is counted cannot be faded. */
export function countedAddress(wanted: Wanted): string {
  return address(wanted);
}

function address(wanted: Wanted): string {
  const tiles = new URL("tiles.json", document.baseURI);
  for (const [name, value] of Object.entries(queryOfAll(layerNames, wanted))) tiles.searchParams.set(name, value);
  return tiles.href;
}
