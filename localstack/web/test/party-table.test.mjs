import assert from "node:assert/strict";
import { test } from "node:test";
import { Atrium } from "../atrium.js";
import { KeptParty } from "../party-kept.js";
import { PartyTable } from "../party-table.js";
import { fakeWorld } from "./fake-surroundings.mjs";
import { fakeStorage } from "./fake-storage.mjs";
import { ADA, BOB, party } from "./party-stage.mjs";
import { ENTERED, READY, told, watched } from "./strict-stage.mjs";

const PLAYER = { name: "Ada", icon: "fox" };
const YOU = { seat: 0, playerId: "p-ada", playerName: "Ada", playerIcon: "fox" };

/** A browser with one page, whose HTTP API is a function of the path. */
function browser({ api = () => undefined, storage = fakeStorage(), session } = {}) {
  const world = fakeWorld();
  const calls = [];
  world.surroundings.fetch = async (url) => {
    const path = new URL(url).pathname;
    calls.push(path);
    const usual =
      {
        "/auth/guest": { playerId: "p-ada", token: "s", expiresAt: 1 },
        "/auth/puzzle": { puzzle: "v1.any", difficulty: 0 },
      }[path] ?? {};
    const [status, answer] = api(path, calls) ?? [200, { token: "once", expiresAt: 1, ...usual }];
    return new Response(JSON.stringify(answer), { status });
  };
  const kept = new KeptParty({ key: "test", storage: () => storage }, () => 1_000);
  const atrium = new Atrium({ baseUrl: "https://atrium.test", surroundings: world.surroundings });
  const sessions = {
    kept: session,
    get: () => sessions.kept,
    set: (changed) => {
      sessions.kept = changed;
    },
  };
  const table = new PartyTable(atrium, kept, { via: "direct", sessions });
  const heard = { told: [], ended: [], left: [] };
  for (const type of Object.keys(heard)) {
    table.on(type, (payload) => heard[type].push(payload));
  }
  return { world, table, kept, calls, heard, storage, sessions };
}

/** Lets the lobby's socket open, and says hello. */
async function greetLobby({ world }) {
  await world.settle();
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", { playerId: "p-ada", serverTime: 1 });
  await world.settle();
}

async function letIn({ world }, { state = party(), seat = 0, you = YOU } = {}) {
  await world.settle();
  world.socket.open();
  await world.settle();
  const envelope = { room: "party-1", epoch: 1 };
  world.socket.answer("enter", "entered", { ...ENTERED, seat, state }, envelope);
  world.socket.say(told("room-joined", { roomCode: "ABCD", players: [], isHost: true, you }));
  await world.settle();
}

const view = (state, more = {}) => told("state", state, { applied: {}, durable: {}, ...more });

async function join(page, entered) {
  const joining = page.table.join("ABCD", PLAYER);
  await greetLobby(page);
  page.world.socket.answer("join-room", "room-ready", READY);
  await letIn(page, entered);
  await joining;
}

test("a guest joins by code: signed in, asked for a place, let in", async () => {
  const page = browser();
  await join(page);
  assert.deepEqual(page.calls, ["/auth/puzzle", "/auth/guest", "/auth/connect-token"]);
  const { roomCode, playerName, playerIcon } = page.world.sockets[0].last("join-room");
  assert.deepEqual([roomCode, playerName, playerIcon], ["ABCD", "Ada", "fox"]);
  assert.equal(page.world.sockets[0].readyState, 3, "nobody needs the lobby any more");
  assert.equal(page.table.model.you.seat, 0);
  assert.equal(page.table.model.state.phase, "lobby");
  assert.equal(page.table.roomCode, "ABCD");
});

test("whoever is signed in stays who he is, unless that is over", async () => {
  const page = browser({ session: { playerId: "p-ada", token: "kept", expiresAt: 1e15 } });
  await join(page);
  assert.deepEqual(page.calls, ["/auth/connect-token"]);
  let refused = 0;
  const problem = [401, { code: "token-expired", title: "-" }];
  const old = browser({
    session: { playerId: "p", token: "old", expiresAt: 1e15 },
    api: (path) => (path === "/auth/connect-token" && refused++ === 0 ? problem : undefined),
  });
  await join(old);
  assert.deepEqual(old.calls, [
    "/auth/connect-token",
    "/auth/puzzle",
    "/auth/guest",
    "/auth/connect-token",
  ]);
  assert.equal(old.sessions.kept.token, "s");
});

test("a screen opens a party without a name, and has no seat there", async () => {
  const page = browser();
  const opening = page.table.open("12-round");
  await greetLobby(page);
  const { game, gameMode, playerName } = page.world.socket.last("create-room");
  assert.deepEqual([game, gameMode, playerName], ["party.robots", "12-round", undefined]);
  page.world.socket.answer("create-room", "room-ready", READY);
  await letIn(page, { seat: null, you: null });
  await opening;
  assert.equal(page.table.model.you, undefined);
  assert.equal(page.table.model.state.phase, "lobby");
});

test("why one is not let in is thrown, and nothing is kept", async () => {
  const page = browser();
  const outcome = watched(page.table.join("ABCD", PLAYER));
  await greetLobby(page);
  page.world.socket.refuse("join-room", "game-started");
  await page.world.settle();
  assert.equal(outcome.code, "game-started");
  assert.deepEqual([page.table.isSeated, page.kept.place], [false, undefined]);
});

test("a room that does not let one in is told as left", async () => {
  const page = browser();
  const outcome = watched(page.table.join("ABCD", PLAYER));
  await greetLobby(page);
  page.world.socket.answer("join-room", "room-ready", READY);
  await page.world.settle();
  page.world.socket.open();
  await page.world.settle();
  page.world.socket.refuse("enter", "room-full");
  await page.world.settle();
  assert.deepEqual([outcome.settled, page.heard.left[0].code], [true, "room-full"]);
  assert.deepEqual([page.table.isSeated, page.kept.place], [false, undefined]);
});

test("an answer is one's own once the room has taken it, and in its round alone", async () => {
  const page = browser();
  const question = party({ phase: "question", round: 1, players: [ADA, BOB] });
  await join(page, { state: question });
  page.world.socket.say(view(question));
  const answering = page.table.command("submit-answer", { answer: "Mars" });
  await page.world.settle();
  assert.equal(page.table.model.own.answer, undefined);
  page.world.socket.answer("submit-answer", "accepted", { seq: 1 });
  await answering;
  const { round, answer } = page.table.model.own;
  assert.deepEqual([round, answer], [1, "Mars"]);
  page.world.socket.say(view({ ...question, round: 2 }));
  const second = page.table.command("submit-elimination-vote", { vote: "Venus" });
  await page.world.settle();
  page.world.socket.answer("submit-elimination-vote", "accepted", { seq: 2 });
  await second;
  assert.deepEqual(page.table.model.own, { round: 2, eliminationVote: "Venus" });
});

test("a page that is loaded anew comes back to its seat, its words and its numbers", async () => {
  const first = browser();
  await join(first);
  first.world.socket.say(view(party({ phase: "question", round: 3 })));
  first.table.command("submit-answer", { answer: "Mars" });
  await first.world.settle();
  assert.equal(first.world.socket.last("submit-answer").seq, 1);
  const later = browser({ storage: first.storage, session: first.sessions.kept });
  const back = later.table.comeBack();
  const voting = party({ phase: "voting", round: 3 });
  const you = { ...YOU, answer: "Mars", eliminationVote: null, finalVote: "Venus" };
  await letIn(later, { state: voting, you });
  assert.equal(await back, true);
  assert.equal(later.world.socket.last("enter").ticket, "T");
  const { own } = later.table.model;
  assert.deepEqual([own.round, own.answer, own.finalVote], [3, "Mars", "Venus"]);
  later.table.command("submit-final-vote", { vote: "Io" });
  await later.world.settle();
  assert.equal(later.world.socket.last("submit-final-vote").seq, 2, "1 was another command's");
});

test("one's words that come before the first view are of its round", async () => {
  const page = browser();
  const joining = page.table.join("ABCD", PLAYER);
  await greetLobby(page);
  page.world.socket.answer("join-room", "room-ready", READY);
  await page.world.settle();
  page.world.socket.open();
  await page.world.settle();
  const you = { ...YOU, answer: "Mars" };
  page.world.socket.say(told("room-joined", { roomCode: "ABCD", players: [], isHost: true, you }));
  const state = party({ phase: "question", round: 5 });
  page.world.socket.answer("enter", "entered", { ...ENTERED, seat: 0, state }, { epoch: 1 });
  await joining;
  assert.deepEqual([page.table.model.own.round, page.table.model.own.answer], [5, "Mars"]);
});

test("whoever was nowhere, or is nobody, comes back to nothing", async () => {
  assert.equal(await browser().table.comeBack(), false);
});

test("who wants to another party does not come back to the one where he was", async () => {
  const first = browser();
  await join(first);
  const later = browser({ storage: first.storage, session: first.sessions.kept });
  assert.equal(await later.table.comeBack("WXYZ"), false);
  assert.deepEqual([later.world.sockets.length, later.table.isSeated], [0, false]);
  const back = later.table.comeBack("ABCD");
  await letIn(later);
  assert.equal(await back, true);
});

test("the end is kept in view when the room closes behind it", async () => {
  const page = browser();
  await join(page);
  const standings = [{ seat: 0, playerId: "p-ada", name: "Ada", place: 1, statistics: {} }];
  const end = { winner: "Ada", winners: ["p-ada"], reason: "completed", standings };
  page.world.socket.say(told("game-complete", end));
  page.world.socket.say(told("room-closed", { reason: "finished" }));
  page.world.socket.drop(4410);
  await page.world.settle();
  assert.equal(page.table.model.end.winner, "Ada");
  assert.deepEqual([page.heard.ended.length, page.heard.left], [1, []]);
  assert.equal(page.kept.place, undefined);
});

/** A party that has ended in a browser. */
async function ended() {
  const page = browser();
  await join(page);
  page.world.socket.say(view(party({ phase: "final", round: 8, players: [ADA, BOB] })));
  const standings = [{ seat: 0, playerId: "p-ada", name: "Ada", place: 1, statistics: {} }];
  const end = { winner: "Ada", winners: ["p-ada"], reason: "completed", standings };
  page.world.socket.say(told("game-complete", end));
  page.world.socket.drop(4410);
  await page.world.settle();
  return { page, again: () => browser({ storage: page.storage, session: page.sessions.kept }) };
}

test("a page that is loaded anew after the end shows it again, and asks nobody", async () => {
  const { again } = await ended();
  for (const code of ["", "ABCD"]) {
    const later = again();
    assert.equal(await later.table.comeBack(code), true);
    const { end, state, you } = later.table.model;
    assert.deepEqual([end.winner, state.players.length, you.playerId], ["Ada", 2, "p-ada"]);
    assert.deepEqual([later.table.isSeated, later.table.roomCode], [true, "ABCD"]);
    assert.deepEqual([later.world.sockets.length, later.calls, later.heard.ended], [0, [], []]);
  }
  assert.equal(await again().table.comeBack("WXYZ"), false);
});

test("an end that was left is not shown again, nor one before another party", async () => {
  const left = await ended();
  await left.page.table.leave();
  assert.equal(left.page.table.isSeated, false);
  assert.equal(await left.again().table.comeBack(), false);
  const { again } = await ended();
  const later = again();
  await later.table.comeBack();
  await later.table.leave();
  assert.deepEqual([later.table.isSeated, later.kept.end], [false, undefined]);
  const other = (await ended()).again();
  await join(other);
  assert.deepEqual([other.kept.end, other.table.model.end], [undefined, undefined]);
});

test("an end that was missed is read from the record", async () => {
  const standings = [
    { seat: 0, playerId: "p-ada", name: "Ada", place: 1, statistics: { finalScore: 300 } },
    { seat: 1, playerId: "p-bob", name: "Bob", place: 1, statistics: { finalScore: 300 } },
  ];
  const page = browser({
    api: (path) =>
      path.startsWith("/matches/") ? [200, { status: "finished", standings }] : undefined,
  });
  await join(page);
  page.world.socket.drop(4410);
  await page.world.settle();
  assert.equal(page.table.model.end.winner, "Ada & Bob");
  assert.deepEqual(page.heard.left, []);
});

test("who is removed is told, and is at the start again", async () => {
  const page = browser();
  await join(page);
  page.world.socket.say(told("room-closed", { reason: "kicked" }));
  await page.world.settle();
  assert.equal(page.heard.left[0].code, "kicked");
  assert.deepEqual([page.table.isSeated, page.kept.place], [false, undefined]);
});

test("so is who only hears that he is removed, and others stay", async () => {
  const page = browser();
  await join(page);
  page.world.socket.say(told("player-kicked", { playerId: "p-bob", playerName: "Bob" }));
  assert.deepEqual([page.table.isSeated, page.heard.told.length], [true, 1]);
  page.world.socket.say(told("player-kicked", { playerId: "p-ada", playerName: "Ada" }));
  await page.world.settle();
  assert.deepEqual([page.table.isSeated, page.kept.place], [false, undefined]);
  assert.deepEqual(
    page.heard.left.map(({ code }) => code),
    ["kicked"],
  );
  assert.equal(page.world.socket.readyState, 3);
});

test("whom another page of his replaces keeps the place for that one", async () => {
  const page = browser();
  await join(page);
  page.world.socket.say(told("room-closed", { reason: "replaced" }));
  await page.world.settle();
  assert.equal(page.heard.left[0].code, "replaced");
  assert.deepEqual([page.table.isSeated, page.kept.place.ready.roomId], [false, "party-1"]);
});

test("whom the network leaves for long comes back once it may be there again", async () => {
  const page = browser();
  await join(page);
  for (let attempt = 0; attempt < 200 && page.heard.left.length === 0; attempt++) {
    if (page.world.socket.readyState !== 3) {
      page.world.socket.drop(1006);
    }
    await page.world.pass(1_000);
  }
  assert.equal(page.heard.left[0].code, "connection-closed");
  assert.deepEqual([page.table.isSeated, page.kept.place.ready.roomId], [false, "party-1"]);
  const back = page.table.tryAgain();
  await letIn(page);
  await back;
  assert.equal(page.table.isSeated, true);
  await page.table.tryAgain();
  assert.equal(page.table.isSeated, true);
});

test("leaving gives the place up, whatever the network does", async () => {
  const page = browser();
  await join(page);
  const leaving = page.table.leave();
  assert.deepEqual([page.table.isSeated, page.kept.place], [false, undefined]);
  await page.world.settle();
  assert.equal(page.world.socket.last("leave").room, "party-1");
  page.world.socket.drop(1006);
  await leaving;
  assert.deepEqual(page.heard.left, []);
});

test("a ticket that has run out is replaced by asking for the place again", async () => {
  const page = browser();
  const joining = page.table.join("ABCD", PLAYER);
  await greetLobby(page);
  page.world.socket.answer("join-room", "room-ready", READY);
  await page.world.settle();
  const direct = page.world.socket;
  direct.open();
  await page.world.settle();
  direct.refuse("enter", "ticket-expired");
  await greetLobby(page);
  page.world.socket.answer("join-room", "room-ready", { ...READY, ticket: "T2" });
  await page.world.settle();
  assert.equal(direct.last("enter").ticket, "T2");
  direct.answer("enter", "entered", { ...ENTERED, state: party() }, { epoch: 1 });
  await joining;
  assert.equal(page.kept.place.ready.ticket, "T2");
});
