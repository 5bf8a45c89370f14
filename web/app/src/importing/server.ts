import { apiAddress, fetchJSON, refusalOf, send, Unreachable } from "../api.ts";
import type { Look, Profile, Report, Say, Welcome } from "./contract.ts";

export const fetchWelcome = (signal?: AbortSignal) => fetchJSON<Welcome>(apiAddress("import"), signal);

const at = (id: string, part = "", query: Record<string, string> = {}) => apiAddress(`import/${encodeURIComponent(id)}${part}`, query);
/** Files a browser fetches by a link, so what is said of the file stands in the address. */
export const problemsAddress = (id: string, said: Say) => at(id, "/problems.csv", { say: JSON.stringify(said) });
export const annotatedAddress = (id: string, said: Say) => at(id, "/annotated", { say: JSON.stringify(said) });

export async function lookAgain(id: string, said: Say, signal: AbortSignal): Promise<Look> {
  return (await (await send("POST", at(id, "/look"), said, signal)).json()) as Look;
}

export async function loadFile(id: string, said: Say): Promise<Report> {
  return (await (await send("POST", at(id, "/load"), said)).json()) as Report;
}

/** Tells the server that the file is no longer needed, also while the page is being left; after a while it would forget it anyway. */
export function forget(id: string): void {
  fetch(at(id), { method: "DELETE", headers: { "X-Burialmap": "1" }, keepalive: true }).catch(() => undefined);
}

export async function saveProfile({ name, ...said }: Profile): Promise<void> {
  await send("PUT", apiAddress(`import/profiles/${encodeURIComponent(name)}`), said);
}

export async function removeProfile(name: string): Promise<void> {
  await send("DELETE", apiAddress(`import/profiles/${encodeURIComponent(name)}`));
}

/** Hands a file over and gives the first look at it. Only XMLHttpRequest tells how much of it has been sent. */
export function upload(file: File, onProgress: (sent: number, total: number) => void, signal: AbortSignal): Promise<Look> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", apiAddress("import", { name: file.name }));
    request.responseType = "json";
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("X-Burialmap", "1");
    request.upload.onprogress = (event) => onProgress(event.loaded, file.size);
    request.onerror = () => reject(new Unreachable());
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    request.onload = () => {
      if (request.status < 300 && request.response) resolve(request.response as Look);
      else reject(refusalOf(request.status, JSON.stringify(request.response), request.getResponseHeader("Retry-After")));
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}
