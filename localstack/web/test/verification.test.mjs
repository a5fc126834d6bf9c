import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { tally, verification } from "../match-verification.js";
import { hashOf, placeOf } from "../page-address.js";

const ROOM = "0123456789abcdef0123456789abcdef";
const REPLAY = JSON.parse(
  readFileSync(
    new URL(
      "../../../shared-model/src/test/resources/dev/atrium/proof/replay-web.json",
      import.meta.url,
    ),
    "utf8",
  ),
);
const { publicKey } = JSON.parse(REPLAY.outcome).seedProof;

const server = (more = {}) => ({
  replay: async () => REPLAY,
  seedKeys: async () => [{ keyId: "k", publicKey, suite: "s" }],
  outcomeKeys: async () => [{ keyId: REPLAY.keyId, publicKey: REPLAY.publicKey }],
  ...more,
});

test("who did not play the match is told of what all can check", async () => {
  const { checks, played } = await verification(server(), ROOM);
  assert.equal(played, false);
  assert.deepEqual(tally(checks), { hold: 6, fail: 0, unknown: 0 });
});

test("who played it is told of his own number and commands", async () => {
  const inputs = { roomId: ROOM, seat: 1, count: 1, hash: "00".repeat(32), ranges: [[1, 1]] };
  const kept = { roomId: ROOM, seat: 1, nonce: "a1".repeat(32), inputs };
  const { checks, played } = await verification(server(), ROOM, kept);
  assert.equal(played, true);
  assert.deepEqual(tally(checks), { hold: 7, fail: 1, unknown: 0 });
  assert.equal(checks.at(-1).what, "own-inputs");
});

test("a server that does not give its keys leaves the seed open", async () => {
  const refuses = async () => {
    throw new Error("no");
  };
  const { checks } = await verification(server({ seedKeys: refuses }), ROOM);
  assert.deepEqual(tally(checks), { hold: 5, fail: 0, unknown: 1 });
  await assert.rejects(verification(server({ replay: refuses }), ROOM), /no/);
});

test("a server that does not say what it signs with leaves the signature open", async () => {
  const refuses = async () => {
    throw new Error("no");
  };
  for (const outcomeKeys of [refuses, async () => []]) {
    const { checks } = await verification(server({ outcomeKeys }), ROOM);
    assert.deepEqual(tally(checks), { hold: 5, fail: 0, unknown: 1 });
    const [signature] = checks;
    assert.deepEqual([signature.what, signature.holds], ["signature", "unknown"]);
  }
});

test("a match is named by the address, and nothing else of that shape is", () => {
  assert.deepEqual(placeOf(`#verify=${ROOM}`), { screen: "verify", roomId: ROOM });
  for (const hash of ["#verify=", `#verify=${ROOM}0`, "#verify=../../x", `#other=${ROOM}`, "#/x"]) {
    assert.deepEqual(placeOf(hash), { screen: "unknown" }, hash);
  }
  for (const screen of ["lobby", "leaderboard", "result", "verify", "replay"]) {
    assert.equal(placeOf(hashOf(screen, ROOM)).screen, screen);
  }
  assert.deepEqual(placeOf(""), { screen: "lobby" });
  assert.equal(hashOf("match"), "");
});
