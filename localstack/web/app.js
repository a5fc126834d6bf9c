import { html, render } from "/webjars/lit-html/lit-html.js";
import { accountActions } from "./account-actions.js";
import { followResult } from "./after-match.js";
import { Atrium } from "./atrium.js";
import { Backdrop } from "./backdrop.js";
import { holdBack, takeCalled } from "./called-siege.js";
import { BLITZ, PRACTICE } from "./games.js";
import { keepMatch, keepSession, keptMatch, keptSession } from "./kept.js";
import { LobbyData } from "./lobby-data.js";
import { MatchPlay } from "./match-play.js";
import { Queueing } from "./queueing.js";
import { hashOf, placeOf } from "./page-address.js";
import { gatewayOf } from "./page-config.js";
import { newPageState } from "./page-state.js";
import { switchesOf } from "./page-switches.js";
import { ProofPages } from "./proof-pages.js";
import { leaderboardScreen } from "./screen-leaderboard.js";
import { lobbyScreen } from "./screen-lobby.js";
import { matchScreen } from "./screen-match.js";
import { errorBar } from "./screen-parts.js";
import { replayScreen } from "./screen-replay.js";
import { resultScreen } from "./screen-result.js";
import { leavingForfeits } from "./leaving.js";
import { leavingBar } from "./screen-leaving.js";
import { calledBar } from "./screen-siege.js";
import { signInScreen } from "./screen-sign-in.js";
import { verifyScreen } from "./screen-verify.js";
import { completionOf } from "./settled-board.js";
import { SiegeDesk } from "./siege-desk.js";
import { exposeTestHooks } from "./test-hooks.js";
import { onWallet } from "./wallet.js";

/**
 * The composition root of the page: one state, one render function, and the actions that change
 * the one and call the other.
 */

const BOARD = "blitz";
const SCREENS = Object.freeze({
  "sign-in": signInScreen,
  lobby: lobbyScreen,
  match: matchScreen,
  result: resultScreen,
  leaderboard: leaderboardScreen,
  verify: verifyScreen,
  replay: replayScreen,
});
/** A wallet that was refused ends nobody's session. */
const SESSION_OVER = ["unauthorized", "token-expired", "signed-out", "not-signed-in"];
/** Their field fills the page. */
const WITH_FIELD = Object.freeze(["match", "replay"]);

const switches = switchesOf(location.search);
const atrium = new Atrium({
  baseUrl: location.origin,
  socketUrl: gatewayOf(location.origin),
  wire: switches.wire,
  onSession: (session) => keepSession({ ...session, ...state.profile }),
});
const backdrop = new Backdrop(
  /** @type {HTMLCanvasElement} */ (document.getElementById("backdrop")),
);
const root = /** @type {HTMLElement} */ (document.getElementById("app"));

const state = newPageState();

/** @type {import("./atrium.js").Lobby | undefined} */
let lobby;
/** @type {Promise<import("./atrium.js").Lobby> | undefined} */
let connecting;

function draw() {
  backdrop.show(!WITH_FIELD.includes(state.screen));
  document.body.dataset.screen = state.screen;
  render(
    html`
      ${errorBar(state.error, actions.dismissError)} ${calledBar(state, actions)}
      ${leavingBar(state, actions)}
      ${SCREENS[state.screen](state, actions)}
    `,
    root,
  );
  const canvas = /** @type {HTMLCanvasElement | null} */ (document.getElementById("arena"));
  const stick = document.getElementById("stick");
  if (state.screen === "match" && canvas && stick) {
    state.play?.attach(canvas, stick);
  } else if (state.screen === "replay" && canvas) {
    state.replay?.attach(canvas);
  }
}

function show(/** @type {import("./page-state.js").Screen} */ screen) {
  const changed = state.screen !== screen;
  state.screen = screen;
  const hash = hashOf(screen, state.verify?.roomId ?? state.replay?.roomId);
  if (location.hash !== hash) {
    history.replaceState(null, "", hash || location.pathname + location.search);
  }
  draw();
  if (changed && screen !== "match") {
    window.scrollTo(0, 0);
    // Screen readers begin at the new screen, and nothing scrolls or lights up for the others.
    const heading = root.querySelector("h1");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
  }
}

/** Runs an action of the player: busy meanwhile, and what it throws is shown. */
async function attempt(/** @type {() => Promise<void>} */ action) {
  if (state.busy) {
    return;
  }
  state.busy = true;
  state.error = undefined;
  draw();
  try {
    await action();
  } catch (error) {
    fail(error);
  } finally {
    state.busy = false;
    draw();
  }
}

function fail(/** @type {any} */ error) {
  state.error = error;
  if (SESSION_OVER.includes(error?.code)) {
    toSignIn();
  } else {
    draw();
  }
}

/** Back to the first screen, from whichever was shown. */
function toSignIn() {
  forgetSession();
  proofPages.leave();
  show("sign-in");
}

function forgetSession() {
  lobby?.close();
  lobby = undefined;
  queueing.over();
  sieges.forget();
  atrium.signOut();
  state.profile = undefined;
  state.record = undefined;
  state.account = undefined;
  keepSession(undefined);
  keepMatch(undefined);
  takeCalled();
}

async function enterLobby() {
  sieges.start();
  show("lobby");
  data.load();
  await connectLobby();
}

async function connectLobby() {
  if (lobby && lobby.state !== "closed") {
    return lobby;
  }
  connecting ??= openLobby().finally(() => {
    connecting = undefined;
  });
  return connecting;
}

async function openLobby() {
  const opened = await atrium.connect();
  lobby = opened;
  state.lobbyState = opened.state;
  if (opened.player) {
    const { playerId, name, icon } = opened.player;
    state.profile = { playerId, name, icon };
    keepSession({ ...atrium.session, ...state.profile });
  }
  opened.on("state", (/** @type {string} */ lobbyState) => {
    state.lobbyState = lobbyState;
    draw();
  });
  opened.on("match-found", (match) => {
    performance.mark("match-found");
    found(match);
  });
  sieges.attach(opened);
  opened.on("room-closed", ({ roomId, reason }) => {
    if (state.play?.roomId === roomId) {
      state.play.closed(reason);
    }
  });
  opened.on("queue-lost", (error) => {
    queueing.over();
    fail(error);
  });
  opened.on("refused", (error) => {
    // No host is free, say: he waits on, and is told why it takes long.
    if (state.queue) {
      state.queue.hindrance = error;
      draw();
    }
  });
  opened.on("closed", (error) => {
    if (state.queue) {
      queueing.over();
      fail(error);
    }
  });
  draw();
  return opened;
}

function found(/** @type {import("./atrium-shapes.js").Match} */ match) {
  if (match.slot !== undefined) {
    sieges.begun(match.slot);
  }
  if (holdBack(match, state.play?.roomId)) {
    draw();
  } else {
    startMatch(match);
  }
}

/** Enters the siege that has begun meanwhile; false if there is none. */
function enterCalled() {
  const called = takeCalled();
  if (called) {
    startMatch(called);
  }
  return called !== undefined;
}

function startMatch(/** @type {import("./atrium-shapes.js").Match} */ match) {
  queueing.behind(match.game);
  proofPages.leave();
  keepMatch(match);
  state.error = undefined;
  const play = new MatchPlay(atrium, match, {
    changed: () => state.screen === "match" && draw(),
    ended: (completion, error) => endMatch(play, completion, error),
    predict: switches.predict,
  });
  state.play = play;
  state.leaving = false;
  play.enter();
  show("match");
}

async function endMatch(
  /** @type {MatchPlay} */ play,
  /** @type {any} */ completion,
  /** @type {any} */ error,
) {
  keepMatch(undefined);
  const { roomId } = play;
  const icons = new Map(play.room.players.map((player) => [player.seat, player.icon]));
  // The match may have ended while we were away: its record knows how.
  const known = completion ?? completionOf(await atrium.match(roomId).catch(() => undefined));
  state.play = undefined;
  if (enterCalled()) {
    return;
  }
  if (!known) {
    state.error = error; // Shown in the lobby: there is nothing left for the match's screen.
    await enterLobby().catch(fail);
    return;
  }
  state.result = {
    completion: known,
    game: play.game,
    icons,
    playerId: state.profile?.playerId,
    settlement: play.game.ranked ? "waiting" : "unranked",
    board: undefined,
  };
  show("result");
  if (play.game.ranked) {
    await followResult({ atrium, state, draw, board: BOARD }, roomId, state.result);
  }
}

async function signedIn(/** @type {object} */ profile) {
  state.profile = { playerId: atrium.session?.playerId, ...profile };
  keepSession({ ...atrium.session, ...state.profile });
  await enterLobby();
}

const data = new LobbyData(atrium, state, { board: BOARD, draw, fail });
const queueing = new Queueing(state, { connect: connectLobby, lobby: () => lobby, draw });
const proofPages = new ProofPages(atrium, state, { draw, show });
const sieges = new SiegeDesk({
  atrium,
  connect: connectLobby,
  lobby: () => lobby,
  playerId: () => state.profile?.playerId,
  balance: () => state.account?.balance,
  shown: () => state.screen === "lobby" && !document.hidden,
  draw,
  paid: () => data.loadAccount(),
  enter: found,
});
state.sieges = sieges;

const actions = {
  ...data.actions,
  ...proofPages.actions,
  ...sieges.actions(attempt),
  ...accountActions({ atrium, state, attempt, signedIn, signedOut: toSignIn }),
  dismissError() {
    state.error = undefined;
    draw();
  },
  draft(/** @type {object} */ change) {
    Object.assign(state.draft, change);
    draw();
  },
  signInAsGuest(/** @type {Event} */ event) {
    event.preventDefault();
    attempt(async () => {
      const guest = { name: state.draft.name.trim(), icon: state.draft.icon };
      await atrium.signInAsGuest(guest);
      await signedIn(guest);
    });
  },
  play(/** @type {Event} */ event) {
    event.preventDefault();
    attempt(() => queueing.enter(BLITZ.id, state.draft.warriors));
  },
  practise() {
    attempt(() => queueing.enter(PRACTICE.id, 1));
  },
  cancelQueue() {
    attempt(async () => {
      await lobby?.cancelMatchmaking(state.queue?.game);
      queueing.over();
    });
  },
  /** Who would forfeit is asked first. */
  tryToLeave() {
    if (!leavingForfeits(state.play)) {
      return actions.leaveMatch();
    }
    state.leaving = true;
    draw();
    /** @type {HTMLElement | null} */ (root.querySelector("[data-testid='stay']"))?.focus();
  },
  stay() {
    state.leaving = false;
    draw();
    document.getElementById("arena")?.focus();
  },
  async leaveMatch() {
    const { play } = state;
    state.play = undefined;
    keepMatch(undefined);
    show("lobby");
    await play?.leave();
    if (!enterCalled()) {
      await enterLobby().catch(fail);
    }
  },
  choose(/** @type {string} */ warriorId) {
    state.play?.selection.choose(warriorId);
    draw();
  },
  chooseAll() {
    state.play?.selection.chooseAll();
    draw();
  },
  watch(/** @type {"next" | "previous" | "whole"} */ turn) {
    state.play?.spectating[turn]();
    draw();
  },
  playAgain() {
    state.result = undefined;
    enterLobby().catch(fail);
  },
};

function route() {
  if (state.play) {
    return;
  }
  const place = placeOf(location.hash);
  if (place.screen === "unknown" && state.profile) {
    return;
  }
  proofPages.leave();
  if (place.screen === "verify") {
    proofPages.verify(place.roomId).catch(fail);
  } else if (place.screen === "replay") {
    proofPages.replay(place.roomId);
  } else if (place.screen === "leaderboard") {
    state.result = undefined;
    show("leaderboard");
    data.load();
  } else if (place.screen === "result" && state.result) {
    show("result");
  } else if (!state.profile) {
    show("sign-in");
  } else {
    state.result = undefined;
    enterLobby().catch(fail);
  }
}

function boot() {
  const session = keptSession();
  if (session) {
    atrium.session = session;
    state.profile = { playerId: session.playerId, name: session.name, icon: session.icon };
  }
  onWallet((wallets) => {
    Object.assign(state, wallets);
    draw();
  });
  window.addEventListener("hashchange", route);
  window.addEventListener("storage", () => sieges.readAgain());
  window.addEventListener("pagehide", () => state.play?.keep());
  const match = keptMatch();
  if (session && match) {
    data.load();
    startMatch(match);
  } else {
    route();
  }
  if (session) {
    sieges.start();
    // Wherever one is on the page: a siege that one is registered for may begin.
    if (sieges.waits) {
      connectLobby().catch(() => {});
    }
  }
}

exposeTestHooks(state);
root.replaceChildren();
boot();
