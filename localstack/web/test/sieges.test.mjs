import assert from "node:assert/strict";
import { test } from "node:test";
import { KeptSieges, SIEGES_MAX } from "../kept-sieges.js";
import {
  calledOffWords,
  cancelledWords,
  countdown,
  newsOf,
  obstacleOf,
  obstacleWords,
  registeredWords,
  rowsOf,
  rowWords,
  startingOf,
  timeWords,
} from "../sieges.js";
import { describeError } from "../words.js";

const HOUR = 3_600_000;
const NOW = 1_000 * HOUR;
const siege = (slot, more = {}) => ({
  slot,
  registered: 2,
  warriors: 7,
  feePerWarrior: 250,
  ...more,
});
const entry = (slot, more = {}) => ({
  playerId: "p",
  slot,
  warriors: 3,
  fee: 250,
  nonce: "aa",
  nonceHash: "bb",
  state: "registered",
  keptAt: 0,
  ...more,
});
const rows = (more = {}) =>
  rowsOf({
    list: { periodMs: HOUR, next: [1, 2, 3, 4, 5, 6].map((hour) => siege(NOW + hour * HOUR)) },
    entries: [],
    elsewhere: new Set(),
    chosen: 2,
    balance: 10_000,
    nowMs: NOW,
    ...more,
  });

test("three sieges are shown at once, and one's own beside them", () => {
  const plain = rows();
  assert.deepEqual([plain.first.length, plain.later.length], [3, 3]);
  assert.equal(plain.first[0].pot, 7 * 250);
  assert.equal(plain.first[0].startsInMs, HOUR);
  const own = rows({ entries: [entry(NOW + 5 * HOUR)], elsewhere: new Set([NOW + 6 * HOUR]) });
  assert.deepEqual(
    own.first.map((row) => row.own),
    [undefined, undefined, undefined, "registered", "elsewhere"],
  );
  assert.equal(own.first[3].ownWarriors, 3);
  assert.equal(own.later.length, 1);
});

test("what has begun is no siege to come, and one's own is about to begin", () => {
  const nowMs = NOW + HOUR;
  assert.equal(rows({ nowMs }).first[0].slot, NOW + 2 * HOUR);
  const entries = [entry(NOW + HOUR), entry(NOW + 2 * HOUR), entry(NOW, { state: "late" })];
  assert.deepEqual(
    startingOf(entries, nowMs).map(({ slot }) => slot),
    [NOW + HOUR],
  );
});

test("one who has too little, or finds too little room, is told how much is missing", () => {
  assert.equal(obstacleOf(siege(1), 3, 750), undefined);
  assert.equal(obstacleOf(siege(1), 3, undefined), undefined, "the server knows");
  assert.equal(obstacleOf(siege(1, { feePerWarrior: 0 }), 5, 0), undefined);
  const words = (...asked) => obstacleWords(obstacleOf(...asked));
  assert.equal(words(siege(1), 3, 700), "That is 50 more than you have.");
  assert.equal(words(siege(1, { warriors: 100 }), 1, 9_000), "It is full.");
  assert.equal(words(siege(1, { warriors: 99 }), 2, 9_000), "There is room for 1 warrior only.");
  assert.equal(obstacleOf(siege(1, { warriors: 98 }), 2, 9_000), undefined);
});

test("a row says who comes, what it costs, and how many are missing", () => {
  const words = (more) => rowWords(rows({ list: { next: [siege(NOW + HOUR, more)] } }).first[0]);
  assert.equal(words({}), "2 players · 7 of 100 warriors · 250 a warrior · pot 1,750");
  assert.equal(
    words({ registered: 1, warriors: 1, feePerWarrior: 0 }),
    "1 player · 1 of 100 warriors · free · starts with 2 players or more",
  );
});

test("times are read as times of the day, and far ones in hours", () => {
  const slot = Date.UTC(2026, 0, 1, 15, 5);
  assert.match(timeWords(slot), /^\d\d:[03]5$/);
  assert.match(timeWords(slot + 10_000), /^\d\d:[03]5:10$/);
  assert.equal(countdown(0), "0:00");
  assert.equal(countdown(-5), "0:00");
  assert.equal(countdown(61_000), "1:01");
  assert.equal(countdown(HOUR - 1), "1 h 00 min");
  assert.equal(countdown(2 * HOUR + 5 * 60_000), "2 h 05 min");
});

test("what came of a registration is a sentence", () => {
  const at = timeWords(NOW);
  assert.equal(
    registeredWords(NOW, 1, 4),
    `You are registered for the siege at ${at} with 1 warrior. 4 players so far.`,
  );
  assert.match(cancelledWords(NOW, 750), /any more\. Your fee of 750 is back\.$/);
  assert.doesNotMatch(cancelledWords(NOW, 0), /fee/);
  const off = (reason, paid = 250) => calledOffWords({ slot: NOW, reason, paid });
  assert.equal(
    off("not-enough-players"),
    `The siege at ${at} does not take place: too few players had registered.` +
      " Your fee of 250 is back.",
  );
  assert.match(off("no-capacity", 0), /no server had room for it\.$/);
  assert.match(off("maintenance"), /no new matches begin/);
  assert.equal(off("some-new-reason", 0), `The siege at ${at} does not take place.`);
  assert.equal(off("not-paid"), `You have no part in the siege at ${at}: your fee could not be taken.`);
});

test("it is said aloud when somebody comes, and when one's own is near", () => {
  const at = (nowMs, registered, entries = []) =>
    rows({ list: { next: [siege(NOW + HOUR, { registered })] }, entries, nowMs }).first;
  const own = [entry(NOW + HOUR)];
  assert.equal(newsOf([], at(NOW, 2)), undefined, "nothing to compare with");
  assert.equal(newsOf(at(NOW, 2), at(NOW + 1_000, 2)), undefined);
  assert.match(newsOf(at(NOW, 2), at(NOW + 1_000, 3)), /^3 players, 7 warriors for the siege at /);
  const start = NOW + HOUR;
  assert.equal(
    newsOf(at(start - 61_000, 2, own), at(start - 60_000, 2, own)),
    "Your siege starts in 60 seconds.",
  );
  assert.equal(newsOf(at(start - 61_000, 2), at(start - 60_000, 2)), undefined, "not one's own");
  assert.equal(
    newsOf(at(start - 12_000, 2, own), at(start - 9_000, 3, own)),
    "Your siege starts in 10 seconds.",
  );
});

test("every refusal of a siege has a sentence of its own", () => {
  const codes =
    "unknown-slot siege-full already-registered not-registered no-siege no-late-entry field-full " +
    "room-not-playing maintenance insufficient-funds banned busy nonce-mismatch";
  for (const code of codes.split(" ")) {
    assert.notEqual(describeError({ code, message: "raw" }).words, "raw", code);
  }
  const refused = { code: "rate-limited", message: "raw" };
  const often = describeError({ ...refused, action: "register-siege" }).words;
  assert.match(often, /changed your mind too often/);
  assert.match(describeError({ ...refused, action: "matchmake" }).words, /too fast/);
});

function memory(values = new Map()) {
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
  };
}

test("a browser keeps one entry of a player and siege, by their start", () => {
  const storage = memory();
  const kept = new KeptSieges(() => storage);
  kept.keep(entry(30, { state: "asked" }));
  kept.keep(entry(20));
  kept.keep(entry(30));
  kept.keep(entry(30, { playerId: "q" }));
  const states = kept.of("p").map(({ slot, state }) => [slot, state]);
  assert.deepEqual(states, [
    [20, "registered"],
    [30, "registered"],
  ]);
  kept.drop("p", 30);
  assert.equal(kept.of("p").length, 1);
  assert.equal(kept.of("q").length, 1, "another player's");
  for (let slot = 100; slot < 100 + 2 * SIEGES_MAX; slot++) {
    kept.keep(entry(slot));
  }
  assert.equal(kept.of("p").length, SIEGES_MAX);
});

test("what cannot be read is no entry, and what cannot be kept is kept for now", () => {
  for (const text of ["{", "null", "7", '[null,{"slot":1}]', '[{"playerId":"p","slot":"x"}]']) {
    const broken = new KeptSieges(() => memory(new Map([["atrium.sieges", text]])));
    assert.deepEqual(broken.of("p"), []);
  }
  const refusing = new KeptSieges(() => {
    throw new Error("private");
  });
  refusing.keep(entry(5));
  assert.equal(refusing.of("p").length, 1);
  const full = {
    getItem: () => null,
    setItem() {
      throw new Error("full");
    },
  };
  const without = new KeptSieges(() => full);
  without.keep(entry(5));
  assert.equal(without.of("p").length, 1);
});
