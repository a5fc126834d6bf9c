import assert from "node:assert/strict";
import { test } from "node:test";
import { BLITZ, gameOf, PRACTICE } from "../games.js";
import { QueueWatch } from "../queue-watch.js";

test("a game is known by its id, and one that is not known ranks", () => {
  assert.equal(gameOf("arena.blitz"), BLITZ);
  assert.equal(gameOf("arena.practice"), PRACTICE);
  assert.equal(gameOf("arena.practice").ranked, false);
  assert.equal(gameOf("arena.siege").title, "Siege");
  assert.deepEqual(gameOf("arena.new"), { id: "arena.new", title: "arena.new", ranked: true });
  assert.equal(gameOf(undefined).ranked, true);
});

test("the queue's clock draws each second, looks every fifth, and stops", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  let drawn = 0;
  let looks = 0;
  const watch = new QueueWatch({ draw: () => drawn++, look: async () => void looks++ });
  watch.start();
  const pass = (seconds) => {
    for (let second = 0; second < seconds; second++) {
      context.mock.timers.tick(1_000);
    }
  };
  pass(4);
  assert.deepEqual([drawn, looks], [4, 0]);
  pass(6);
  assert.deepEqual([drawn, looks], [10, 2]);
  watch.stop();
  pass(60);
  assert.deepEqual([drawn, looks], [10, 2]);
});
