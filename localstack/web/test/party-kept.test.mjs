import assert from "node:assert/strict";
import { test } from "node:test";
import { fallen, thrown } from "../confetti.js";
import { KeptParty, keepPreferences, keptPreferences, ON_PHONE, ON_SCREEN } from "../party-kept.js";
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
  assert.deepEqual(partySwitchesOf(""), { code: "", via: "direct" });
  assert.deepEqual(partySwitchesOf("?code=ab-cd&via=gateway"), { code: "ABCD", via: "gateway" });
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
