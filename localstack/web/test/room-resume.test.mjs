import assert from "node:assert/strict";
import { test } from "node:test";
import { comeBack, ENTERED, enterRoom, view } from "./room-stage.mjs";

const signedIn = { token: () => "session-token" };

const event = (seq, id) => ({
  type: "power-up-spawned",
  room: "room-1",
  epoch: 1,
  seq,
  tick: seq,
  data: { id },
});

/** Lets the back-off pass and opens the next socket. */
async function reconnect(world) {
  for (let passedMs = 0; world.socket.readyState !== 0 && passedMs < 10_000; passedMs += 100) {
    await world.pass(100);
  }
  world.socket.open();
  await world.settle();
}

async function resumed(world, data = {}) {
  world.socket.answer(
    "resume",
    "resumed",
    { epoch: 1, tick: 9, events: 0, complete: true, rewoundTo: null, ...data },
    { room: "room-1", epoch: data.epoch ?? 1, tick: 9 },
  );
  await world.settle();
}

test("a lost connection comes back by itself, unasked, and says what it has heard", async () => {
  const { world, room, heard } = await enterRoom(signedIn);
  world.socket.say(event(3, "a"));
  world.socket.say(view(4));
  world.socket.drop(1006);
  await reconnect(world);
  assert.deepEqual(
    [world.socket.last("resume")].map(({ roomId, lastEpoch, lastSeq, token }) => [
      roomId,
      lastEpoch,
      lastSeq,
      token,
    ]),
    [["room-1", 1, 4, "session-token"]],
  );
  assert.equal(world.socket.last("enter"), undefined);
  await resumed(world, { events: 2 });
  assert.equal(room.state, "open");
  assert.equal(room.seat, 2, "known from when the room was entered");
  world.socket.say(event(5, "b"));
  world.socket.say(event(7, "c"));
  world.socket.say(view(9));
  assert.deepEqual(
    heard.event.map(({ data }) => data.id),
    ["a", "b", "c"],
  );
  assert.equal(heard.view.at(-1).tick, 9);
});

test("an event that is told again is taken once", async () => {
  const { world, heard } = await enterRoom(signedIn);
  world.socket.say(event(3, "a"));
  world.socket.drop(1006);
  await reconnect(world);
  await resumed(world, { events: 2 });
  world.socket.say(event(3, "a"));
  world.socket.say(event(4, "b"));
  world.socket.say(event(4, "b"));
  assert.deepEqual(
    heard.event.map(({ data }) => data.id),
    ["a", "b"],
  );
});

test("what came between two views reaches the room even if the connection broke there", async () => {
  const { world } = await enterRoom(signedIn);
  world.socket.say(view(3));
  world.socket.say(event(5, "a"));
  world.socket.drop(1006);
  await reconnect(world);
  assert.equal(world.socket.last("resume").lastSeq, 5, "the event counts like a view");
});

test("after a takeover the new owner's stream begins anew", async () => {
  const { world, room, heard } = await enterRoom(signedIn);
  const back = [];
  room.on("resumed", (how) => back.push(how));
  world.socket.say(view(400));
  room.move("2-0", "n");
  world.socket.drop(4503);
  await reconnect(world);
  await resumed(world, { epoch: 2, complete: false, rewoundTo: 390 });
  assert.deepEqual(back, [{ complete: false }]);
  assert.deepEqual(heard.rewound, [{ epoch: 2 }]);
  world.socket.say({ ...event(1, "a"), epoch: 2 });
  world.socket.say(view(391, { epoch: 2, seq: 2 }));
  assert.equal(heard.event.length, 1);
  assert.equal(heard.view.at(-1).tick, 391);
  assert.equal(world.socket.all("move-warrior").length, 1, "sent again, it was not stored");
});

test("a host that lost the room is not believed, and the next one is asked", async () => {
  const { world, heard } = await enterRoom(signedIn);
  world.socket.say(view(3, { epoch: 5 }));
  world.socket.drop(1006);
  await reconnect(world);
  await resumed(world, { epoch: 4 });
  assert.equal(heard.closed.length, 0);
  await reconnect(world);
  await resumed(world, { epoch: 5 });
  world.socket.say(view(9, { epoch: 5 }));
  assert.equal(heard.view.at(-1).tick, 9);
});

for (const code of ["not-entered", "unauthorized"]) {
  test(`a room that answers ${code} is entered with the ticket`, async () => {
    const { world, room, heard } = await enterRoom(signedIn);
    world.socket.say(view(400));
    world.socket.drop(1006);
    await reconnect(world);
    world.socket.refuse("resume", code);
    await world.settle();
    assert.equal(world.socket.last("enter").ticket, "T");
    world.socket.answer("enter", "entered", ENTERED, { room: "room-1", epoch: 2, seq: 1 });
    await world.settle();
    assert.equal(room.state, "open");
    world.socket.say(view(1, { epoch: 2 }));
    assert.equal(heard.view.at(-1).tick, 1);
  });
}

test("a room that has moved is followed, and asked there for what was missed", async () => {
  const { world } = await enterRoom(signedIn);
  world.socket.say(view(4));
  world.socket.drop(1006);
  await reconnect(world);
  world.socket.answer("resume", "room-moved", { direct: "ws://host-b/direct", epoch: 2 });
  await world.settle();
  assert.equal(world.socket.url, "ws://host-b/direct");
  world.socket.open();
  await world.settle();
  assert.equal(world.socket.last("resume").lastSeq, 4);
});

test("a room that is over meanwhile is left, and its owner hears why", async () => {
  const { world, heard } = await enterRoom(signedIn);
  world.socket.drop(1006);
  await reconnect(world);
  world.socket.refuse("resume", "room-over");
  await world.settle();
  await world.pass(60_000);
  assert.equal(heard.closed[0].code, "room-over");
  assert.equal(world.sockets.length, 2);
});

test("who is busy is asked again later", async () => {
  const { world, room } = await enterRoom(signedIn);
  world.socket.drop(1006);
  await reconnect(world);
  world.socket.refuse("resume", "unavailable", { retryable: true });
  await world.settle();
  await reconnect(world);
  await resumed(world);
  assert.equal(room.state, "open");
  assert.equal(world.sockets.length, 3);
});

test("waits grow and differ from one client to another, unless the caller says otherwise", async () => {
  const waits = [];
  for (const dice of [0, 0.999]) {
    const { world } = await enterRoom(signedIn);
    world.surroundings.random = () => dice;
    const mine = [];
    for (let attempt = 0; attempt < 5; attempt++) {
      world.socket.drop(1006);
      let waitedMs = 0;
      await world.settle();
      while (world.socket.readyState !== 0 && waitedMs < 5_000) {
        await world.pass(10);
        waitedMs += 10;
      }
      mine.push(waitedMs);
    }
    waits.push(mine);
  }
  assert.deepEqual(waits, [
    [100, 200, 400, 500, 500],
    [200, 400, 800, 1_000, 1_000],
  ]);
});

test("who has no session comes back by the ticket", async () => {
  const { world, room } = await enterRoom();
  world.socket.drop(1006);
  await comeBack(world);
  assert.equal(world.socket.last("resume"), undefined);
  assert.equal(room.state, "open");
});

test("who enters anew is told that he may have missed something", async () => {
  const { world, room } = await enterRoom();
  const back = [];
  room.on("resumed", (how) => back.push(how));
  world.socket.say(view(3));
  assert.deepEqual(back, []);
  world.socket.drop(1006);
  await comeBack(world);
  assert.deepEqual(back, [{ complete: false }]);
});

test("a command that is refused for good is told by its number", async () => {
  const { world, room, heard } = await enterRoom();
  world.socket.say(view(3));
  room.move("2-7", "n");
  const data = { code: "unknown-warrior", message: "-", action: "move-warrior", seq: 1 };
  world.socket.say({ type: "error", room: "room-1", data });
  assert.deepEqual(
    heard.refused.map(({ code, seq }) => [code, seq]),
    [["unknown-warrior", 1]],
  );
});
