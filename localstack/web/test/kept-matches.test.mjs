import assert from "node:assert/strict";
import { test } from "node:test";
import { keptMatches, keptMatchOf, MatchKeeper, MATCHES_MAX } from "../kept-matches.js";

function memory() {
  const values = new Map();
  return {
    writes: 0,
    getItem: (key) => values.get(key) ?? null,
    setItem(key, value) {
      this.writes++;
      values.set(key, value);
    },
  };
}

const inputs = (roomId, count) => ({ roomId, seat: 3, count, hash: "ab", ranges: [[1, count]] });
const match = (roomId) => ({ roomId, game: "arena.blitz", nonce: "cd", ticket: "secret" });

test("a match is written down at most once a second, and at its end", () => {
  const storage = memory();
  let nowMs = 10_000;
  const keeper = new MatchKeeper(match("a"), { storage, now: () => nowMs });
  for (let count = 0; count < 40; count++) {
    keeper.take(inputs("a", count));
    nowMs += 50;
  }
  assert.equal(storage.writes, 2);
  assert.equal(keptMatchOf("a", storage).inputs.count, 20);
  keeper.flush();
  keeper.flush();
  assert.equal(storage.writes, 3);
  keeper.close();
  assert.equal(storage.writes, 3);
  keeper.take(inputs("a", 40));
  assert.equal(storage.writes, 4, "what was still being hashed at the end");
  assert.deepEqual(keptMatchOf("a", storage), {
    roomId: "a",
    game: "arena.blitz",
    playedAt: 12_000,
    seat: 3,
    nonce: "cd",
    inputs: inputs("a", 40),
  });
});

test("the last twenty matches are kept, the newest first, each once", () => {
  const storage = memory();
  for (let index = 0; index < MATCHES_MAX + 5; index++) {
    new MatchKeeper(match(`m-${index}`), { storage }).take(inputs(`m-${index}`, 1));
  }
  new MatchKeeper(match("m-10"), { storage }).take(inputs("m-10", 2));
  const kept = keptMatches(storage);
  assert.equal(kept.length, MATCHES_MAX);
  assert.deepEqual([kept[0].roomId, kept[1].roomId], ["m-10", "m-24"]);
  assert.equal(kept.filter(({ roomId }) => roomId === "m-10").length, 1);
  assert.equal(keptMatchOf("m-0", storage), undefined);
});

test("a page that is loaded again finds what the last one kept", () => {
  const storage = memory();
  new MatchKeeper(match("a"), { storage }).take(inputs("a", 7));
  assert.deepEqual(new MatchKeeper(match("a"), { storage }).before, inputs("a", 7));
  assert.equal(new MatchKeeper(match("b"), { storage }).before, undefined);
});

test("a storage that refuses, or holds something else, is no error", () => {
  const refuses = {
    getItem: () => "[[[",
    setItem: () => {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  new MatchKeeper(match("a"), { storage: refuses }).take(inputs("a", 7));
  assert.deepEqual(keptMatches(refuses), []);
  const strange = { getItem: () => '[null, 7, {"roomId": "a"}]', setItem() {} };
  assert.deepEqual(keptMatches(strange), []);
});
