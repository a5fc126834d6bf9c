import assert from "node:assert/strict";
import { test } from "node:test";
import { Room } from "../atrium-room.js";
import { fakeWorld } from "./fake-surroundings.mjs";
import { goldenFrames, hexOf } from "./golden-frames.mjs";

const { head, server } = goldenFrames("blitz-1.frames");
const MATCH = { roomId: head.room, direct: "ws://host-a/direct", ticket: "T", nonce: "ab" };
const ENTERED = {
  ...{ roomId: head.room, game: head.game, seat: head.seat },
  ...{ tick: 0, tickRate: head.tickRate, viewRate: 20, speed: head.speed, players: [] },
};
const KEYFRAME = server[0].frame.buffer;
const DELTA = server[1].frame.buffer;

async function newRoom(options) {
  const world = fakeWorld();
  const room = new Room(world.surroundings, MATCH, options);
  const heard = { view: [], event: [], closed: [] };
  for (const type of Object.keys(heard)) {
    room.on(type, (payload) => heard[type].push(payload));
  }
  room.enter().catch(() => {});
  await world.settle();
  return { world, room, heard };
}

async function letIn(world) {
  world.socket.open();
  await world.settle();
  world.socket.answer("enter", "entered", ENTERED, { room: head.room, epoch: 1 });
  await world.settle();
}

/** Until the next socket is there, which is not opened yet. */
async function nextSocket(world) {
  const before = world.sockets.length;
  for (let passedMs = 0; world.sockets.length === before && passedMs < 10_000; passedMs += 50) {
    await world.pass(50);
  }
  assert.equal(world.sockets.length, before + 1);
}

test("rooms are offered the binary subprotocol, and none with wire json", async () => {
  const { world } = await newRoom();
  assert.deepEqual(world.socket.protocols, ["atrium.v1"]);
  assert.equal(world.socket.binaryType, "arraybuffer");
  const plain = await newRoom({ wire: "json" });
  assert.equal(plain.world.socket.protocols, undefined);
});

test("binary views reach the room as JSON's do, and moves leave as binary frames", async () => {
  const { world, room, heard } = await newRoom();
  await letIn(world);
  room.move("0-0", "e");
  assert.equal(world.socket.sentBinary.length, 0, "not before the first view");
  for (const { frame } of server) {
    world.socket.sayRaw(frame.buffer);
  }
  assert.deepEqual(
    heard.view.map(({ tick, seq, data }) => ({ tick, seq, data })),
    server
      .map(({ messages }) => messages.at(-1))
      .map(({ tick, seq, data }) => ({ tick, seq, data })),
  );
  assert.deepEqual(
    heard.event.map(({ type, tick, data }) => ({ type, tick, data })),
    server
      .flatMap(({ messages }) => messages.slice(0, -1))
      .map(({ type, tick, data }) => ({ type, tick, data })),
  );
  assert.equal(world.socket.all("move-warrior").length, 0);
  // The third: the first view said that two were applied.
  assert.equal(hexOf(world.socket.sentBinary[0]), "03030002");
});

test("a socket that only resumes reads binary views like the one that entered", async () => {
  const { world, room, heard } = await newRoom({ token: () => "session-token" });
  await letIn(world);
  world.socket.sayRaw(KEYFRAME);
  world.socket.drop(1006);
  await nextSocket(world);
  world.socket.open();
  await world.settle();
  const { epoch, seq } = server[0].messages.at(-1);
  assert.equal(world.socket.last("resume").lastSeq, seq, "a frame counts like a view");
  world.socket.answer(
    "resume",
    "resumed",
    { epoch, tick: 1, events: 0, complete: true },
    { room: head.room, epoch },
  );
  await world.settle();
  world.socket.sayRaw(server[0].frame.buffer);
  world.socket.sayRaw(DELTA);
  assert.equal(heard.view.at(-1).tick, server[1].messages.at(-1).tick);
  room.move("0-0", "e");
  assert.equal(world.socket.sentBinary.length, 1);
});

test("a server that does not choose the subprotocol is spoken to in JSON", async () => {
  const { world, room, heard } = await newRoom();
  await letIn(world);
  world.socket.say({ ...server[0].messages.at(-1), room: head.room });
  room.move("0-0", "w");
  assert.equal(heard.view.length, 1);
  assert.equal(world.socket.last("move-warrior").direction, "w");
  assert.equal(world.socket.sentBinary.length, 0);
});

test("after an opening that failed the other form is tried", async () => {
  const { world, room } = await newRoom();
  world.socket.drop();
  await world.settle();
  await nextSocket(world);
  assert.equal(world.socket.protocols, undefined);
  world.socket.drop();
  await world.settle();
  await nextSocket(world);
  assert.deepEqual(world.socket.protocols, ["atrium.v1"]);
  await letIn(world);
  assert.equal(room.state, "open");
});

test("a socket that was lost is followed by one that is binary again", async () => {
  const { world, heard } = await newRoom();
  await letIn(world);
  world.socket.sayRaw(KEYFRAME);
  world.socket.drop();
  await world.settle();
  await nextSocket(world);
  assert.deepEqual(world.socket.protocols, ["atrium.v1"]);
  await letIn(world);
  world.socket.sayRaw(KEYFRAME);
  world.socket.sayRaw(DELTA);
  assert.deepEqual(
    heard.view.map(({ tick }) => tick),
    [3, 3, 6],
  );
});

test("with wire json no failure leads to the subprotocol", async () => {
  const { world } = await newRoom({ wire: "json" });
  world.socket.drop();
  await world.settle();
  await nextSocket(world);
  assert.equal(world.socket.protocols, undefined);
});

test("a frame that cannot be read ends the socket, and the next ones speak JSON", async () => {
  const { world, room, heard } = await newRoom();
  await letIn(world);
  world.socket.sayRaw(KEYFRAME);
  room.move("0-0", "n");
  world.socket.sayRaw(Uint8Array.of(9).buffer);
  assert.equal(world.socket.closedWith, 4000);
  await world.settle();
  await nextSocket(world);
  assert.equal(world.socket.protocols, undefined);
  await letIn(world);
  world.socket.say({ ...server[1].messages.at(-1), applied: {}, durable: {} });
  assert.equal(world.socket.last("move-warrior").seq, 3, "sent again");
  assert.equal(heard.closed.length, 0);
  world.socket.drop();
  await world.settle();
  await nextSocket(world);
  assert.equal(world.socket.protocols, undefined);
});
