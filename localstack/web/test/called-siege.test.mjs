import assert from "node:assert/strict";
import { test } from "node:test";
import { holdBack, takeCalled } from "../called-siege.js";
import { Queueing } from "../queueing.js";

const values = new Map();
globalThis.sessionStorage = {
  getItem: (key) => values.get(key) ?? null,
  setItem: (key, value) => void values.set(key, value),
  removeItem: (key) => void values.delete(key),
};

const siege = (roomId, expiresAt = Date.now() + 60_000) => ({
  roomId,
  game: "arena.siege",
  ticket: "T",
  expiresAt,
});

test("who plays nothing enters what he is called to at once", () => {
  assert.equal(holdBack(siege("r"), undefined), false);
  assert.equal(takeCalled(), undefined);
});

test("a siege waits until the match that one is in is over, and is entered once", () => {
  assert.equal(holdBack(siege("r"), "blitz"), true);
  assert.equal(takeCalled().roomId, "r");
  assert.equal(takeCalled(), undefined);
});

test("told twice of the room that one is in, one is called to nothing else", () => {
  assert.equal(holdBack(siege("r"), "r"), true);
  assert.equal(takeCalled(), undefined);
  assert.equal(holdBack({ ...siege("s"), game: "arena.blitz" }, "r"), true);
  assert.equal(takeCalled(), undefined, "only a siege waits");
});

test("a ticket that has expired calls nobody", () => {
  holdBack(siege("r", Date.now() - 1), "blitz");
  assert.equal(takeCalled(), undefined);
});

test("whom a siege calls gives up his place in the queue of another game", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  const cancelled = [];
  const lobby = { cancelMatchmaking: async (game) => void cancelled.push(game) };
  const state = { queue: { game: "arena.blitz" } };
  const queueing = new Queueing(state, { lobby: () => lobby, draw: () => {} });
  queueing.behind("arena.blitz");
  assert.deepEqual([cancelled, state.queue], [[], undefined], "that is the match itself");
  state.queue = { game: "arena.blitz" };
  queueing.behind("arena.siege");
  assert.deepEqual([cancelled, state.queue], [["arena.blitz"], undefined]);
});
