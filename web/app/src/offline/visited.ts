import { Ledger } from "./ledger.ts";

/** When a copy was made, and how large it is: headers of the copy. */
const keptHeader = "Burialmap-Kept";
const bytesHeader = "Burialmap-Bytes";

/** Copies of answers to what was visited, as many as the ledger allows. */
export class Visited {
  #opened: Promise<Cache> | undefined;
  #ledger: Promise<Ledger> | undefined;
  #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  async put(key: Request | string, answer: Response, body: ArrayBuffer): Promise<void> {
    const headers = new Headers(answer.headers);
    for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name); // the body is unpacked by now
    headers.set(keptHeader, new Date().toISOString());
    headers.set(bytesHeader, String(body.byteLength));
    const cache = await this.#cache();
    const url = typeof key === "string" ? key : key.url;
    const [ledger] = await Promise.all([this.#load(), cache.put(key, new Response(answer.status === 204 ? null : body, { status: answer.status, headers }))]);
    await Promise.all(ledger.use(url, body.byteLength).map((oldest) => cache.delete(oldest, { ignoreVary: true })));
  }

  async get(key: Request | string): Promise<Response | undefined> {
    const copy = await (await this.#cache()).match(key);
    if (copy) (await this.#load()).use(typeof key === "string" ? key : key.url);
    return copy;
  }

  #cache(): Promise<Cache> {
    this.#opened ??= caches.open(this.#name);
    return this.#opened;
  }

  /** A worker is stopped and started at any time: what there is is read from the copies themselves, in the order they were put in. */
  #load(): Promise<Ledger> {
    this.#ledger ??= this.#cache().then(async (cache) => {
      const ledger = new Ledger();
      for (const key of await cache.keys()) {
        const copy = await cache.match(key);
        ledger.use(key.url, Number(copy?.headers.get(bytesHeader) ?? 0));
      }
      return ledger;
    });
    return this.#ledger;
  }
}

/** When a copy was made; undefined for what came from the server. */
export function keptAt(answer: Response): string | undefined {
  return answer.headers.get(keptHeader) ?? undefined;
}
