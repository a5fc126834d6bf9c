import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Atrium } from "../atrium.js";
import { begunSlot, isDoubtful } from "../atrium-sieges.js";
import { fakeWorld } from "./fake-surroundings.mjs";

const CONNECTED = { playerId: "p", name: "Livia", icon: "fox", serverTime: 50_000 };
const FOUND = { game: "arena.siege", roomId: "r", ticket: "T", direct: "ws://h/" };

async function openLobby({ pong = 50_000 } = {}) {
  const world = fakeWorld();
  world.surroundings.fetch = async (url) =>
    new Response(
      JSON.stringify(
        url.endsWith("/sieges")
          ? { periodMs: 10, next: [] }
          : { playerId: "p", token: "t", puzzle: "v1.any", difficulty: 0 },
      ),
    );
  const atrium = new Atrium({ baseUrl: "https://atrium.test", surroundings: world.surroundings });
  await atrium.signInAsGuest({ name: "Livia", icon: "fox" });
  const connecting = atrium.connect();
  await world.settle();
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", CONNECTED);
  const lobby = await connecting;
  if (pong !== undefined) {
    world.socket.answer("ping", "pong", { serverTime: pong });
    await world.settle();
  }
  const found = [];
  lobby.on("match-found", (match) => found.push(match));
  return { world, atrium, lobby, found };
}

/** Waits until the request for that siege went out: its nonce is hashed before. */
async function asked({ world }, slot) {
  const isIt = (message) => message?.slot === slot;
  for (let turn = 0; turn < 2_000 && !isIt(world.socket.last("register-siege")); turn++) {
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  return world.socket.last("register-siege");
}

async function register(stage, slot) {
  const { world, lobby } = stage;
  const registering = lobby.registerSiege({ slot, warriors: 3 });
  const request = await asked(stage, slot);
  const answer = { slot, warriors: 3, startsAt: slot, registered: 4 };
  world.socket.answer("register-siege", "siege-registered", answer);
  return { request, answer: await registering };
}

test("the siege that begins is the latest whose time has come", () => {
  assert.equal(begunSlot([60_000, 120_000], 60_000), 60_000);
  assert.equal(begunSlot([120_000, 60_000], 125_000), 120_000);
  assert.equal(begunSlot([60_000], 59_000), 60_000, "our clock is a little behind");
  assert.equal(begunSlot([120_000, 60_000], 0), 60_000, "a clock that is wrong");
  assert.equal(begunSlot([120_000, 60_000], NaN), 60_000);
  assert.equal(begunSlot([], 60_000), undefined);
});

test("who registers has the nonce behind the hash with the match", async () => {
  const stage = await openLobby();
  const { request, answer } = await register(stage, 60_000);
  assert.deepEqual([request.slot, request.warriors], [60_000, 3]);
  assert.equal(answer.registered, 4);
  await stage.world.pass(11_000);
  stage.world.socket.say({ type: "match-found", data: FOUND });
  assert.equal(stage.found.length, 1);
  assert.equal(stage.found[0].slot, 60_000);
  const hash = createHash("sha256").update(Buffer.from(stage.found[0].nonce, "hex")).digest("hex");
  assert.equal(hash, request.nonceHash);
  stage.world.socket.say({ type: "match-found", data: FOUND });
  assert.equal(stage.found.length, 1, "told twice, entered once");
});

test("of several registrations each siege has its own nonce", async () => {
  const stage = await openLobby();
  const first = (await register(stage, 60_000)).answer.nonce;
  const second = (await register(stage, 120_000)).answer.nonce;
  assert.notEqual(first, second);
  await stage.world.pass(12_000);
  stage.world.socket.say({ type: "match-found", data: FOUND });
  await stage.world.pass(60_000);
  stage.world.socket.say({ type: "match-found", data: { ...FOUND, roomId: "s" } });
  assert.deepEqual(
    stage.found.map(({ roomId, slot, nonce }) => [roomId, slot, nonce]),
    [
      ["r", 60_000, first],
      ["s", 120_000, second],
    ],
  );
});

test("who cancels, or is refused, is sent nowhere", async () => {
  const stage = await openLobby();
  const { world, lobby } = stage;
  await register(stage, 60_000);
  const cancelling = lobby.cancelSiege(60_000);
  world.socket.answer("cancel-registration", "registration-cancelled", { slot: 60_000 });
  await cancelling;
  const refused = lobby.registerSiege({ slot: 120_000, warriors: 5 });
  refused.catch(() => {});
  await asked(stage, 120_000);
  world.socket.refuse("register-siege", "siege-full");
  await assert.rejects(refused, { code: "siege-full", action: "register-siege" });
  world.socket.say({ type: "match-found", data: FOUND });
  assert.deepEqual(stage.found, []);
});

test("without an answer it is open what became of it, so the match is still expected", async () => {
  const stage = await openLobby();
  const { world, lobby } = stage;
  const lost = lobby.registerSiege({ slot: 60_000, warriors: 1 });
  const failure = assert.rejects(lost, (error) => isDoubtful(error));
  await asked(stage, 60_000);
  world.socket.drop(1006);
  await failure;
  await world.pass(1_000);
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", CONNECTED);
  await world.settle();
  world.socket.say({ type: "match-found", data: FOUND });
  assert.equal(stage.found.length, 1);
});

test("a later page comes with the nonces of an earlier one, before it knows the time", async () => {
  const { world, lobby, found } = await openLobby({ pong: undefined });
  lobby.expectSieges([
    { slot: 120_000, nonce: "later" },
    { slot: 45_000, nonce: "kept" },
  ]);
  world.socket.say({ type: "match-found", data: FOUND });
  assert.equal(found[0].nonce, "kept");
  lobby.expectSieges([]);
  world.socket.say({ type: "match-found", data: FOUND });
  assert.equal(found.length, 1, "another tab has cancelled");
});

test("a siege that does not take place is told, and forgotten", async () => {
  const stage = await openLobby();
  const told = [];
  stage.lobby.on("siege-cancelled", (siege) => told.push(siege));
  await register(stage, 60_000);
  const data = { slot: 60_000, reason: "not-enough-players" };
  stage.world.socket.say({ type: "siege-cancelled", data });
  stage.world.socket.say({ type: "match-found", data: FOUND });
  assert.deepEqual(told, [data]);
  assert.deepEqual(stage.found, []);
});

test("who comes late gets his match with the answer", async () => {
  const { world, lobby, atrium } = await openLobby();
  const drawn = await atrium.drawNonce();
  const entering = lobby.enterSiegeLate({ warriors: 2, drawn });
  await world.sent("matchmake");
  await world.settle();
  const { game, nonceHash, options } = world.socket.last("matchmake");
  assert.deepEqual([game, nonceHash], ["arena.siege", drawn.nonceHash]);
  assert.deepEqual(options, { warriors: 2, late: true });
  world.socket.answer("matchmake", "match-found", FOUND);
  assert.deepEqual(await entering, { ...FOUND, nonce: drawn.nonce });
  assert.deepEqual(await atrium.sieges(), { periodMs: 10, next: [] });
});
