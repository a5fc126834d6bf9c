import assert from "node:assert/strict";
import { test } from "node:test";
import { comeBack, enterRoom, record, view } from "./room-stage.mjs";

test("room-moved is followed at once, with the same ticket", async () => {
  const { world, heard } = await enterRoom();
  world.socket.say({
    type: "room-moved",
    room: "room-1",
    epoch: 1,
    data: { direct: "ws://host-b/direct" },
  });
  await world.settle();
  assert.equal(world.sockets.length, 2);
  assert.equal(world.socket.url, "ws://host-b/direct");
  await comeBack(world, { epoch: 2 });
  assert.equal(world.socket.last("enter").ticket, "T");
  assert.equal(heard.closed.length, 0);
});

test("a host that does not answer any more is looked for, and the room's new one is found", async () => {
  const places = [
    record(1, "ws://host-a/direct"),
    undefined,
    record(1, null),
    record(2, "ws://host-b/direct"),
  ];
  const { world, heard } = await enterRoom({
    locate: async () => {
      if (places.length === 3) {
        places.shift();
        throw new Error("nobody knows now");
      }
      return places.shift();
    },
  });
  world.socket.drop(1006);
  const asked = [];
  while (asked.at(-1) !== "ws://host-b/direct" && asked.length < 10) {
    for (let passedMs = 0; world.socket.readyState !== 0 && passedMs < 2_000; passedMs += 100) {
      await world.pass(100);
    }
    asked.push(world.socket.url);
    if (asked.at(-1) !== "ws://host-b/direct") {
      world.socket.drop(1006);
    }
  }
  const [before, after] = ["ws://host-a/direct", "ws://host-b/direct"];
  assert.deepEqual(asked, [before, before, before, after]);
  await comeBack(world, { epoch: 2 });
  assert.equal(world.socket.last("enter").ticket, "T");
  assert.deepEqual(heard.rewound, [{ epoch: 2 }]);
  assert.equal(heard.closed.length, 0);
});

/** Lets time pass until a socket is opened; the milliseconds that it took, in tenths of a second. */
async function passUntilItConnects(world, longestMs) {
  const before = world.sockets.length;
  let passedMs = 0;
  while (world.sockets.length === before && passedMs < longestMs) {
    await world.pass(100);
    passedMs += 100;
  }
  return passedMs;
}

test("who is told that the host is silent comes when another has the room, and not before", async () => {
  const lateMs = [1_300, 400];
  let looks = 0;
  const { world, heard } = await enterRoom({
    locate: async () => {
      looks++;
      const retryAfterMs = lateMs.shift();
      return retryAfterMs === undefined
        ? record(2, "ws://host-b/direct")
        : { ...record(1, "ws://host-a/direct"), retryAfterMs };
    },
  });
  world.socket.drop(1006);
  const tookMs = await passUntilItConnects(world, 10_000);
  assert.equal(world.socket.url, "ws://host-b/direct");
  assert.equal(looks, 3);
  // The first wait is the back-off's, of 100 to 200 ms; the others are as they were told.
  assert.ok(tookMs >= 1_800 && tookMs <= 2_100, `${tookMs} ms`);
  await comeBack(world, { epoch: 2 });
  assert.equal(heard.closed.length, 0);
});

test("another host that has the room is tried at once, also where it is said to be silent", async () => {
  const { world } = await enterRoom({
    locate: async () => ({ ...record(2, "ws://host-b/direct"), retryAfterMs: 1_800 }),
  });
  world.socket.drop(1006);
  const tookMs = await passUntilItConnects(world, 10_000);
  assert.equal(world.socket.url, "ws://host-b/direct");
  assert.ok(tookMs <= 200, `the back-off alone: ${tookMs} ms`);
});

test("a host that is said to be silent is tried now and then, and given up in the end", async () => {
  const { world, heard } = await enterRoom({
    locate: async () => ({ ...record(1, "ws://host-a/direct"), retryAfterMs: 300 }),
  });
  world.socket.drop(1006);
  const tookMs = await passUntilItConnects(world, 10_000);
  assert.ok(tookMs >= 1_000 && tookMs <= 1_200, `three times 300 ms: ${tookMs} ms`);
  assert.equal(world.socket.url, "ws://host-a/direct");
  for (let tries = 0; tries < 100 && heard.closed.length === 0; tries++) {
    world.socket.drop(1006);
    await passUntilItConnects(world, 10_000);
  }
  assert.equal(heard.closed.length, 1);
});

test("a room that only ever moves is given up", async () => {
  const { world, heard } = await enterRoom();
  for (let move = 0; move < 6; move++) {
    world.socket.say({
      type: "room-moved",
      room: "room-1",
      data: { direct: `ws://host-${move}/` },
    });
    await world.settle();
    if (heard.closed.length === 0) {
      await comeBack(world);
    }
  }
  assert.equal(heard.closed[0]?.code, "gave-up");
});

test("a host that has lost the room when it is entered tells where it is", async () => {
  const { world, heard } = await enterRoom();
  world.socket.drop(1006);
  for (let passedMs = 0; world.socket.readyState !== 0 && passedMs < 2_000; passedMs += 100) {
    await world.pass(100);
  }
  world.socket.open();
  await world.settle();
  world.socket.answer("enter", "room-moved", { direct: "ws://host-b/direct", epoch: 2 });
  await world.settle();
  assert.equal(world.socket.url, "ws://host-b/direct");
  await comeBack(world, { epoch: 2 });
  assert.equal(heard.closed.length, 0);
});

test("after a takeover nothing new is sent before what is sent again", async () => {
  const { world, room } = await enterRoom();
  world.socket.say(view(1));
  room.act("draw", { card: 1 });
  room.act("draw", { card: 2 });
  assert.equal(world.socket.all("draw").length, 2);
  world.socket.drop(1006);
  await comeBack(world, { epoch: 2 });
  room.act("draw", { card: 3 });
  assert.equal(world.socket.all("draw").length, 0, "until a view says what is stored");
  world.socket.say(view(2, { epoch: 2 }));
  await world.pass(100);
  assert.deepEqual(
    world.socket.all("draw").map(({ seq, card }) => [seq, card]),
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
  );
});
