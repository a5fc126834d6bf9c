import assert from "node:assert/strict";
import { test } from "node:test";
import { Atrium } from "../atrium.js";
import { fakeWorld } from "./fake-surroundings.mjs";
import { ENTERED, READY } from "./strict-stage.mjs";

async function openLobby() {
  const world = fakeWorld();
  let tokens = 0;
  world.surroundings.fetch = async () =>
    new Response(JSON.stringify({ token: `once-${++tokens}`, expiresAt: 1 }), { status: 200 });
  const atrium = new Atrium({ baseUrl: "https://atrium.test", surroundings: world.surroundings });
  atrium.session = { playerId: "p", token: "session", expiresAt: 1 };
  const connecting = atrium.connect();
  await world.settle();
  world.socket.open();
  await world.settle();
  world.socket.answer("hello", "connected", { playerId: "p", serverTime: 1 });
  return { world, atrium, lobby: await connecting };
}

test("a room is opened by who plays, by a screen, joined and looked at", async () => {
  const { world, lobby } = await openLobby();
  const player = { playerName: "Ada", playerIcon: "fox" };
  const asked = [
    ["createRoom", "create-room", { game: "party.robots", gameMode: "8-round", ...player }],
    ["createRoom", "create-room", { game: "party.robots", gameMode: "12-round" }],
    ["joinRoom", "join-room", { roomCode: "ABCD", ...player }],
    ["watchRoom", "watch", { roomCode: "ABCD" }],
  ];
  for (const [method, action, fields] of asked) {
    const asking = lobby[method](fields);
    await world.settle();
    const { id, action: said, ...sent } = world.socket.last(action);
    assert.deepEqual([said, sent], [action, fields]);
    world.socket.answer(action, "room-ready", READY);
    assert.deepEqual(await asking, READY);
  }
});

test("why there is no place is said by its code, and nothing is asked twice", async () => {
  const { world, lobby } = await openLobby();
  const joining = lobby.joinRoom({ roomCode: "ABCD", playerName: "Ada", playerIcon: "fox" });
  await world.settle();
  world.socket.refuse("join-room", "room-locked");
  await assert.rejects(joining, { code: "room-locked" });
  const creating = lobby.createRoom({ game: "party.robots" });
  creating.catch(() => {});
  await world.pass(11_000);
  await assert.rejects(creating, { code: "time-out" });
  assert.equal(world.socket.all("create-room").length, 1);
});

test("what was answered is entered over the room's own address or the gateway's", async () => {
  const { world, atrium } = await openLobby();
  const direct = atrium.prepareStrictRoom(READY);
  const entering = direct.enter();
  await world.settle();
  assert.equal(world.socket.url, READY.direct);
  world.socket.open();
  await world.settle();
  assert.equal(world.socket.last("enter").token, "session");
  world.socket.answer("enter", "entered", ENTERED, { room: READY.roomId, epoch: 1 });
  await entering;
  atrium.prepareStrictRoom(READY, { via: "gateway" }).enter();
  await world.settle();
  assert.match(world.socket.url, /^wss:\/\/atrium\.test\/ws\?token=once-\d+$/);
});
