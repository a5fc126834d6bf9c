import { html } from "/webjars/lit-html/lit-html.js";
import { Atrium } from "./atrium.js";
import {
  controls,
  enteringScreen,
  finalScreen,
  lobbyScreen,
  questionScreen,
  resultsScreen,
  startScreen,
  votingScreen,
} from "./big-screens.js";
import { gatewayOf } from "./page-config.js";
import { exposePartyHooks } from "./party-hooks.js";
import { KeptParty, keptPreferences, ON_SCREEN, sessionsOf } from "./party-kept.js";
import { PartyPage } from "./party-page.js";
import { partySwitchesOf } from "./party-switches.js";
import { PartyTable } from "./party-table.js";
import { codeOf, isCode } from "./party-view.js";

/** The composition root of `screen.html`: the screen that everybody looks at. */

const SCREENS = Object.freeze({
  start: startScreen,
  entering: enteringScreen,
  lobby: lobbyScreen,
  question: questionScreen,
  elimination: votingScreen,
  voting: votingScreen,
  results: resultsScreen,
  final: finalScreen,
});

const switches = partySwitchesOf(location.search);
const kept = new KeptParty(ON_SCREEN);
const sessions = sessionsOf(ON_SCREEN, kept);
const atrium = new Atrium({
  baseUrl: location.origin,
  socketUrl: gatewayOf(location.origin),
  wire: "json",
  onSession: (session) => sessions.set({ ...sessions.get(), ...session }),
});
const table = new PartyTable(atrium, kept, { via: switches.via, sessions });

const state = {
  gameMode: "8-round",
  code: switches.code,
  problem: "",
};

const preferences = keptPreferences(ON_SCREEN, {
  name: "",
  icon: "owl",
  sounds: true,
  confetti: true,
});
const page = new PartyPage(table, { of: ON_SCREEN, preferences, template });

/** @param {import("./party-page.js").Shown} shown */
function template(shown) {
  const { model, roomCode } = table;
  const { sounds, confetti } = page.preferences;
  const isFull = document.fullscreenElement !== null;
  const screen = SCREENS[/** @type {"start"} */ (shown.kind)] ?? enteringScreen;
  const { origin } = location;
  const whole = { ...state, ...shown, sounds, confetti, isFull, model, roomCode, origin };
  return html`${screen(whole, actions)} ${controls(whole, actions)}`;
}

const actions = {
  choose(/** @type {string} */ gameMode) {
    state.gameMode = gameMode;
    page.draw();
  },
  write(/** @type {string} */ code) {
    state.code = code;
    page.draw();
  },
  open(/** @type {Event} */ event) {
    event.preventDefault();
    page.attempt(() => table.open(state.gameMode));
  },
  watch(/** @type {Event} */ event) {
    event.preventDefault();
    const code = codeOf(state.code);
    state.problem = isCode(code) ? "" : "Enter the four characters of the party's code.";
    if (state.problem) {
      page.draw();
      document.getElementById("code")?.focus();
    } else {
      page.attempt(() => table.watch(code));
    }
  },
  stop: () => table.leave(),
  again: () => table.leave(),
  sounds: (/** @type {boolean} */ sounds) => page.prefer({ sounds }),
  confetti: (/** @type {boolean} */ confetti) => page.prefer({ confetti }),
  full(/** @type {boolean} */ full) {
    const change = full
      ? document.documentElement.requestFullscreen?.()
      : document.exitFullscreen?.();
    // A browser may refuse; then its own key for it is left.
    change?.catch(() => {});
  },
};

document.addEventListener("fullscreenchange", () => page.draw());

async function boot() {
  exposePartyHooks(table);
  if (await table.comeBack(switches.code)) {
    return;
  }
  page.draw();
  if (isCode(switches.code)) {
    page.attempt(() => table.watch(switches.code));
  }
}

boot();
