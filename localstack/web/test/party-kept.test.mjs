import assert from "node:assert/strict";
import { test } from "node:test";
import { fallen, thrown } from "../confetti.js";
import {
  KeptParty,
  keepPreferences,
  keptPreferences,
  ON_OWN_PHONE,
  ON_PHONE,
  ON_SCREEN,
  sessionsOf,
} from "../party-kept.js";
import { joinAddress, partySwitchesOf } from "../party-switches.js";
import { fakeStorage } from "./fake-storage.mjs";
import { READY } from "./strict-stage.mjs";

const HOUR_MS = 3_600_000;
const DEFAULTS = { name: "", icon: "owl", sounds: false, confetti: true };

test("a place is kept for as long as a party can last", () => {
  let nowMs = 0;
  const storage = fakeStorage();
  const kept = new KeptParty({ key: "k", storage: () => storage }, () => nowMs);
  assert.equal(kept.place, undefined);
  kept.place = { ready: READY, nextSeq: 3, player: { name: "Ada", icon: "fox" } };
  nowMs = 3.9 * HOUR_MS;
  assert.deepEqual([kept.place.ready, kept.place.nextSeq], [READY, 3]);
  nowMs = 4.1 * HOUR_MS;
  assert.equal(kept.place, undefined);
});

test("it can be given up, and what cannot be read is nothing", () => {
  const storage = fakeStorage();
  const kept = new KeptParty({ key: "k", storage: () => storage }, () => 0);
  kept.place = { ready: READY };
  kept.place = undefined;
  assert.equal(kept.place, undefined);
  for (const odd of ["{", "null", "7", '{"expiresAt":9}', '{"expiresAt":9,"ready":{}}']) {
    storage.setItem("k.place", odd);
    assert.equal(kept.place, undefined, odd);
  }
});

test("an end is kept for an hour, until it is given up", () => {
  let nowMs = 0;
  const storage = fakeStorage();
  const kept = new KeptParty({ key: "k", storage: () => storage }, () => nowMs);
  assert.equal(kept.end, undefined);
  kept.end = { roomCode: "ABCD", end: { winner: "", standings: [] } };
  nowMs = 0.9 * HOUR_MS;
  assert.deepEqual([kept.end.roomCode, kept.end.end.winner], ["ABCD", ""]);
  nowMs = 1.1 * HOUR_MS;
  assert.equal(kept.end, undefined);
  nowMs = 0;
  kept.end = undefined;
  assert.equal(kept.end, undefined);
  storage.setItem("k.end", '{"expiresAt":9,"end":{}}');
  assert.equal(kept.end, undefined, "without standings");
});

test("a phone is its browser's, unless it is to be its own, as a screen's place is", () => {
  globalThis.localStorage = fakeStorage();
  globalThis.sessionStorage = fakeStorage();
  try {
    const session = { token: "t", expiresAt: Number.MAX_SAFE_INTEGER };
    const write = (of, name) => {
      const kept = new KeptParty(of);
      kept.place = { ready: { ...READY, roomId: name } };
      sessionsOf(of, kept).set({ ...session, name });
      keepPreferences(of, { ...DEFAULTS, name });
    };
    const read = (of) => {
      const kept = new KeptParty(of);
      const { name } = keptPreferences(of, DEFAULTS);
      return [kept.place?.ready.roomId, sessionsOf(of, kept).get()?.name, name];
    };
    const all = () => [ON_PHONE, ON_OWN_PHONE, ON_SCREEN].map(read);
    const nothing = [undefined, undefined, ""];
    write(ON_PHONE, "Ada");
    assert.deepEqual(all(), [["Ada", "Ada", "Ada"], nothing, nothing]);
    write(ON_OWN_PHONE, "Bob");
    write(ON_SCREEN, "Wall");
    const three = [
      ["Ada", "Ada", "Ada"],
      ["Bob", "Bob", "Bob"],
      ["Wall", "Wall", "Wall"],
    ];
    assert.deepEqual(all(), three);
    // A further window of the same browser.
    globalThis.sessionStorage = fakeStorage();
    assert.deepEqual(all(), [three[0], nothing, [undefined, undefined, "Wall"]]);
  } finally {
    delete globalThis.localStorage;
    delete globalThis.sessionStorage;
  }
});

test("a session is good until it expires", () => {
  const storage = fakeStorage();
  let nowMs = 0;
  const kept = new KeptParty({ key: "k", storage: () => storage }, () => nowMs);
  kept.session = { token: "t", expiresAt: 10 };
  assert.equal(kept.session.token, "t");
  nowMs = 10;
  assert.equal(kept.session, undefined);
});

test("what is switched on is remembered, and odd values are not", () => {
  const storage = fakeStorage();
  assert.deepEqual(keptPreferences(ON_PHONE, DEFAULTS, () => storage), DEFAULTS);
  const chosen = { name: "Ada", icon: "fox", sounds: true, confetti: false };
  keepPreferences(ON_PHONE, chosen, () => storage);
  assert.deepEqual(keptPreferences(ON_PHONE, DEFAULTS, () => storage), chosen);
  assert.deepEqual(keptPreferences(ON_SCREEN, DEFAULTS, () => storage), DEFAULTS);
  keepPreferences(ON_PHONE, { name: 7, icon: null, sounds: "yes", confetti: 0 }, () => storage);
  assert.deepEqual(keptPreferences(ON_PHONE, DEFAULTS, () => storage), DEFAULTS);
});

test("a browser that keeps nothing is no error", () => {
  const storage = fakeStorage({ broken: true });
  const kept = new KeptParty({ key: "k", storage: () => storage }, () => 0);
  kept.place = { ready: READY };
  kept.session = { token: "t", expiresAt: 10 };
  assert.deepEqual([kept.place, kept.session], [undefined, undefined]);
  keepPreferences(ON_PHONE, DEFAULTS, () => storage);
  assert.deepEqual(keptPreferences(ON_PHONE, DEFAULTS, () => storage), DEFAULTS);
});

test("the address names a code and the way, and the QR code's is read again", () => {
  assert.deepEqual(partySwitchesOf(""), { code: "", via: "direct", own: false });
  assert.deepEqual(partySwitchesOf("?code=ab-cd&via=gateway"), {
    ...{ code: "ABCD", via: "gateway", own: false },
  });
  assert.deepEqual(["?own", "?code=ABCD&own=", "?known"].map((search) => partySwitchesOf(search).own), [
    ...[true, true, false],
  ]);
  assert.equal(partySwitchesOf("?via=elsewhere").via, "direct");
  const address = new URL(joinAddress("https://atrium.test", "KX7P"));
  assert.equal(address.pathname, "/party.html");
  assert.equal(partySwitchesOf(address.search).code, "KX7P");
});

test("confetti rises from both corners, and all of it has fallen in the end", () => {
  let pieces = thrown(Math.random);
  assert.ok(pieces.some(({ x }) => x < 0) && pieces.some(({ x }) => x > 1));
  let highest = 1;
  for (let frame = 0; frame < 600; frame++) {
    pieces = pieces.map((piece) => fallen(piece, 1 / 60));
    highest = Math.min(highest, ...pieces.map(({ y }) => y));
  }
  assert.ok(highest < 0.5, `${highest}`);
  assert.ok(pieces.every(({ y }) => y > 1));
});
