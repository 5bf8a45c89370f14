/** How a request is answered: first by the server, first by what is kept, from the basemap's whole file, or not by us at all. */
export type Rule = "page" | "asset" | "fresh" | "range" | "none";

/** What a rule depends on of a request. */
export interface Asked {
  method: string;
  url: string;
  headers: { get(name: string): string | null };
  mode?: string;
}

/** Paths below the scope whose answers are kept: records, tiles, and what describes them. Files that are sent and what they hold never are. */
const kept = /^(tiles\/|tiles\.json$|basemap\.json$|api(\/|$))/;
/** Files of the page whose names stay; they change with the page. */
const signs = /^(icon[\w-]*\.(svg|png)|favicon\.ico|manifest\.webmanifest)$/;
const never = /^api\/(import|export|measure)(\/|$|\?)|\/(review|prefer|what-if)$/;

/** Whatever changes something, or is asked by somebody who says who they are, is between the page and the server alone. */
export function ruleOf({ method, url, headers, mode }: Asked, scope: string): Rule {
  if (method !== "GET" || !url.startsWith(scope) || headers.get("Authorization")) return "none";
  const path = url.slice(scope.length).replace(/[#?].*$/, "");
  if (path === "" || path === "index.html") return "page";
  if (mode === "navigate" || never.test(path)) return "none";
  if (path === "basemap/own.pmtiles") return "range";
  if (path.startsWith("assets/") || signs.test(path)) return "asset";
  return kept.test(path) ? "fresh" : "none";
}

/** Kinds of answers worth keeping: what the page draws, no exports. */
const media = /^application\/([\w.-]+\+)?(json|vnd\.mapbox-vector-tile)|^font\/|^text\/(javascript|css)|^image\//;
const largest = 4 << 20;

export function worthKeeping(status: number, headers: { get(name: string): string | null }, bytes: number): boolean {
  if (/no-store|private/.test(headers.get("Cache-Control") ?? "") || headers.get("Content-Disposition")?.startsWith("attachment")) return false;
  return (status === 204 || (status === 200 && media.test(headers.get("Content-Type") ?? ""))) && bytes <= largest;
}

/** From and after the last byte of `bytes=0-99` in a file of so many bytes; undefined for what is no such range. */
export function rangeOf(text: string, size: number): [from: number, to: number] | undefined {
  const found = /^bytes=(\d+)-(\d*)$/.exec(text);
  if (!found) return undefined;
  const from = Number(found[1]);
  const to = found[2] ? Math.min(Number(found[2]) + 1, size) : size;
  return from < to ? [from, to] : undefined;
}
