import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Atrium } from "../atrium.js";
import { fakeWorld } from "./fake-surroundings.mjs";

const CONNECTED = { playerId: "p", name: "Livia", icon: "fox", serverTime: 1 };
const FOUND = { game: "arena.blitz", roomId: "r", ticket: "T", direct: "ws://h/" };
const PARTY = { code: "ABC234", leader: "q", members: [] };

async function openLobby() {
  const world = fakeWorld();
  const asked = [];
  world.surroundings.fetch = async (url) => {
    asked.push(url.replace("https://atrium.test", ""));
    const answer = { playerId: "p", token: "t", puzzle: "v1.any", difficulty: 0, seasons: [{}] };
    return new Response(JSON.stringify(answer));
  };
  const atrium = new Atrium({ baseUrl: "https://atrium.test", surroundings: world.surroundings });
  await atrium.signInAsGuest({ name: "Livia", icon: "fox" });
  const connecting = atrium.connect();
  await world.settle();
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", CONNECTED);
  const lobby = await connecting;
  const heard = [];
  for (const name of [
    "match-found",
    "party",
    "party-queued",
    "party-cancelled",
    "match-settled",
    "refused",
  ]) {
    lobby.on(name, (data) => heard.push([name, data]));
  }
  return { world, atrium, lobby, heard, asked };
}

const hashOf = (nonce) => createHash("sha256").update(Buffer.from(nonce, "hex")).digest("hex");

/** Joins, and gives the request that went out for it. */
async function join({ world, lobby }) {
  const before = world.socket.all("join-party").length;
  const joining = lobby.joinParty({ code: "ABC234", warriors: 2 });
  for (let i = 0; i < 2_000 && world.socket.all("join-party").length === before; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return { joining, request: world.socket.last("join-party") };
}

test("who leads a party queues all of it", async () => {
  const { world, lobby } = await openLobby();
  const making = lobby.createParty({ warriors: 3 });
  const made = await world.sent("create-party");
  assert.deepEqual([made.warriors, made.nonceHash.length], [3, 64]);
  world.socket.answer("create-party", "party", PARTY);
  assert.deepEqual(await making, PARTY);

  const queueing = lobby.matchmake({ warriors: 3, party: true, latencies: { eu: 20 } });
  const sent = await world.sent("matchmake");
  world.socket.answer("matchmake", "matchmaking-queued", { game: "arena.blitz" });
  await queueing;
  const options = { warriors: 3, bots: false, party: true, latencies: { eu: 20 } };
  assert.deepEqual(sent.options, options);
});

test("who is queued by the leader has the nonce that he told the party, once", async () => {
  const stage = await openLobby();
  const { world, heard } = stage;
  const { joining, request } = await join(stage);
  assert.deepEqual([request.code, request.warriors], ["ABC234", 2]);
  world.socket.answer("join-party", "party", PARTY);
  assert.deepEqual(await joining, PARTY);
  world.socket.say({ type: "party", data: PARTY });
  world.socket.say({ type: "matchmaking-queued", data: { game: "arena.blitz", waiting: 1 } });
  world.socket.say({ type: "match-found", data: FOUND });
  world.socket.say({ type: "match-found", data: FOUND });
  world.socket.say({ type: "match-settled", data: { roomId: "r", state: "settled", gain: 5 } });

  const names = heard.map(([name]) => name);
  assert.deepEqual(names, ["party", "party-queued", "match-found", "match-settled"]);
  assert.equal(hashOf(heard[2][1].nonce), request.nonceHash);
  assert.equal(heard[3][1].gain, 5);
});

test("a match that is found before the answer of joining comes has its nonce", async () => {
  const stage = await openLobby();
  const { joining, request } = await join(stage);
  stage.world.socket.say({ type: "match-found", data: FOUND });
  stage.world.socket.answer("join-party", "party", PARTY);
  await joining;
  assert.equal(hashOf(stage.heard[0][1].nonce), request.nonceHash);
});

test("who is refused keeps what he told before, and who has left is sent nowhere", async () => {
  const stage = await openLobby();
  const { world, lobby, heard } = stage;
  const first = await join(stage);
  world.socket.answer("join-party", "party", PARTY);
  await first.joining;
  const again = await join(stage);
  world.socket.refuse("join-party", "party-queued");
  await assert.rejects(again.joining, { code: "party-queued" });
  world.socket.say({ type: "match-found", data: FOUND });
  assert.equal(hashOf(heard[0][1].nonce), first.request.nonceHash);

  const third = await join(stage);
  world.socket.answer("join-party", "party", PARTY);
  await third.joining;
  const leaving = lobby.leaveParty();
  world.socket.answer("leave-party", "party-left", { code: "ABC234" });
  await leaving;
  world.socket.say({ type: "matchmaking-cancelled", data: { game: "arena.blitz" } });
  world.socket.say({ type: "match-found", data: FOUND });
  assert.deepEqual(
    heard.map(([name]) => name),
    ["match-found", "party-cancelled"],
  );
});

test("boards are asked for by season, place and friends", async () => {
  const { atrium, asked } = await openLobby();
  asked.length = 0;
  await atrium.leaderboard("blitz", { limit: 3 });
  await atrium.boards.top("a b", { season: "20260720T0000Z", cursor: "c/=" });
  await atrium.boards.around("blitz", "p-1", { around: 2 });
  await atrium.boards.friends("blitz", ["p-1", "p-2"]);
  assert.deepEqual(await atrium.boards.seasons("blitz-weekly"), [{}]);
  await atrium.matchesOf("p-1", { cursor: "x" });
  assert.deepEqual(asked, [
    "/leaderboards/blitz?limit=3",
    "/leaderboards/a%20b?season=20260720T0000Z&cursor=c%2F%3D",
    "/leaderboards/blitz/players/p-1?around=2",
    "/leaderboards/blitz/friends?ids=p-1%2Cp-2",
    "/leaderboards/blitz-weekly/seasons?",
    "/players/p-1/matches?limit=20&cursor=x",
  ]);
});
