import assert from "node:assert/strict";
import { test } from "node:test";
import { enterRoom, letIn, newRoom, nextSocket, READY, state, told } from "./strict-stage.mjs";

test("a room is entered with its ticket alone, and its first view counts", async () => {
  const { world, room, heard, entering } = await newRoom({ token: () => "session" });
  assert.deepEqual([world.socket.url, world.socket.protocols], ["ws://host-a/play", undefined]);
  await letIn(world);
  await entering;
  const { ticket, token, nonce } = world.socket.last("enter");
  assert.deepEqual([ticket, token, nonce], ["T", "session", undefined]);
  assert.deepEqual([room.seat, room.roomCode, room.isWatching], [2, "ABCD", false]);
  assert.deepEqual(heard.view[0].data, { phase: "lobby" });
});

test("what the game tells is an event, each once and none of another room", async () => {
  const { world, heard } = await enterRoom();
  const joined = told("player-joined", { player: { seat: 1 } });
  world.socket.say(joined);
  world.socket.say(joined);
  world.socket.say({ ...told("player-left", {}), room: "another" });
  world.socket.say(told("room-joined", { roomCode: "ABCD" }, { seq: undefined }));
  assert.deepEqual(
    heard.event.map(({ type }) => type),
    ["player-joined", "room-joined"],
  );
});

test("who watches commands nothing, and comes back with its ticket", async () => {
  const { world, room, heard } = await enterRoom({ token: () => "session" }, { seat: null });
  assert.deepEqual([room.isWatching, room.seat], [true, null]);
  await assert.rejects(room.command("start-game"), { code: "watching" });
  assert.equal(world.socket.last("start-game"), undefined);
  world.socket.drop(1006);
  await nextSocket(world);
  await letIn(world, { seat: null, state: { phase: "question" } });
  assert.equal(world.socket.last("resume"), undefined);
  assert.equal(world.socket.last("enter").ticket, "T");
  assert.equal(heard.view.at(-1).data.phase, "question");
});

test("a ticket that is not good any more is replaced by another one, once", async () => {
  let asked = 0;
  const renew = async () => ({ ...READY, ticket: `T${++asked}` });
  const { world, heard, entering } = await newRoom({ renew });
  world.socket.open();
  await world.settle();
  world.socket.refuse("enter", "ticket-expired");
  await world.settle();
  assert.equal(world.socket.last("enter").ticket, "T1");
  assert.equal(heard.renewed[0].ticket, "T1");
  world.socket.refuse("enter", "ticket-expired");
  await assert.rejects(entering, { code: "ticket-expired" });
  assert.equal(asked, 1);
});

test("a ticket for another room, whose code it is by now, is not taken", async () => {
  const renew = async () => ({ ...READY, roomId: "party-2", ticket: "T2" });
  const { world, heard, entering } = await newRoom({ renew });
  world.socket.open();
  await world.settle();
  world.socket.refuse("enter", "ticket-expired");
  await assert.rejects(entering, { code: "room-over" });
  assert.deepEqual([heard.renewed, world.socket.last("enter").ticket], [[], "T"]);
});

test("where its address says so the room is played through the gateway", async () => {
  let tokens = 0;
  const gateway = async () => `ws://gateway/ws?token=${++tokens}`;
  const { world, room, entering } = await newRoom({ gateway, via: "gateway" });
  assert.equal(world.socket.url, "ws://gateway/ws?token=1");
  await letIn(world);
  await entering;
  assert.deepEqual(
    world.socket.sent.slice(0, 2).map(({ action }) => action),
    ["hello", "enter"],
  );
  assert.equal(room.via, "gateway");
  world.socket.say(state());
  room.command("start-game");
  await world.settle();
  assert.equal(world.socket.last("start-game").room, "party-1");
  world.socket.drop(1001);
  await nextSocket(world);
  assert.equal(world.socket.url, "ws://gateway/ws?token=2");
});

test("a room without an address of its own is, too", async () => {
  const gateway = async () => "ws://gateway/ws?token=1";
  for (const direct of [undefined, ""]) {
    const { world } = await newRoom({ gateway }, { ...READY, direct });
    assert.equal(world.socket.url, "ws://gateway/ws?token=1");
  }
});

test("who cannot reach the host tries the gateway, and stays there", async () => {
  const gateway = async () => "ws://gateway/ws?token=1";
  const { world, room, entering } = await newRoom({ gateway });
  const urls = [world.socket.url];
  for (let attempt = 0; attempt < 2; attempt++) {
    world.socket.drop(1006);
    await nextSocket(world);
    urls.push(world.socket.url);
  }
  assert.deepEqual(urls, ["ws://host-a/play", "ws://host-a/play", "ws://gateway/ws?token=1"]);
  await letIn(world);
  await entering;
  assert.equal(room.via, "gateway");
  world.socket.drop(1006);
  await nextSocket(world);
  assert.equal(world.socket.url, "ws://gateway/ws?token=1");
});

test("who is replaced or taken out does not come back, whichever socket says so", async () => {
  for (const [reason, code] of [
    ["replaced", "replaced"],
    ["kicked", "kicked"],
    ["finished", "room-over"],
    ["constructor", "room-over"],
  ]) {
    const { world, heard } = await enterRoom();
    world.socket.say(told("room-closed", { reason }));
    await world.pass(30_000);
    assert.deepEqual([heard.closed[0].code, world.sockets.length], [code, 1]);
  }
});

test("a room that is complete is left without an error", async () => {
  const { world, heard } = await enterRoom();
  world.socket.say(told("game-complete", { winner: "Ada", winners: ["p"], standings: [] }));
  world.socket.drop(4410);
  await world.pass(30_000);
  assert.equal(heard.complete[0].winner, "Ada");
  assert.deepEqual(heard.closed, [undefined]);
});

test("whoever has lost the room is not listened to", async () => {
  const { world, heard } = await enterRoom();
  world.socket.say(state({ epoch: 3 }));
  const views = heard.view.length;
  world.socket.say(state({ epoch: 2 }));
  assert.equal(heard.view.length, views);
});

test("time that is held is told, and that it goes on", async () => {
  const { world, heard } = await enterRoom();
  world.socket.say(told("room-frozen", { endsAt: 1 }, { seq: undefined }));
  world.socket.say(told("room-unfrozen", {}, { seq: undefined }));
  assert.deepEqual(heard.frozen, [true, false]);
});

test("leaving is said, and then the socket is closed", async () => {
  const { world, room, heard } = await enterRoom();
  const leaving = room.leave();
  await world.settle();
  world.socket.answer("leave", "left", {});
  await leaving;
  assert.equal(world.socket.readyState, 3);
  assert.deepEqual(heard.closed, [undefined]);
});

/** Pings that leave in so many milliseconds, each answered. */
async function pingsIn(world, ms) {
  const { socket } = world;
  const before = socket.all("ping").length;
  let answered = before;
  for (let passedMs = 0; passedMs < ms; passedMs += 500) {
    await world.pass(500);
    if (socket.all("ping").length > answered) {
      answered = socket.all("ping").length;
      socket.answer("ping", "pong", { serverTime: 1 });
    }
  }
  return answered - before;
}

test("a room says how often it wants to be pinged, on either socket and after a loss", async () => {
  const gateway = async () => "ws://gateway/ws?token=1";
  for (const via of ["direct", "gateway"]) {
    const options = { gateway, via, token: () => "session" };
    const { world } = await enterRoom(options, { pingMs: 5_000 });
    assert.equal(await pingsIn(world, 20_000), 4, via);
    assert.equal(world.socket.last("ping").room, "party-1");
    world.socket.drop(1006);
    await nextSocket(world);
    await letIn(world);
    assert.ok(world.socket.last("resume"), "which tells of no pace");
    assert.equal(await pingsIn(world, 20_000), 4, via);
  }
});

test("a room that says nothing of it is pinged every ten seconds", async () => {
  const { world } = await enterRoom();
  assert.equal(await pingsIn(world, 20_000), 2);
});

test("a room that wants many pings is left sooner when it is silent", async () => {
  const { world } = await enterRoom({}, { pingMs: 5_000 });
  await world.pass(10_000);
  assert.equal(world.socket.closedWith, undefined);
  const { socket } = world;
  await world.pass(6_000);
  assert.equal(socket.closedWith, 4000);
});
