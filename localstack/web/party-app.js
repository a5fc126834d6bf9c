import { Atrium, ICONS } from "./atrium.js";
import { gatewayOf } from "./page-config.js";
import { exposePartyHooks } from "./party-hooks.js";
import {
  KeptParty,
  keptPreferences,
  ON_OWN_PHONE,
  ON_PHONE,
  sessionsOf,
} from "./party-kept.js";
import { PartyPage } from "./party-page.js";
import { finalScreen, resultsScreen } from "./party-screen-results.js";
import { questionScreen, votingScreen } from "./party-screen-round.js";
import { enteringScreen, lobbyScreen, startScreen } from "./party-screens.js";
import { PartyTable } from "./party-table.js";
import { partySwitchesOf } from "./party-switches.js";
import { codeOf, isCode, lengthOf, NAME_MAX, ownOf, tidied } from "./party-view.js";

/** The composition root of `party.html`: a player's page. */

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
const phone = switches.own ? ON_OWN_PHONE : ON_PHONE;
const kept = new KeptParty(phone);
const sessions = sessionsOf(phone, kept);
const atrium = new Atrium({
  baseUrl: location.origin,
  socketUrl: gatewayOf(location.origin),
  wire: "json",
  onSession: (session) => sessions.set({ ...sessions.get(), ...session }),
});
const table = new PartyTable(atrium, kept, { via: switches.via, sessions });

const preferences = keptPreferences(phone, {
  name: sessions.get()?.name ?? "",
  icon: sessions.get()?.icon ?? ICONS[Math.floor(Math.random() * ICONS.length)],
  sounds: false,
  confetti: true,
});

const state = {
  draft: {
    name: preferences.name,
    icon: preferences.icon,
    code: switches.code,
    gameMode: "8-round",
  },
  problems: { name: "", code: "" },
  /** What is being written, and for which round; else what was sent stands there. */
  written: /** @type {{round: number, text: string} | undefined} */ (undefined),
  /** @type {string | undefined} what is on its way */
  sending: undefined,
  /** @type {string | undefined} */
  removing: undefined,
  leaving: false,
  moreOpen: false,
};

const page = new PartyPage(table, {
  of: phone,
  preferences,
  template,
  onTask() {
    state.leaving = false;
    state.removing = undefined;
  },
});

/** @param {import("./party-page.js").Shown} shown */
function template(shown) {
  const { model, roomCode } = table;
  const screen = SCREENS[/** @type {"lobby"} */ (shown.kind)] ?? enteringScreen;
  const { sounds, confetti } = page.preferences;
  const { written } = state;
  const isNow = written?.round === model.state?.round;
  const answer = { text: (isNow ? written?.text : ownOf(model).answer) ?? "" };
  const whole = { ...state, ...shown, sounds, confetti, model, roomCode, answer };
  return screen(whole, actions);
}

/** Something that one says in a round, shown as on its way until the room has taken it. */
async function say(
  /** @type {string} */ action,
  /** @type {string} */ text,
  /** @type {object} */ fields,
) {
  const { round, phase } = table.model.state ?? {};
  const isStill = () => table.model.state?.round === round && table.model.state?.phase === phase;
  state.sending = text;
  await page.run(async () => {
    try {
      await table.command(action, fields);
      if (action !== "submit-answer") {
        page.say(`Your vote is for “${text}”.`);
      }
      if (isStill() && state.written?.text === text) {
        state.written = undefined;
      }
    } finally {
      if (state.sending === text) {
        state.sending = undefined;
      }
    }
  });
}

/** The name, and the code if one is wanted; undefined if they will not do, which is shown. */
function player(/** @type {{withCode: boolean}} */ { withCode }) {
  const name = tidied(state.draft.name);
  const { icon, code } = state.draft;
  const nameFits = name !== "" && lengthOf(name) <= NAME_MAX;
  state.problems = {
    name: nameFits ? "" : `Enter a name of 1 to ${NAME_MAX} characters.`,
    code:
      !withCode || isCode(codeOf(code)) ? "" : "Enter the four characters from the big screen.",
  };
  if (!state.problems.name && !state.problems.code) {
    page.prefer({ name, icon });
    return { name, icon };
  }
  page.draw();
  document.getElementById(state.problems.name ? "name" : "code")?.focus();
  return undefined;
}

const actions = {
  draft(/** @type {object} */ change) {
    Object.assign(state.draft, change);
    page.draw();
  },
  join(/** @type {Event} */ event) {
    event.preventDefault();
    const who = player({ withCode: true });
    if (who) {
      page.attempt(() => table.join(codeOf(state.draft.code), who));
    }
  },
  open() {
    const who = player({ withCode: false });
    if (who) {
      page.attempt(() => table.open(state.draft.gameMode, who));
    }
  },
  start: () => page.attempt(() => table.command("start-game")),
  next: () => page.attempt(() => table.command("request-next-round")),
  lock: (/** @type {boolean} */ locked) =>
    page.attempt(() => table.command("lock-room", { locked })),
  askToRemove(/** @type {string | undefined} */ playerId) {
    state.removing = playerId;
    page.draw();
  },
  remove(/** @type {string} */ playerId) {
    state.removing = undefined;
    page.attempt(() => table.command("kick-player", { playerId }));
  },
  askToLeave(/** @type {boolean} */ leaving) {
    state.leaving = leaving;
    page.draw();
  },
  // At any time: also while something else is being waited for.
  leave: () => table.leave(),
  again: () => table.leave(),
  write(/** @type {string} */ text) {
    state.written = { round: table.model.state?.round ?? 0, text };
    page.draw();
  },
  answer(/** @type {Event} */ event, /** @type {boolean} */ blocked) {
    event.preventDefault();
    const text = state.written?.text ?? ownOf(table.model).answer ?? "";
    if (!blocked) {
      say("submit-answer", text, { answer: tidied(text) });
    }
  },
  vote: (/** @type {string} */ action, /** @type {string} */ vote) => say(action, vote, { vote }),
  more(/** @type {boolean} */ open) {
    state.moreOpen = open;
  },
  sounds: (/** @type {boolean} */ sounds) => page.prefer({ sounds }),
  confetti: (/** @type {boolean} */ confetti) => page.prefer({ confetti }),
};

async function boot() {
  exposePartyHooks(table);
  if (await table.comeBack(switches.code)) {
    return;
  }
  page.draw();
  if (switches.code !== "") {
    document.getElementById("name")?.focus();
  }
}

boot();
