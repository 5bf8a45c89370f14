import "uplot/dist/uPlot.min.css";
import uPlot from "uplot";
import { formatLength, formatNumber } from "../format.ts";
import type { Language } from "../i18n/index.ts";
import { type Colours, palette, themes } from "../palette/index.ts";
import { watchTheme } from "../palette/page.ts";
import type { State } from "../state/state.ts";
import type { Figure } from "./figures.ts";

const height = 240;

/** A figure along a scale, drawn by uPlot in the colours of the theme; on paper in those of paper. */
export class Plot {
  #place: HTMLElement;
  #state: State;
  #figure: Figure | undefined;
  #drawn: uPlot | undefined;

  constructor(place: HTMLElement, state: State) {
    this.#place = place;
    this.#state = state;
    new ResizeObserver(() => this.#resize()).observe(place);
    watchTheme(state, () => this.#draw(palette(state.view)));
    addEventListener("beforeprint", () => this.#draw(themes.light));
    addEventListener("afterprint", () => this.#draw(palette(state.view)));
  }

  show(figure: Figure): void {
    this.#figure = figure;
    this.#draw(palette(this.#state.view));
  }

  #resize(): void {
    const width = this.#place.clientWidth;
    if (this.#drawn && width > 0 && this.#drawn.width !== width) this.#drawn.setSize({ width, height });
    else if (!this.#drawn) this.#draw(palette(this.#state.view));
  }

  #draw(colours: Colours): void {
    this.#drawn?.destroy();
    this.#drawn = undefined;
    const width = this.#place.clientWidth;
    const figure = this.#figure;
    if (width === 0 || !figure || figure.rows.length === 0) return;
    const { rows } = figure;
    const along = rows.map((row, i) => (figure.drawn === "years" ? Number(row.name) : i));
    const surely = rows.map((row) => row.count);
    const all = rows.map((row) => row.count + (row.perhaps ?? 0));
    this.#drawn = new uPlot(optionsOf(this.#state.view.language, figure, colours, width), [along, all, surely], this.#place);
  }
}

function optionsOf(language: Language, { drawn, rows, heads }: Figure, colours: Colours, width: number): uPlot.Options {
  const bars = uPlot.paths.bars?.({ size: [0.84, 60], align: 0 });
  const axis: Partial<uPlot.Axis> = {
    stroke: colours.soft,
    font: '12px "Noto Sans", sans-serif',
    grid: { stroke: colours.line, width: 1 },
    ticks: { stroke: colours.line, width: 1 },
  };
  const number = (n: number) => (Number.isInteger(n) ? formatNumber(language, n) : "");
  const series = (label: string, fill: string): uPlot.Series => ({
    label,
    fill,
    stroke: colours.accent,
    width: 1,
    ...(bars && { paths: bars }),
    points: { show: false },
  });
  const edges = drawn === "steps" ? powersOfTen(rows) : [];
  return {
    width,
    height,
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: (_, low, high) => [low - 0.6, high + 0.6] }, y: { range: (_, __, high) => [0, Math.max(1, high * 1.05)] } },
    series: [{}, series(heads[2] ?? heads[1] ?? "", `${colours.accent}59`), series(heads[1] ?? "", colours.accent)],
    axes: [
      {
        ...axis,
        grid: { show: false },
        ...(drawn === "steps" && { splits: edges.map((e) => e.at), values: edges.map((e) => formatLength(language, e.metres)) }),
        ...(drawn === "years" && { values: (_, s) => s.map((y) => (Number.isInteger(y) ? String(y) : "")) }),
      },
      { ...axis, size: 54, values: (_, splits) => splits.map(number) },
    ],
  };
}

/** Where along a scale in steps the powers of ten are: between two bars, in metres. */
function powersOfTen(rows: Figure["rows"]): { at: number; metres: number }[] {
  const powers = rows.map((row, i) => ({ at: i - 0.5, metres: Number(row.name) }));
  return powers.filter(({ metres }) => metres > 0 && Number.isInteger(Math.log10(metres)));
}
