import { NotThere } from "../api.ts";
import type { App, Part } from "../app.ts";
import { h, render } from "../dom.ts";
import { formatBytes, formatShare } from "../format.ts";
import { translate } from "../i18n/index.ts";
import { Latest } from "../latest.ts";
import type { View } from "../state/view.ts";
import { explain } from "../trouble.ts";
import { alike } from "./alike.ts";
import { columnsTable } from "./columns.ts";
import { type Look, previewed, type Report, type Say, type Welcome } from "./contract.ts";
import { dropZone, takeDrops } from "./drop.ts";
import { findings } from "./findings.ts";
import { counts, finish } from "./finish.ts";
import { placesInWords } from "./places.ts";
import { Preview } from "./preview.ts";
import { profiles } from "./profiles.ts";
import { reading } from "./reading.ts";
import { nothingSaid } from "./say.ts";
import type { Scene } from "./scene.ts";
import { fetchWelcome, forget, loadFile, lookAgain, removeProfile, saveProfile, upload } from "./server.ts";
import { valuesForAll } from "./values.ts";
import "./importing.css";

/** A file looked at before it is loaded: how it is read, what is wrong with it, where its records lie. */
export class ImportPage implements Part {
  readonly element = h("section", { class: "import", "aria-labelledby": "import-title", hidden: true });
  #host: App;
  #welcome: Welcome | undefined;
  #asked = false;
  #file: File | undefined;
  #look: Look | undefined;
  #said: Say = nothingSaid;
  #opened = new Set<string>();
  #failed: unknown;
  #busy = false;
  #loading = false;
  #done: Report | undefined;
  #sending = new AbortController();
  #head = h("div");
  #status = h("p", { role: "status", class: "status" });
  #progress = h("progress", { max: 1, hidden: true });
  #trouble = h("div");
  #steps = h("div", { class: "steps" });
  #preview: Preview;
  #relook = new Latest<Say, Look>({
    ask: (said, signal) => this.#ask(said, signal),
    onSeen: (look) => this.#see(look),
    onFailed: (error) => this.#fail(error),
    onBusy: (busy) => this.#setBusy(busy),
  });

  constructor(host: App) {
    this.#host = host;
    this.#preview = new Preview(host.state, host.hasMap);
    const top = h("div", { class: "import-top" }, this.#head, this.#progress, this.#status, this.#trouble);
    this.element.append(h("div", { class: "import-body" }, top, h("div", { class: "import-parts" }, this.#steps, this.#preview.element)));
    takeDrops(this.element, (file) => void this.#take(file));
    window.addEventListener("pagehide", () => this.#look && forget(this.#look.id));
    host.state.listen((now, before) => this.#follow(now, before));
    this.#follow(host.state.view, undefined);
  }

  #follow(now: View, before: View | undefined): void {
    const shown = now.page === "import";
    this.element.hidden = !shown;
    if (!shown) return;
    if (!this.#asked) void this.#greet();
    if (!before || now.language !== before.language || before.page !== "import") this.draw();
    this.#preview.resize();
  }

  async #greet(): Promise<void> {
    this.#asked = true;
    this.#failed = undefined;
    try {
      this.#welcome = await fetchWelcome();
    } catch (error) {
      this.#failed = error;
      this.#asked = false;
    }
    this.draw();
  }

  /** Hands a file over and looks at it; whatever was said of the file before is forgotten. */
  async #take(file: File): Promise<void> {
    if (!this.#welcome) return;
    this.#leave();
    this.#file = file;
    this.#opened.clear();
    this.#said = nothingSaid;
    if (file.size > this.#welcome.max_bytes) return this.#fail(new TooLarge(file.size, this.#welcome.max_bytes));
    await this.#send(file);
  }

  async #send(file: File): Promise<void> {
    const sending = new AbortController();
    this.#sending = sending;
    this.#setBusy(true);
    try {
      const look = await upload(file, (sent, total) => this.#showProgress(sent, total), sending.signal);
      if (!sending.signal.aborted) this.#see(look);
    } catch (error) {
      if (!sending.signal.aborted) this.#fail(error);
    } finally {
      if (!sending.signal.aborted) this.#setBusy(false);
      this.#progress.hidden = true;
    }
  }

  #leave(): void {
    this.#relook.stop();
    this.#sending.abort();
    if (this.#look) forget(this.#look.id);
    this.#look = undefined;
    this.#done = undefined;
    this.#failed = undefined;
    this.draw();
  }

  /** The server forgets a file after a while; then it is handed over once more. */
  async #ask(said: Say, signal: AbortSignal): Promise<Look> {
    const id = this.#look?.id ?? "";
    try {
      return await lookAgain(id, said, signal);
    } catch (error) {
      if (!(error instanceof NotThere) || !this.#file) throw error;
      const again = await upload(this.#file, () => undefined, signal);
      return lookAgain(again.id, said, signal);
    }
  }

  #see(look: Look): void {
    this.#look = look;
    this.#failed = undefined;
    this.draw();
  }

  #fail(error: unknown): void {
    this.#failed = error;
    this.draw();
  }

  #setBusy(busy: boolean): void {
    this.#busy = busy;
    this.element.classList.toggle("busy", busy);
    this.#tell();
  }

  #showProgress(sent: number, total: number): void {
    const { language } = this.#host.state.view;
    const share = total > 0 ? sent / total : 1;
    this.#progress.hidden = share >= 1;
    this.#progress.value = share;
    this.#progress.setAttribute("aria-label", translate(language, "import.sending"));
    this.#progress.title = formatShare(language, share);
  }

  #say(change: Partial<Say> | ((now: Say) => Say)): void {
    this.#said = typeof change === "function" ? change(this.#said) : { ...this.#said, ...change };
    this.#done = undefined;
    this.#relook.want(this.#said);
  }

  async #load(): Promise<void> {
    if (!this.#look || this.#loading) return;
    this.#loading = true;
    this.draw();
    try {
      this.#done = await loadFile(this.#look.id, { ...this.#said, collection: this.#look.collection });
      this.#host.reload();
    } catch (error) {
      this.#failed = error;
    }
    this.#loading = false;
    this.draw();
    this.#steps.querySelector<HTMLElement>("#import-load")?.scrollIntoView({ block: "nearest" });
  }

  async #changeProfiles(change: Promise<void>): Promise<void> {
    try {
      await change;
      this.#welcome = await fetchWelcome();
    } catch (error) {
      this.#failed = error;
    }
    this.draw();
  }

  draw(): void {
    const { language } = this.#host.state.view;
    render(this.#head, this.#title());
    this.#tell();
    render(this.#trouble, this.#failed !== undefined && this.#explanation());
    const scene = this.#scene();
    this.#preview.show(scene?.look, language);
    this.element.classList.toggle("with-look", scene !== undefined);
    if (!scene) {
      render(this.#steps);
      return;
    }
    const loading = { load: () => void this.#load(), loading: this.#loading, done: this.#done, showOnMap: () => this.#showLoaded() };
    const last = finish(scene, loading);
    render(
      this.#steps,
      ...(this.#done
        ? [last]
        : [
            counts(scene, scene.look.report),
            reading(scene),
            columnsTable(scene),
            valuesForAll(scene),
            findings(scene),
            placesInWords(scene),
            alike(scene),
            profiles(scene),
            last,
          ]),
    );
  }

  #title(): HTMLElement {
    const { language } = this.#host.state.view;
    const title = h("h2", { id: "import-title", tabindex: "-1" }, translate(language, "import.title"));
    const about = h("p", { class: "note" }, translate(language, "import.about"));
    if (!this.#welcome) return h("div", {}, title, about);
    const take = (file: File) => void this.#take(file);
    if (!this.#file) return h("div", {}, title, about, dropZone(language, this.#welcome, take));
    const name = h("p", { class: "file" }, h("strong", {}, this.#file.name), ` · ${formatBytes(language, this.#file.size)}`);
    return h("div", {}, title, h("div", { class: "chosen" }, name, dropZone(language, this.#welcome, take)));
  }

  /** What is going on, said aloud by a screen reader. */
  #tell(): void {
    const { language } = this.#host.state.view;
    const waiting = !this.#welcome && this.#failed === undefined;
    const look = this.#look;
    const words = waiting
      ? translate(language, "app.loading")
      : this.#busy
        ? translate(language, look ? "import.looking.again" : "import.looking")
        : look
          ? translate(language, "import.seen", { n: look.report.read })
          : "";
    if (this.#status.textContent !== words) this.#status.textContent = words;
  }

  #explanation(): HTMLElement {
    const { language } = this.#host.state.view;
    const again = () => {
      this.#failed = undefined;
      this.draw();
      if (!this.#welcome) void this.#greet();
      else if (this.#look) this.#relook.want(this.#said, 0);
      else if (this.#file) void this.#take(this.#file);
    };
    const words =
      this.#failed instanceof TooLarge
        ? translate(language, "import.toolarge", { size: formatBytes(language, this.#failed.size), most: formatBytes(language, this.#failed.most) })
        : explain(language, this.#failed);
    const retry = !(this.#failed instanceof TooLarge);
    return h(
      "div",
      { class: "trouble", role: "alert" },
      h("p", {}, words),
      retry && h("button", { type: "button", "data-key": "import-retry", onclick: again }, translate(language, "app.retry")),
    );
  }

  #scene(): Scene | undefined {
    const [welcome, look] = [this.#welcome, this.#look];
    if (!welcome || !look) return undefined;
    return {
      language: this.#host.state.view.language,
      welcome,
      look,
      said: this.#said,
      opened: this.#opened,
      say: (change) => this.#say(change),
      draw: () => this.draw(),
      open: (ref) => this.#host.state.set({ selected: ref }),
      showRecord: (record) => this.#preview.showRecord(record),
      saveProfile: (name) => void this.#changeProfiles(saveProfile({ ...this.#said, collection: look.collection, name })),
      removeProfile: (name) => void this.#changeProfiles(removeProfile(name)),
    };
  }

  #showLoaded(): void {
    this.#host.showOnMap(previewed(this.#look).map((f) => ({ ...f, properties: { ...f.properties } })));
  }
}

/** The file is larger than the server takes; it is not even sent. */
class TooLarge extends Error {
  readonly size: number;
  readonly most: number;

  constructor(size: number, most: number) {
    super();
    this.size = size;
    this.most = most;
  }
}
