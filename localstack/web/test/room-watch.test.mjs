import assert from "node:assert/strict";
import { test } from "node:test";
import { AtriumError } from "../atrium-errors.js";
import { Room } from "../atrium-room.js";
import { fakeWorld } from "./fake-surroundings.mjs";
import { MATCH, comeBack, enterRoom, record, view } from "./room-stage.mjs";

const HOST_A = "ws://host-a/direct";
const HOST_B = "ws://host-b/direct";

/** An entered room, and what its record says; `looks` are the times at which it was asked for. */
async function watchedRoom() {
  const looks = [];
  const stage = {};
  const entered = await enterRoom({
    locate: async () => {
      looks.push(entered.world.nowMs);
      return stage.record instanceof Error ? Promise.reject(stage.record) : stage.record;
    },
  });
  stage.record = record(1, HOST_A);
  return { ...entered, looks, stage };
}

let lastTick = 0;

/** Views every 50 ms for so long, and a `pong` to every ping. */
async function playOn(world, ms, more) {
  for (let passedMs = 0; passedMs < ms; passedMs += 50) {
    world.socket.say(view((lastTick += 3), more));
    await world.pass(50);
  }
}

/** Lets time pass at a host whose room says nothing, but whose socket answers. */
async function onlyPongs(world, ms, until = () => false) {
  const { socket } = world;
  let answered = socket.all("ping").length;
  for (let passedMs = 0; passedMs < ms && !until(); passedMs += 100) {
    await world.pass(100);
    const pings = socket.all("ping");
    for (const { id } of pings.slice(answered)) {
      socket.say({ type: "pong", id, data: { serverTime: 5 } });
    }
    answered = pings.length;
  }
}

test("a host whose room hangs is left once another has it, though it answers pings", async () => {
  const { world, room, heard, looks, stage } = await watchedRoom();
  await playOn(world, 3_000);
  assert.deepEqual(looks, [], "who is shown views does not ask");
  await onlyPongs(world, 5_000);
  assert.ok(looks.length >= 2 && looks.length <= 5, `asked ${looks.length} times in 5 s`);
  assert.equal(world.sockets.length, 1, "it is the same host's still: nothing is better elsewhere");
  stage.record = record(2, HOST_B);
  const movedMs = world.nowMs;
  await onlyPongs(world, 10_000, () => world.sockets.length > 1);
  assert.ok(world.nowMs - movedMs <= 3_000, `noticed after ${world.nowMs - movedMs} ms`);
  assert.equal(world.socket.url, HOST_B);
  await comeBack(world, { epoch: 2 });
  await playOn(world, 3_000, { epoch: 2 });
  assert.equal(room.state, "open");
  assert.equal(world.sockets.length, 2);
  assert.deepEqual(heard.rewound, [{ epoch: 2 }]);
  assert.deepEqual(heard.closed, []);
});

test("a host that is dead silent is left soon, for whoever has the room by then", async () => {
  const { world, room, stage } = await watchedRoom();
  await playOn(world, 3_000);
  const silentMs = world.nowMs;
  while (world.sockets.length === 1 && world.nowMs - silentMs < 30_000) {
    await world.pass(100);
  }
  assert.ok(world.nowMs - silentMs <= 9_000, `left after ${world.nowMs - silentMs} ms`);
  assert.equal(world.socket.url, HOST_A, "nobody else has the room yet");
  stage.record = record(2, HOST_B);
  const movedMs = world.nowMs;
  while (world.socket.url === HOST_A && world.nowMs - movedMs < 30_000) {
    await world.pass(100);
  }
  assert.ok(world.nowMs - movedMs <= 3_000, `found after ${world.nowMs - movedMs} ms`);
  await comeBack(world, { epoch: 2 });
  await playOn(world, 1_000, { epoch: 2 });
  assert.equal(room.state, "open");
});

test("while nobody can be asked, a socket is left to its own heartbeat", async () => {
  const { world, stage } = await watchedRoom();
  await playOn(world, 3_000);
  stage.record = new AtriumError({ code: "unreachable", message: "-", retryable: true });
  await world.pass(20_000);
  assert.equal(world.sockets.length, 1, "it is our network that is gone, and it may come back");
  await playOn(world, 1_000);
  assert.equal(world.sockets.length, 1);
});

test("a connection that takes long is made, if the room is still there", async () => {
  const { world, room } = await watchedRoom();
  await playOn(world, 3_000);
  world.socket.drop(1006);
  await world.pass(1_000);
  const knocking = world.socket;
  await world.pass(6_000);
  assert.equal(world.socket, knocking);
  await comeBack(world);
  assert.equal(room.state, "open");
});

test("a page that comes to a dead host at first is sent where the room is", async () => {
  const world = fakeWorld();
  const room = new Room(world.surroundings, MATCH, { locate: async () => record(3, HOST_B) });
  const entering = room.enter();
  await world.settle();
  assert.equal(world.socket.url, HOST_A);
  await world.pass(3_000);
  assert.equal(world.socket.url, HOST_B);
  await comeBack(world, { epoch: 3 });
  await entering;
});

test("a room that is quiet by nature is asked for ever less, and not disturbed", async () => {
  const { world, room, heard, looks } = await watchedRoom();
  const sockets = world.sockets.length;
  for (let turn = 0; turn < 60; turn++) {
    world.socket.say(view((lastTick += 3)));
    await onlyPongs(world, 20_000);
    if (turn === 2) {
      looks.length = 0; // By now it is known for what it is.
    }
  }
  assert.ok(looks.length <= 57, `asked ${looks.length} times in 57 silences of 20 s`);
  assert.equal(world.sockets.length, sockets);
  assert.equal(room.state, "open");
  assert.equal(heard.view.length, 60);
  looks.length = 0;
  for (let turn = 0; turn < 100; turn++) {
    world.socket.say(view((lastTick += 3)));
    await onlyPongs(world, 10_000);
  }
  assert.deepEqual(looks, [], "a view in ten seconds is sign enough");
});

test("a room that is frozen in the middle of a match is stayed in", async () => {
  const { world, room, looks } = await watchedRoom();
  await playOn(world, 3_000);
  world.socket.say({ type: "room-frozen", room: "room-1", epoch: 1, data: { endsAt: 9 } });
  await onlyPongs(world, 300_000);
  assert.equal(world.sockets.length, 1);
  assert.ok(looks.length <= 30, `asked ${looks.length} times in five minutes`);
  await playOn(world, 1_000);
  assert.equal(room.state, "open");
});

test("nobody is asked while the page is hidden, but soon after it is seen again", async () => {
  const { world, looks, stage } = await watchedRoom();
  await playOn(world, 3_000);
  world.hidden = true;
  stage.record = record(2, HOST_B);
  await onlyPongs(world, 60_000);
  assert.deepEqual(looks, []);
  world.hidden = false;
  await onlyPongs(world, 1_000);
  assert.equal(looks.length, 1);
  assert.equal(world.socket.url, HOST_B);
});

test("a thousand pages do not ask in one instant", async () => {
  const firsts = [];
  for (const dice of [0, 0.999]) {
    const { world, looks } = await watchedRoom();
    world.surroundings.random = () => dice;
    await playOn(world, 3_000);
    const silentMs = world.nowMs;
    await onlyPongs(world, 4_000);
    firsts.push(looks[0] - silentMs);
  }
  assert.ok(firsts[1] - firsts[0] >= 500, `${firsts}`);
});

for (const status of ["finished", "void"]) {
  test(`who comes back to a room that is ${status} is told so, and dials nobody`, async () => {
    const { world, heard, stage } = await watchedRoom();
    await playOn(world, 3_000);
    stage.record = record(1, null, status);
    world.socket.drop(1006);
    await world.pass(60_000);
    assert.equal(heard.closed[0].code, "room-over");
    assert.equal(world.sockets.length, 1);
    assert.equal(world.timers, 0, "nothing is left running");
  });
}

test("a page that is loaded anew with a match that has ended is told so", async () => {
  for (const dead of [(socket) => socket.drop(1006), () => {}]) {
    const world = fakeWorld();
    const room = new Room(world.surroundings, MATCH, {
      locate: async () => record(1, null, "finished"),
    });
    let refused;
    room.enter().catch((error) => (refused = error));
    await world.settle();
    dead(world.socket);
    await world.pass(3_000);
    assert.equal(refused?.code, "room-over");
    assert.equal(world.sockets.length, 1);
    await world.pass(60_000);
    assert.equal(world.timers, 0);
  }
});

test("a match that nobody knows any more is not looked for", async () => {
  const { world, heard, stage } = await watchedRoom();
  stage.record = new AtriumError({ code: "room-not-found", message: "-", status: 404 });
  world.socket.drop(1006);
  await world.pass(60_000);
  assert.equal(heard.closed[0].code, "room-not-found");
  assert.equal(world.sockets.length, 1);
});

test("an end that the record knows is left to the room to tell, but not for ever", async () => {
  const told = await watchedRoom();
  await playOn(told.world, 3_000);
  told.stage.record = record(1, null, "finished");
  await onlyPongs(told.world, 10_000, () => told.looks.length === 1);
  told.world.socket.say({ type: "game-complete", room: "room-1", data: { winner: "Livia" } });
  await onlyPongs(told.world, 10_000);
  assert.equal(told.looks.length, 1, "who knows the end asks no more");
  assert.deepEqual(told.heard.complete, [{ roomId: "room-1", winner: "Livia" }]);
  assert.deepEqual(told.heard.closed, []);

  const untold = await watchedRoom();
  await playOn(untold.world, 3_000);
  untold.stage.record = record(1, null, "finished");
  await onlyPongs(untold.world, 10_000);
  assert.equal(untold.looks.length, 2);
  assert.equal(untold.heard.closed[0].code, "room-over");
});

test("who is in a room that is made void hears of it", async () => {
  const { world, heard } = await watchedRoom();
  await playOn(world, 3_000);
  world.socket.say({ type: "room-closed", room: "room-1", data: { reason: "operator-void" } });
  assert.equal(heard.closed[0].code, "room-over");
  assert.match(heard.closed[0].message, /operator-void/);
  assert.equal(world.timers, 0);
});
