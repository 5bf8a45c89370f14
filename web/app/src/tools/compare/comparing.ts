import type { Position } from "geojson";
import type { App } from "../../app.ts";
import { h, render } from "../../dom.ts";
import { formatNumber, formatShare } from "../../format.ts";
import { type Key, type Language, translate } from "../../i18n/index.ts";
import type { BurialMap } from "../../map/map.ts";
import { explain } from "../../trouble.ts";
import { measuredAngle, measuredLength } from "../figures.ts";
import { Pointing } from "../pointing.ts";
import type { Tool } from "../tool.ts";
import { type Kept, keep, onPlan, readCorner, readKept, recall, writeCorner } from "./corners.ts";
import { type Control, type Corners, type Fit, type Kind, laid } from "./fit.ts";
import { type Handle, Handles } from "./handles.ts";
import { PlanOnMap } from "./onmap.ts";
import { NotAPicture, type Plan, pictureTypes, readPlan } from "./picture.ts";
import { Swipe } from "./swipe.ts";
import { cornersOf } from "./worldfile.ts";

const accepted = [...pictureTypes, ".pgw", ".jgw", ".jpw", ".wpw", ".wld", ".json"].join(",");
const cornerNames = ["nw", "ne", "se", "sw"] as const;

/** A plan from the reader's own disk laid under the records: placed by corners or controls, faded, and swept aside. */
export class Comparing implements Tool {
  readonly element = h("div", { class: "tool-body comparing" });
  #app: App;
  #map: BurialMap["map"];
  #plan: Plan | undefined;
  #corners: Corners | undefined;
  #kind: Kind = "similarity";
  #controls: Control[] = [];
  #fit: Fit | undefined;
  #layer: PlanOnMap | undefined;
  #handles: Handles | undefined;
  #swipe: Swipe | undefined;
  #opacity = 0.8;
  #pointing: Pointing | undefined;
  /** The control that is being set: first where it is on the plan, then where that lies. */
  #setting: readonly [number, number] | "plan" | undefined;
  #said: string | undefined;
  #failed: string | undefined;

  constructor(app: App, { map }: BurialMap) {
    this.#app = app;
    this.#map = map;
    this.draw();
  }

  get busy(): boolean {
    return this.#pointing !== undefined;
  }

  close(): void {
    this.#stopSetting();
    this.#layer?.remove();
    this.#handles?.remove();
    this.#swipe?.element.remove();
    this.#plan?.image.close();
  }

  get #language(): Language {
    return this.#app.state.view.language;
  }

  async #take(files: readonly File[]): Promise<void> {
    this.#failed = undefined;
    this.#said = undefined;
    const picture = files.find((f) => f.type.startsWith("image/"));
    try {
      if (picture) this.#show(await readPlan(picture));
      for (const file of files) if (file !== picture) await this.#takePlaces(file);
    } catch (error) {
      this.#failed = error instanceof NotAPicture ? translate(this.#language, "compare.nopicture") : explain(this.#language, error);
    }
    this.draw();
  }

  /** Corners from a world file, or from what this tool has saved. */
  async #takePlaces(file: File): Promise<void> {
    const text = await file.text();
    const kept = readKept(text);
    const corners = kept?.corners ?? (this.#plan && cornersOf(text, this.#plan.width, this.#plan.height));
    if (!this.#plan) this.#failed = translate(this.#language, "compare.picturefirst");
    else if (corners === "metres") this.#failed = translate(this.#language, "compare.metres");
    else if (!corners) this.#failed = translate(this.#language, "compare.noplaces");
    else this.#adopt({ file: this.#plan.name, controls: [], ...kept, corners });
  }

  #show(plan: Plan): void {
    this.close();
    this.#plan = plan;
    const kept = recall(plan.name);
    const corners = kept?.corners ?? this.#middling(plan);
    this.#layer = new PlanOnMap(this.#map, plan.image, corners);
    this.#layer.fade(this.#opacity);
    this.#handles = new Handles(this.#map);
    this.#swipe = new Swipe((share) => this.#layer?.sweep(share));
    this.#map.getContainer().append(this.#swipe.element);
    this.#adopt(kept ?? { file: plan.name, corners, controls: [] });
  }

  #adopt({ corners, kind, controls }: Kept): void {
    this.#kind = kind ?? "similarity";
    this.#controls = [...(controls ?? [])];
    this.#fit = this.#plan && laid(this.#kind, this.#controls, this.#plan.width, this.#plan.height);
    this.#place(corners);
    const [west, east] = [Math.min(...corners.map((c) => c[0] ?? 0)), Math.max(...corners.map((c) => c[0] ?? 0))];
    const [south, north] = [Math.min(...corners.map((c) => c[1] ?? 0)), Math.max(...corners.map((c) => c[1] ?? 0))];
    const seen = this.#map.getBounds();
    if (!seen.contains([west, south]) || !seen.contains([east, north])) this.#map.fitBounds([west, south, east, north], { padding: 80, duration: 0 });
  }

  /** In the middle of the screen, upright, over three fifths of what is free. */
  #middling({ width, height }: Plan): Corners {
    const box = this.#map.getContainer().getBoundingClientRect();
    const share = Math.min((box.width * 0.5) / width, (box.height * 0.6) / height);
    const [w, t] = [(box.width - width * share) / 2, (box.height - height * share) / 2];
    const at = (x: number, y: number): Position => {
      const { lng, lat } = this.#map.unproject([w + x * share, t + y * share]);
      return [lng, lat];
    };
    return [at(0, 0), at(width, 0), at(width, height), at(0, height)];
  }

  #place(corners: Corners): void {
    this.#corners = corners;
    this.#layer?.move(corners);
    this.#showHandles();
    if (this.#plan) keep(this.#kept(this.#plan, corners));
  }

  #kept = (plan: Plan, corners: Corners): Kept => ({ file: plan.name, corners, kind: this.#kind, controls: this.#controls });

  #showHandles(): void {
    const corners = this.#corners;
    if (!corners) return;
    const t = (key: Key, values = {}) => translate(this.#language, key, values);
    const drag = (i: number) => (to: Position) => {
      this.#fit = undefined;
      this.#place(corners.map((c, j) => (i === j ? to : c)) as unknown as Corners);
      this.draw();
    };
    const middle = [0, 1].map((k) => corners.reduce((s, c) => s + (c[k] ?? 0), 0) / 4);
    const shift = (to: Position) => {
      this.#fit = undefined;
      this.#place(corners.map(([lon = 0, lat = 0]) => [lon + (to[0] ?? 0) - (middle[0] ?? 0), lat + (to[1] ?? 0) - (middle[1] ?? 0)]) as unknown as Corners);
      this.draw();
    };
    const handles: Handle[] = cornerNames.map((name, i) => ({ name, label: t(`compare.corner.${name}`), at: corners[i] ?? [], onMoved: drag(i) }));
    const controls = this.#controls.map(
      ({ place }, i): Handle => ({ name: `control-${i}`, label: t("compare.control", { n: i + 1 }), at: place, look: "control", text: String(i + 1) }),
    );
    this.#handles?.show([...handles, { name: "all", label: t("compare.move"), at: middle, look: "whole", text: "◎", onMoved: shift }, ...controls]);
  }

  #begin(): void {
    this.#setting = "plan";
    this.#pointing = new Pointing(this.#map, {
      place: (at) => this.#set(at),
      hover: () => undefined,
      undo: () => {
        this.#setting = "plan";
        this.draw();
      },
      end: () => {
        this.#stopSetting();
        this.draw();
      },
    });
    this.draw();
  }

  #set(at: Position): void {
    const { plan, corners, setting } = { plan: this.#plan, corners: this.#corners, setting: this.#setting };
    if (!plan || !corners) return;
    if (setting === "plan") {
      const [s, t] = onPlan(corners, at);
      this.#failed = s < 0 || s > 1 || t < 0 || t > 1 ? translate(this.#language, "compare.notonplan") : undefined;
      if (this.#failed === undefined) this.#setting = [s * plan.width, t * plan.height];
    } else if (setting) {
      this.#stopSetting();
      this.#refit([...this.#controls, { pixel: setting, place: at }]);
    }
    this.draw();
  }

  #stopSetting(): void {
    this.#pointing?.remove();
    this.#pointing = undefined;
    this.#setting = undefined;
  }

  #refit(controls: Control[], kind = this.#kind): void {
    this.#controls = controls;
    this.#kind = kind;
    if (!this.#plan || !this.#corners) return;
    this.#fit = laid(kind, controls, this.#plan.width, this.#plan.height);
    this.#place(this.#fit?.corners ?? this.#corners);
    this.draw();
  }

  draw(): void {
    const t = (key: Key) => translate(this.#language, key);
    const choose = h("input", {
      type: "file",
      class: "unseen",
      id: "compare-file",
      "data-key": "compare-file",
      accept: accepted,
      multiple: true,
      "aria-describedby": "compare-about",
    });
    choose.addEventListener("change", () => void this.#take([...(choose.files ?? [])]));
    this.#swipe?.name(t("compare.swipe"), (share) => translate(this.#language, "compare.swept", { share: formatShare(this.#language, share) }));
    this.#showHandles();
    render(
      this.element,
      h(
        "div",
        { class: "field choose-plan" },
        choose,
        h("label", { for: "compare-file", class: "button" }, t("compare.choose")),
        h("p", { class: "note", id: "compare-about" }, t("compare.file"), " ", t("compare.private")),
      ),
      this.#failed !== undefined && h("p", { class: "trouble", role: "alert" }, this.#failed),
      ...(this.#plan ? this.#body(this.#plan) : []),
    );
  }

  #body(plan: Plan): (HTMLElement | undefined)[] {
    const t = (key: Key, values = {}) => translate(this.#language, key, values);
    const n = (x: number) => formatNumber(this.#language, x);
    const size = `${n(plan.width)} × ${n(plan.height)}`;
    const shrunk = plan.image.width < plan.width ? t("compare.shrunk", { size, drawn: `${n(plan.image.width)} × ${n(plan.image.height)}` }) : undefined;
    const opacity = h("input", {
      type: "range",
      id: "compare-opacity",
      "data-key": "compare-opacity",
      min: 0,
      max: 100,
      step: 5,
      value: Math.round(this.#opacity * 100),
    });
    opacity.addEventListener("input", () => {
      this.#opacity = Number(opacity.value) / 100;
      this.#layer?.fade(this.#opacity);
    });
    return [
      h("p", {}, h("strong", { class: "file" }, plan.name), shrunk === undefined ? undefined : h("small", {}, ` ${shrunk}`)),
      h("div", { class: "field" }, h("label", { for: "compare-opacity" }, t("compare.opacity")), opacity),
      h("p", { class: "note" }, t("compare.how")),
      this.#controlsPart(),
      this.#cornersPart(),
      h(
        "div",
        { class: "tool-buttons" },
        h("button", { type: "button", "data-key": "compare-save", onclick: () => this.#save(plan) }, t("compare.save")),
        h(
          "button",
          { type: "button", "data-key": "compare-middle", onclick: () => this.#adopt({ file: plan.name, corners: this.#middling(plan), controls: [] }) },
          t("compare.again"),
        ),
      ),
      h("p", { class: "note", role: "status" }, this.#said),
    ];
  }

  #controlsPart(): HTMLElement {
    const t = (key: Key, values = {}) => translate(this.#language, key, values);
    const length = (m: number) => measuredLength(this.#language, m);
    const select = h(
      "select",
      { id: "compare-kind", "data-key": "compare-kind" },
      ...(["similarity", "affine"] as const).map((k) => h("option", { value: k }, t(`compare.${k}`))),
    );
    select.value = this.#kind;
    select.addEventListener("change", () => this.#refit(this.#controls, select.value === "affine" ? "affine" : "similarity"));
    const line = (_: Control, i: number) => {
      const residual = this.#fit?.residuals[i];
      const drop = () => this.#refit(this.#controls.filter((__, j) => j !== i));
      return h(
        "li",
        {},
        h("span", { class: "number" }, residual === undefined || this.#fit?.rms === undefined ? "–" : t("compare.residual", { length: length(residual) })),
        h("button", { type: "button", class: "small", "data-key": `compare-drop-${i}`, "aria-label": t("compare.drop", { n: i + 1 }), onclick: drop }, "×"),
      );
    };
    const fitted = this.#fit;
    const told = fitted && t("compare.fitted", { size: length(fitted.metresPerPixel), angle: measuredAngle(this.#language, (fitted.turned + 360) % 360) });
    const error = fitted && (fitted.rms === undefined ? t("compare.norms") : t("compare.rms", { length: length(fitted.rms) }));
    const step = this.#setting === "plan" ? t("compare.step.plan") : this.#setting ? t("compare.step.place") : undefined;
    return h(
      "details",
      { open: true },
      h("summary", {}, t("compare.controls")),
      h("p", { class: "note" }, t("compare.controls.about")),
      h("div", { class: "field" }, h("label", { for: "compare-kind" }, t("compare.kind")), select),
      h("ol", { class: "controls-list" }, ...this.#controls.map(line)),
      fitted && h("p", { class: "rms" }, h("strong", {}, error), " ", h("small", {}, told)),
      step === undefined
        ? h("button", { type: "button", "data-key": "compare-control", onclick: () => this.#begin() }, t("compare.addcontrol"))
        : h("p", { role: "status", class: "step" }, step),
      step !== undefined && h("p", { class: "note keys" }, t("tool.keys")),
    );
  }

  #cornersPart(): HTMLElement {
    const t = (key: Key) => translate(this.#language, key);
    const field = (name: (typeof cornerNames)[number], i: number) => {
      const id = `compare-${name}`;
      const input = h("input", { type: "text", id, "data-key": id, value: writeCorner(this.#corners?.[i] ?? []) });
      input.addEventListener("change", () => {
        const to = readCorner(input.value);
        input.setAttribute("aria-invalid", String(to === undefined));
        if (!to || !this.#corners) return;
        this.#fit = undefined;
        this.#place(this.#corners.map((c, j) => (i === j ? to : c)) as unknown as Corners);
        this.draw();
      });
      return h("div", { class: "field" }, h("label", { for: id }, t(`compare.corner.${name}`)), input);
    };
    return h("details", {}, h("summary", {}, t("compare.corners")), h("p", { class: "note" }, t("compare.corners.about")), ...cornerNames.map(field));
  }

  /** The corners and controls as a file, without the picture. */
  #save(plan: Plan): void {
    if (!this.#corners) return;
    const text = JSON.stringify(this.#kept(plan, this.#corners), undefined, 2);
    const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    h("a", { href: url, download: `${plan.name.replace(/\.\w+$/, "")}.corners.json` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
    this.#said = translate(this.#language, "compare.saved");
    this.draw();
  }
}
