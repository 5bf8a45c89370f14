// The service worker: the page works with the server gone, with what was visited before. It never sees what changes
// something, and keeps nothing that somebody sent.
import type { News, Wish } from "./messages.ts";
import { rangeOf, ruleOf, worthKeeping } from "./rules.ts";
import { keptAt, Visited } from "./visited.ts";

/** The files of this build, put in when it is built (vite.config.ts). */
declare const __SHELL__: { readonly revision: string; readonly files: readonly string[] };

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Client {
  postMessage(news: News): void;
}
interface Scope {
  readonly registration: { readonly scope: string };
  readonly clients: { claim(): Promise<void>; matchAll(): Promise<readonly Client[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: Lasting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  addEventListener(type: "message", listener: (event: Lasting & { readonly data: Wish }) => void): void;
}
const worker = self as unknown as Scope;

const scope = worker.registration.scope;
const shellName = `burialmap-shell-${__SHELL__.revision}`;
const visitedName = "burialmap-visited";
const visited = new Visited(visitedName);
/** How long the server may take where there is a copy, in milliseconds. */
const patience = 4000;
/** Parts of a basemap are tiles and directories; more than this at once is somebody saving the file. */
const largestPart = 4 << 20;

worker.addEventListener("install", (event) => event.waitUntil(fillShell()));
worker.addEventListener("activate", (event) => event.waitUntil(dropOldShells().then(() => worker.clients.claim())));
worker.addEventListener("message", (event) => {
  if (event.data === "take over") event.waitUntil(worker.skipWaiting());
  else if (told) event.waitUntil(post({ offline: true, since: oldest }));
});
worker.addEventListener("fetch", (event) => {
  const answer = answerTo(event);
  if (answer) event.respondWith(answer);
});

/** Files with a hash in their name are the same wherever they come from; the others are asked for anew. */
async function fillShell(): Promise<void> {
  const shell = await caches.open(shellName);
  const request = (file: string) => new Request(new URL(file, scope), file.startsWith("assets/") ? {} : { cache: "no-cache" });
  await shell.addAll(__SHELL__.files.map(request));
}

async function dropOldShells(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("burialmap-shell-") && name !== shellName).map((name) => caches.delete(name)));
}

function answerTo(event: Fetching): Promise<Response> | undefined {
  const { request } = event;
  switch (ruleOf(request, scope)) {
    case "page":
      return fromShell(new Request(scope)).then((page) => page ?? fetch(request));
    case "asset":
      return asset(event);
    case "fresh":
      return fresh(event, request);
    case "range":
      return request.headers.has("Range") ? fresh(event, `${request.url}?${request.headers.get("Range")}`) : undefined;
    default:
      return undefined;
  }
}

const fromShell = async (request: Request) => (await caches.open(shellName)).match(request, { ignoreVary: true });

/** A file of the build never changes; a part of it is cut out of the whole. */
async function asset(event: Fetching): Promise<Response> {
  const { request } = event;
  const whole = (await fromShell(request)) ?? (await visited.get(request));
  if (!whole) return request.headers.has("Range") ? fetch(request) : fetchAndKeep(event, request);
  const asked = request.headers.get("Range");
  return asked ? part(whole, asked) : whole;
}

async function part(whole: Response, asked: string): Promise<Response> {
  const body = await whole.blob();
  const range = rangeOf(asked, body.size);
  if (!range) return new Response(null, { status: 416, headers: { "Content-Range": `bytes */${body.size}` } });
  const headers = new Headers({ "Content-Range": `bytes ${range[0]}-${range[1] - 1}/${body.size}` });
  for (const name of ["Content-Type", "ETag"]) headers.set(name, whole.headers.get(name) ?? "");
  return new Response(body.slice(...range), { status: 206, headers });
}

/** The server's answer; a copy if it is gone, or takes too long. */
async function fresh(event: Fetching, key: Request | string): Promise<Response> {
  const asked = fetchAndKeep(event, key);
  void asked.then(
    () => tell({ offline: false }),
    () => undefined,
  );
  const copy = await visited.get(key);
  if (!copy) return asked;
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, patience));
  const answer = await Promise.race([asked.catch(() => undefined), late]);
  if (answer && ![502, 503, 504].includes(answer.status)) return answer;
  event.waitUntil(tell({ offline: true, since: keptAt(copy) ?? "" }));
  return restored(copy);
}

/** A copy of a part is a part again: only whole answers can be kept as they are. */
function restored(copy: Response): Response {
  return copy.headers.has("Content-Range") ? new Response(copy.body, { status: 206, headers: copy.headers }) : copy;
}

async function fetchAndKeep(event: Fetching, key: Request | string): Promise<Response> {
  const answer = await fetch(event.request);
  event.waitUntil(keep(key, answer.clone()));
  return answer;
}

async function keep(key: Request | string, answer: Response): Promise<void> {
  const partly = answer.status === 206;
  if (answer.status !== 200 && answer.status !== 204 && !partly) return;
  const body = await answer.arrayBuffer();
  const whole = partly ? new Response(null, { headers: answer.headers }) : answer;
  if (partly ? body.byteLength <= largestPart : worthKeeping(answer.status, answer.headers, body.byteLength)) await visited.put(key, whole, body);
}

let told: boolean | undefined;
let oldest = "";

/** Tells the pages when it begins and ends that copies are shown, and how old the oldest is. */
async function tell(news: News): Promise<void> {
  if (news.offline) {
    if (told === true && oldest <= news.since) return;
    oldest = told === true && oldest < news.since ? oldest : news.since;
    told = true;
    await post({ offline: true, since: oldest });
  } else if (told !== false) {
    told = false;
    await post(news);
  }
}

async function post(news: News): Promise<void> {
  for (const client of await worker.clients.matchAll()) client.postMessage(news);
}
