import assert from "node:assert/strict";
import { test } from "node:test";
import { closeReason } from "../atrium-errors.js";
import { Link } from "../atrium-link.js";
import { waitBeforeAttempt } from "../atrium-lasting-link.js";
import { fakeWorld } from "./fake-surroundings.mjs";

function openLink(options = {}) {
  const world = fakeWorld();
  const heard = [];
  const closes = [];
  const link = new Link("ws://host/ws", world.surroundings, {
    onMessage: (message) => heard.push(message),
    onClose: (code) => closes.push(code),
    ...options,
  });
  world.socket.open();
  return { world, link, heard, closes };
}

test("answers find their requests by id, in any order", async () => {
  const { world, link } = openLink();
  const first = link.request("matchmaking-status", { game: "arena.blitz" });
  const second = link.request("ping", { t: 1 });
  const [askedFirst, askedSecond] = world.socket.sent;
  assert.notEqual(askedFirst.id, askedSecond.id);
  world.socket.say({ type: "pong", id: askedSecond.id, data: { t: 1 } });
  world.socket.say({ type: "matchmaking-status", id: askedFirst.id, data: { queued: true } });
  assert.equal((await first).type, "matchmaking-status");
  assert.equal((await second).type, "pong");
});

test("what answers nobody is handed on, and what is no JSON is passed over", () => {
  const { world, heard } = openLink();
  world.socket.sayRaw("{half");
  world.socket.sayRaw("17");
  world.socket.say({ type: "match-found", data: { roomId: "r" } });
  world.socket.say({ type: "pong", id: "never-asked" });
  assert.deepEqual(
    heard.map(({ type }) => type),
    ["match-found", "pong"],
  );
});

test("a refusal rejects with the server's code, action and wait", async () => {
  const { world, link } = openLink();
  const asked = link.request("matchmake");
  world.socket.refuse("matchmake", "rate-limited", { retryable: true, retryAfterMs: 250 });
  await assert.rejects(asked, {
    name: "AtriumError",
    code: "rate-limited",
    action: "matchmake",
    retryable: true,
    retryAfterMs: 250,
  });
});

test("a request without an answer times out, and its late answer is nobody's", async () => {
  const { world, link, heard } = openLink({ requestTimeoutMs: 1_000 });
  const asked = link.request("matchmake");
  asked.catch(() => {});
  await world.pass(1_001);
  await assert.rejects(asked, { code: "time-out" });
  world.socket.say({ type: "matchmaking-queued", id: world.socket.last("matchmake").id });
  assert.equal(heard.length, 1);
});

test("closing rejects what is open with the code's name", async () => {
  const { world, link, closes } = openLink();
  const asked = link.request("matchmake");
  world.socket.drop(4410);
  await assert.rejects(asked, { code: "room-over", closeCode: 4410, retryable: false });
  assert.deepEqual(closes, [4410]);
  assert.throws(() => link.send("ping"), { code: "not-connected" });
});

test("no more than 64 requests stay open", async () => {
  const { link } = openLink();
  const asked = Array.from({ length: 64 }, () => link.request("matchmaking-status"));
  await assert.rejects(link.request("matchmaking-status"), { code: "too-many-requests" });
  asked.forEach((request) => request.catch(() => {}));
  link.close();
});

test("a ping leaves every ten seconds, and silence closes the socket", async () => {
  const { world, closes } = openLink();
  await world.pass(10_000);
  assert.equal(world.socket.all("ping").length, 1);
  world.socket.answer("ping", "pong", { serverTime: 5 });
  await world.pass(10_000);
  assert.equal(world.socket.all("ping").length, 2);
  await world.pass(30_000);
  assert.deepEqual(closes, [1006], "unanswered for more than 25 seconds");
  assert.equal(world.socket.closedWith, 4000);
});

test("a server may wish for another pace, and silence is counted by it", async () => {
  const { world, link, closes } = openLink();
  await world.pass(4_000);
  link.pace(5_000);
  await world.pass(5_000);
  assert.equal(world.socket.all("ping").length, 1, "five seconds after it was wished for");
  world.socket.answer("ping", "pong", { serverTime: 5 });
  await world.pass(10_000);
  assert.equal(world.socket.all("ping").length, 3);
  assert.deepEqual(closes, []);
  await world.pass(5_000);
  assert.deepEqual(closes, [1006], "unanswered for more than 12.5 seconds");
  link.pace(5_000);
  assert.equal(world.timers, 0, "a link that is closed has no pace");
});

test("a pace that is none is passed over", async () => {
  const { world, link } = openLink();
  for (const odd of [undefined, null, NaN, 0, -1, 999, 60_001, Infinity, "5000"]) {
    link.pace(odd);
  }
  await world.pass(9_999);
  assert.equal(world.socket.all("ping").length, 0);
  await world.pass(1);
  assert.equal(world.socket.all("ping").length, 1);
});

test("who is asked for a sign of life and gives none is left, any message is one", async () => {
  const { world, link, closes } = openLink();
  link.probe(4_000);
  link.probe(4_000);
  assert.equal(world.socket.all("ping").length, 1, "one at a time");
  await world.pass(2_000);
  world.socket.say({ type: "match-found", data: {} });
  await world.pass(2_000);
  assert.deepEqual(closes, []);
  link.probe(4_000);
  await world.pass(3_999);
  assert.deepEqual(closes, []);
  await world.pass(1);
  assert.deepEqual(closes, [1006]);
  assert.equal(world.socket.closedWith, 4000);
  assert.equal(world.timers, 0, "nothing is left running");
});

test("waits double, stay under their bound, and half of each is dice", () => {
  const backOff = { attempts: 9, firstMs: 200, longestMs: 6_000 };
  assert.equal(
    waitBeforeAttempt(0, backOff, () => 0),
    100,
  );
  assert.equal(
    waitBeforeAttempt(0, backOff, () => 1),
    200,
  );
  assert.equal(
    waitBeforeAttempt(2, backOff, () => 1),
    800,
  );
  assert.equal(
    waitBeforeAttempt(20, backOff, () => 1),
    6_000,
  );
});

test("close codes say whether to come back", () => {
  const comingBack = [1001, 1006, 4405, 4408, 4429, 4503].map((code) => closeReason(code).reconnect);
  const staying = [1003, 1009, 4400, 4401, 4402, 4403, 4406, 4409, 4410, 4426].map(
    (code) => closeReason(code).reconnect,
  );
  assert.ok(comingBack.every(Boolean));
  assert.ok(!staying.some(Boolean));
});
