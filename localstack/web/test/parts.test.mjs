import assert from "node:assert/strict";
import { test } from "node:test";
import { Link } from "../atrium-link.js";
import { PartsJoiner } from "../atrium-parts.js";
import { fakeWorld } from "./fake-surroundings.mjs";

const part = (id, index, count, text) => ({ id, index, count, text });

test("parts become their message, in any order and also when one comes twice", () => {
  const joiner = new PartsJoiner();
  assert.equal(joiner.take(part("a", 2, 3, "🦊c")), undefined);
  assert.equal(joiner.take(part("a", 0, 3, "a")), undefined);
  assert.equal(joiner.take(part("a", 0, 3, "a")), undefined);
  assert.equal(joiner.take(part("a", 1, 3, "é")), "aé🦊c");
  assert.equal(joiner.open, 0);
});

test("what is no part is forgotten", () => {
  const bad = [
    undefined,
    null,
    "text",
    {},
    part("", 0, 2, "x"),
    part("x".repeat(65), 0, 2, "x"),
    part(7, 0, 2, "x"),
    part("a", 0, 1, "x"),
    part("a", 2, 2, "x"),
    part("a", -1, 2, "x"),
    part("a", 0.5, 2, "x"),
    part("a", 0, 33, "x"),
    part("a", 0, 2e9, "x"),
    part("a", 0, 2, 7),
  ];
  for (const data of bad) {
    const joiner = new PartsJoiner();
    assert.equal(joiner.take(data), undefined);
    assert.equal(joiner.open, 0, JSON.stringify(data));
  }
});

test("a part that counts otherwise gives its message up", () => {
  const joiner = new PartsJoiner();
  joiner.take(part("a", 0, 3, "x"));
  assert.equal(joiner.take(part("a", 1, 2, "y")), undefined);
  assert.equal(joiner.open, 0);
});

test("what is kept is bounded in messages and in characters", () => {
  const joiner = new PartsJoiner();
  for (let i = 0; i < 100; i++) {
    joiner.take(part(`m${i}`, 0, 2, "x"));
  }
  assert.equal(joiner.open, 4);
  assert.equal(joiner.take(part("m99", 1, 2, "y")), "xy");
  const half = "x".repeat(65_536);
  joiner.take(part("big", 0, 3, half));
  joiner.take(part("big", 1, 3, half));
  const before = joiner.open;
  assert.equal(joiner.take(part("big", 2, 3, "x")), undefined);
  assert.equal(joiner.open, before - 1);
});

test("a link hands the whole message on, and finds the request that it answers", async () => {
  const world = fakeWorld();
  const heard = [];
  const link = new Link("ws://host/ws", world.surroundings, {
    onMessage: (message) => heard.push(message),
    onClose: () => {},
  });
  world.socket.open();
  const asked = link.request("enter");
  const answer = JSON.stringify({ type: "entered", id: world.socket.last("enter").id, data: 1 });
  world.socket.say({ type: "part", data: part("p", 0, 2, answer.slice(0, 9)) });
  world.socket.say({ type: "state", seq: 1 });
  world.socket.say({ type: "part", data: part("p", 1, 2, answer.slice(9)) });
  assert.equal((await asked).type, "entered");
  world.socket.say({ type: "part", data: part("q", 0, 2, "{half") });
  world.socket.say({ type: "part", data: part("q", 1, 2, " a message") });
  assert.deepEqual(
    heard.map(({ type }) => type),
    ["state"],
  );
});
