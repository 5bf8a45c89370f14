/** What the service worker tells the page: it answers from copies, the oldest made then; or the server answers again. */
export type News = { offline: true; since: string } | { offline: false };

/** What the page asks of a service worker: to take over from another, or to say how things stand. */
export type Wish = "take over" | "how is it";
