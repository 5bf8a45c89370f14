import type { Words } from "../message.ts";
import coordinates from "../words/coordinates/ja.json";
import details from "../words/details/ja.json";
import drawing from "../words/drawing/ja.json";
import exporting from "../words/exporting/ja.json";
import fieldwork from "../words/fieldwork/ja.json";
import finding from "../words/finding/ja.json";
import importing from "../words/importing/ja.json";
import legend from "../words/legend/ja.json";
import offline from "../words/offline/ja.json";
import overlaps from "../words/overlaps/ja.json";
import page from "../words/page/ja.json";
import plan from "../words/plan/ja.json";
import printing from "../words/printing/ja.json";
import records from "../words/records/ja.json";
import review from "../words/review/ja.json";
import statistics from "../words/statistics/ja.json";
import table from "../words/table/ja.json";
import time from "../words/time/ja.json";
import tools from "../words/tools/ja.json";
import units from "../words/units/ja.json";

export const words: Words = {
  ...coordinates,
  ...details,
  ...drawing,
  ...exporting,
  ...fieldwork,
  ...finding,
  ...importing,
  ...legend,
  ...offline,
  ...overlaps,
  ...page,
  ...plan,
  ...printing,
  ...records,
  ...review,
  ...statistics,
  ...table,
  ...time,
  ...tools,
  ...units,
};
