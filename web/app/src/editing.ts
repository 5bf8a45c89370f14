import { apiAddress, fetchJSON, send } from "./api.ts";
import type { Ref } from "./state/view.ts";

let asked: Promise<boolean> | undefined;

/** Whether this server lets its data be changed. It is asked once; one that does not say so does not. */
export function mayEdit(): Promise<boolean> {
  asked ??= fetchJSON<{ edit?: boolean }>(apiAddress("import")).then(
    ({ edit }) => edit === true,
    () => false,
  );
  return asked;
}

/** Makes one of several stated positions the one where its record stands. */
export async function prefer({ id }: Ref): Promise<void> {
  await send("POST", apiAddress(`collections/positions/items/${encodeURIComponent(id)}/prefer`));
}
