import "./style.css";
import { addPageFonts } from "./fonts.ts";
import { load } from "./i18n/load.ts";
import { addThemes } from "./palette/page.ts";
import { Program } from "./program.ts";
import { State } from "./state/state.ts";

addPageFonts();
const state = new State(location.hash, navigator.languages);
addThemes(state);
await load(state.view.language);
new Program(state).start();
