import assert from "node:assert/strict";
import { test } from "node:test";
import { Room } from "../atrium-room.js";
import { fakeWorld } from "./fake-surroundings.mjs";
import { ENTERED, MATCH, comeBack, enterRoom, view } from "./room-stage.mjs";

test("enter carries ticket and nonce, and its first view counts", async () => {
  const world = fakeWorld();
  const room = new Room(world.surroundings, MATCH);
  const views = [];
  room.on("view", (seen) => views.push(seen));
  const entering = room.enter();
  await world.settle();
  world.socket.open();
  await world.settle();
  assert.equal(world.socket.url, "ws://host-a/direct");
  const { ticket, nonce } = world.socket.last("enter");
  assert.deepEqual({ ticket, nonce }, { ticket: "T", nonce: "ab" });
  const state = { phase: "fighting", warriors: [], powerUps: [] };
  world.socket.answer("enter", "entered", { ...ENTERED, tick: 90, state }, { epoch: 1 });
  await entering;
  assert.equal(views.length, 1);
  assert.equal(views[0].tick, 90);
  assert.deepEqual(views[0].data, state);
  assert.equal(room.seat, 2);
});

test("a refused enter closes the room with the server's code", async () => {
  const world = fakeWorld();
  const room = new Room(world.surroundings, MATCH);
  const entering = room.enter();
  entering.catch(() => {});
  await world.settle();
  world.socket.open();
  await world.settle();
  world.socket.refuse("enter", "ticket-used");
  await assert.rejects(entering, { code: "ticket-used" });
  await world.pass(60_000);
  assert.equal(world.sockets.length, 1, "no second attempt");
});

test("moves wait for the first view, then carry rising numbers", async () => {
  const { world, room } = await enterRoom();
  room.move("2-0", "n");
  room.move("2-0", "e");
  assert.equal(world.socket.all("move-warrior").length, 0);
  world.socket.say(view(3, { applied: { 2: 7 }, durable: { 2: 7 } }));
  room.move("2-1", "stop");
  assert.deepEqual(
    world.socket
      .all("move-warrior")
      .map(({ warriorId, direction, seq, room: id }) => ({ warriorId, direction, seq, id })),
    [
      { warriorId: "2-0", direction: "e", seq: 8, id: "room-1" },
      { warriorId: "2-1", direction: "stop", seq: 9, id: "room-1" },
    ],
  );
});

const refusal = (code, more) => ({
  type: "error",
  data: { code, message: code, action: "move-warrior", retryable: true, ...more },
});

test("a move that came too early is sent again after the wait, under a new number", async () => {
  const { world, room, heard } = await enterRoom();
  world.socket.say(view(3));
  room.move("2-0", "n");
  world.socket.say(refusal("rate-limited", { seq: 1, retryAfterMs: 250 }));
  room.move("2-1", "e");
  await world.pass(249);
  assert.equal(world.socket.all("move-warrior").length, 1, "it said when");
  await world.pass(1);
  assert.deepEqual(
    world.socket.all("move-warrior").map(({ warriorId, seq }) => [warriorId, seq]),
    [
      ["2-0", 1],
      ["2-0", 2],
      ["2-1", 3],
    ],
  );
  assert.deepEqual(heard.refused, []);
});

test("a newer move takes the place of the one that came too early", async () => {
  const { world, room } = await enterRoom();
  world.socket.say(view(3));
  room.move("2-0", "n");
  world.socket.say(refusal("busy", { seq: 1, retryAfterMs: 100 }));
  room.move("2-0", "s");
  await world.pass(100);
  assert.deepEqual(
    world.socket.all("move-warrior").map(({ direction, seq }) => [direction, seq]),
    [
      ["n", 1],
      ["s", 2],
    ],
  );
});

test("what may not be sent again soon, or never was ours, or is refused for ever is told", async () => {
  const { world, room, heard } = await enterRoom();
  world.socket.say(view(3));
  room.act("draw");
  world.socket.say(refusal("rate-limited", { seq: 1, retryAfterMs: 6_000 }));
  world.socket.say(refusal("rate-limited", { seq: 77, retryAfterMs: 10 }));
  world.socket.say(refusal("busy", { seq: 1, retryAfterMs: null }));
  world.socket.say(refusal("not-owner", { seq: 1, retryAfterMs: null, retryable: false }));
  assert.deepEqual(
    heard.refused.map(({ code }) => code),
    ["rate-limited", "rate-limited", "busy", "not-owner"],
  );
  let tries = 0;
  while (heard.refused.length === 4 && tries < 100) {
    const { seq } = world.socket.last("draw");
    world.socket.say(refusal("rate-limited", { seq, retryAfterMs: 5 }));
    await world.pass(1_000);
    tries++;
  }
  assert.equal(tries, 33, "32 times again, and then its sender hears of it");
});

test("a command that meets a frozen room is sent again under a new number", async () => {
  const { world, room, heard } = await enterRoom();
  world.socket.say(view(3));
  room.act("draw");
  const { seq } = world.socket.last("draw");
  world.socket.say(refusal("room-frozen", { seq, retryAfterMs: 1_000 }));
  await world.pass(2_000);
  assert.equal(world.socket.last("draw").seq, seq + 1);
  assert.deepEqual(heard.refused, []);
});

test("who is kicked is told so, and does not come back", async () => {
  const { world, heard } = await enterRoom();
  world.socket.say({ type: "room-closed", room: "r", data: { reason: "kicked" } });
  world.socket.drop(4403);
  await world.pass(60_000);
  assert.equal(heard.closed[0].code, "kicked");
  assert.equal(world.sockets.length, 1);
});

test("what is not durable is sent again after a reconnection, under its old number", async () => {
  const { world, room } = await enterRoom();
  world.socket.say(view(3));
  for (const direction of ["n", "e", "s"]) {
    room.move("2-0", direction);
  }
  world.socket.say(view(6, { applied: { 2: 3 }, durable: { 2: 1 } }));
  world.socket.drop();
  await comeBack(world);
  assert.equal(world.socket.all("move-warrior").length, 0, "first hear what is durable by now");
  world.socket.say(view(60, { applied: { 2: 3 }, durable: { 2: 2 } }));
  assert.deepEqual(
    world.socket.all("move-warrior").map(({ seq, direction }) => [seq, direction]),
    [[3, "s"]],
  );
  world.socket.say(view(63, { applied: { 2: 3 }, durable: { 2: 2 } }));
  assert.equal(world.socket.all("move-warrior").length, 1, "only once");
});

test("a move made while the connection is gone leaves after it is back", async () => {
  const { world, room } = await enterRoom();
  world.socket.say(view(3));
  world.socket.drop();
  room.move("2-0", "w");
  await comeBack(world);
  world.socket.say(view(60));
  assert.deepEqual(
    world.socket.all("move-warrior").map(({ seq }) => seq),
    [1],
  );
});

test("messages of a lower epoch are dropped, a higher one rewinds and sends again", async () => {
  const { world, room, heard } = await enterRoom();
  world.socket.say(view(300));
  room.move("2-0", "n");
  world.socket.say(view(303, { epoch: 2, seq: 1, tick: 290 }));
  assert.deepEqual(heard.rewound, [{ epoch: 2 }]);
  assert.equal(world.socket.all("move-warrior").length, 2);
  world.socket.say(view(306, { epoch: 1 }));
  world.socket.say({ type: "warrior-eliminated", room: "room-1", epoch: 1, seq: 307, data: {} });
  world.socket.say({ type: "game-complete", room: "room-1", epoch: 1, seq: 308, data: {} });
  assert.deepEqual(
    heard.view.map(({ tick }) => tick),
    [300, 290],
  );
  assert.deepEqual([heard.event.length, heard.complete.length], [0, 0]);
});

test("an answer from a host that lost the room is not believed", async () => {
  const { world, heard } = await enterRoom();
  world.socket.say(view(3, { epoch: 5 }));
  world.socket.drop();
  await comeBack(world, { epoch: 4 });
  assert.equal(heard.closed.length, 0);
  await comeBack(world, { epoch: 5 });
  world.socket.say(view(9, { epoch: 5 }));
  assert.equal(heard.view.at(-1).tick, 9);
});

test("a repeated message of the stream is taken once", async () => {
  const { world, heard } = await enterRoom();
  const event = {
    type: "power-up-spawned",
    room: "room-1",
    epoch: 1,
    seq: 4,
    tick: 3,
    data: { id: "k" },
  };
  world.socket.say(event);
  world.socket.say(event);
  assert.equal(heard.event.length, 1);
  assert.deepEqual(heard.event[0], {
    type: "power-up-spawned",
    tick: 3,
    epoch: 1,
    data: { id: "k" },
  });
});

test("a host that sheds load says how often views come, until the next entry", async () => {
  const { world, room } = await enterRoom();
  const rates = [];
  room.on("view-rate", (hz) => rates.push(hz));
  for (const hz of [10, 0, -1, "fast", undefined]) {
    world.socket.say({ type: "view-rate", room: "room-1", epoch: 1, data: { hz } });
  }
  assert.deepEqual(rates, [10]);
  assert.equal(room.viewRate, 10);
  world.socket.drop();
  await comeBack(world);
  assert.equal(room.viewRate, 20);
});

test("messages of another room are not ours", async () => {
  const { world, heard } = await enterRoom();
  world.socket.say(view(3, { room: "room-2" }));
  assert.equal(heard.view.length, 0);
});

test("being replaced is final, a lost network is not", async () => {
  const replaced = await enterRoom();
  replaced.world.socket.drop(4409);
  await replaced.world.pass(60_000);
  assert.equal(replaced.heard.closed[0].code, "replaced");
  assert.equal(replaced.world.sockets.length, 1);

  const lost = await enterRoom();
  lost.world.socket.drop(1006);
  await comeBack(lost.world);
  assert.equal(lost.room.state, "open");
  assert.equal(lost.heard.closed.length, 0);
});

test("reconnection is bounded", async () => {
  const { world, heard } = await enterRoom({ backOff: { attempts: 4 } });
  world.socket.drop(1006);
  for (let attempt = 0; attempt < 10; attempt++) {
    await world.pass(10_000);
    if (world.socket.readyState === 0) {
      world.socket.drop(1006);
      await world.settle();
    }
  }
  assert.equal(world.sockets.length, 5);
  assert.equal(heard.closed.length, 1);
  assert.equal(heard.closed[0].code, "connection-closed");
});

test("after the end nothing more is sent, and closing is no error", async () => {
  const { world, room, heard } = await enterRoom();
  world.socket.say(view(3));
  world.socket.say({
    type: "game-complete",
    room: "room-1",
    epoch: 1,
    seq: 9,
    data: { winner: "Livia" },
  });
  world.socket.say({ type: "room-closed", room: "room-1", epoch: 1, data: { reason: "finished" } });
  room.move("2-0", "n");
  await world.pass(60_000);
  assert.deepEqual(heard.complete, [{ roomId: "room-1", winner: "Livia" }]);
  assert.deepEqual(heard.closed, [undefined]);
  assert.equal(world.socket.all("move-warrior").length, 0);
  assert.equal(world.sockets.length, 1);
  assert.equal(world.timers, 0, "nothing is left running");
});

test("players come, go and are listed by seat", async () => {
  const { world, room } = await enterRoom();
  world.socket.say({
    type: "player-joined",
    room: "room-1",
    data: { seat: 0, playerId: "q", name: "Nero", icon: "owl", bot: true },
  });
  assert.deepEqual(
    room.players.map(({ seat, presence }) => [seat, presence]),
    [
      [0, "here"],
      [2, "here"],
    ],
  );
  world.socket.say({ type: "player-left", room: "room-1", data: { seat: 0 } });
  assert.equal(room.players[0].presence, "gone");
});

test("a refused command is told, and the connection stays", async () => {
  const { world, room, heard } = await enterRoom();
  world.socket.say({
    type: "error",
    room: "room-1",
    data: { code: "not-owner", message: "no", action: "move-warrior", retryable: false },
  });
  assert.equal(heard.refused[0].code, "not-owner");
  assert.equal(room.state, "open");
});

test("commands of any game are numbered and none replaces another", async () => {
  const { world, room } = await enterRoom();
  world.socket.say(view(1));

  room.act("draw");
  room.act("bid", { amount: 7 });
  room.act("draw");

  const sent = world.socket.sent.filter(({ action }) => ["draw", "bid"].includes(action));
  assert.deepEqual(
    sent.map(({ action, seq, amount, room: of }) => [action, seq, amount, of]),
    [
      ["draw", 1, undefined, "room-1"],
      ["bid", 2, 7, "room-1"],
      ["draw", 3, undefined, "room-1"],
    ],
  );
});

test("a question is answered with what the room says, and its refusal is thrown", async () => {
  const { world, room } = await enterRoom();

  const asking = room.ask("count");
  await world.settle();
  world.socket.answer("count", "total", { total: 17 }, { room: "room-1", epoch: 1 });
  assert.deepEqual(await asking, { type: "total", data: { total: 17 } });

  const refused = room.ask("count");
  await world.settle();
  world.socket.answer("count", "error", { code: "unknown-query", message: "No.", action: "count" });
  await assert.rejects(refused, { code: "unknown-query" });
});
