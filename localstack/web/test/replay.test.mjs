import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { readEntry, readMove, readSegment, unpack } from "../atrium-journal.js";
import { firstLink, nextLink } from "../atrium-own-inputs.js";
import { verifyReplay } from "../atrium-replay.js";
import {
  ALL_HOLD,
  found,
  keptInputs,
  known,
  OUTCOME,
  OUTCOME_KEYS,
  OWN_MOVES,
  REPLAY,
  ROOM,
  SEED_KEYS,
  wholeOf,
  withJournal,
  withOutcome,
} from "./replay-stage.mjs";

test("of a match that was played as its result says, everything holds", async () => {
  const checks = await verifyReplay(REPLAY, await known());
  assert.deepEqual(await found(REPLAY), ALL_HOLD);
  for (const { why } of checks) {
    assert.match(why, /^[A-Z].*\.$/);
  }
});

test("the journal is read to the entry", async () => {
  const segment = await readSegment(await unpack(REPLAY.journal));
  const entries = segment.entries.map(readEntry);
  assert.equal(entries[0].kind, "opened");
  assert.equal(entries[0].roomId, ROOM);
  assert.equal(entries[0].game, "arena.blitz");
  assert.deepEqual([...entries[0].nonces.keys()], [0, 1]);
  const commands = entries
    .filter(({ input }) => input?.kind === "command")
    .map(({ tick, input }) => [tick, input.seat, input.sequence, readMove(input.fields)]);
  assert.deepEqual(commands, [
    [0, 0, 1, { warriorId: "0-0", direction: "s" }],
    [0, 1, 1, { warriorId: "1-0", direction: "n", at: { x: 4_096, y: -3 } }],
    [60, 0, 2, { warriorId: "0-0", direction: "ne" }],
    [60, 0, 4, { warriorId: "0-0", direction: "stop", at: { x: 120, y: 8_000 } }],
    [100, 0, 5, { warriorId: "0-0", direction: "w" }],
  ]);
  const last = entries.at(-1);
  assert.deepEqual([last.kind, last.tick, last.hash], ["mark", OUTCOME.ticks, OUTCOME.stateHash]);
});

test("who did not play it is told of no own things", async () => {
  const report = await found(REPLAY, { roomId: ROOM, seedKeys: SEED_KEYS });
  assert.equal("own-nonce" in report, false);
  assert.equal("own-inputs" in report, false);
});

test("each byte of the journal that is altered is found", async () => {
  const length = gunzipSync(Buffer.from(REPLAY.journal.join(""), "base64")).length;
  for (let at = 0; at < length; at += 37) {
    const report = await found(withJournal((bytes) => void (bytes[at] ^= 1)));
    assert.equal(report.journal, false, `byte ${at}`);
  }
});

test("a journal that is cut off, or is none, is found and breaks nothing", async () => {
  for (const journal of [[], ["AAAA"], ["%%"], [REPLAY.journal.join("").slice(0, 400)]]) {
    assert.equal((await found({ ...REPLAY, journal })).journal, false);
  }
  assert.equal((await found(withJournal((bytes) => bytes.subarray(0, 300)))).journal, false);
  assert.equal((await found({ ...REPLAY, journal: undefined })).journal, false);
  assert.equal((await found({ ...REPLAY, format: "atrium-replay/9" })).journal, false);
});

test("a journal that was chained anew is still not the signed one", async () => {
  const report = await found(withOutcome((outcome) => (outcome.journalHash = "0".repeat(64))));
  assert.equal(report.signature, false);
  assert.equal(report.journal, false);
});

test("a result that was altered is not the signed one", async () => {
  const report = await found(withOutcome((outcome) => (outcome.standings[0].place = 2)));
  assert.deepEqual(report, { ...ALL_HOLD, signature: false });
});

test("a result that is no text of an object breaks nothing", async () => {
  for (const outcome of ["", "null", "[]", "7", '{"seats":7,"seedProof":{"nonces":[null]}}']) {
    const report = await found({ ...REPLAY, outcome });
    assert.equal(report.signature, false);
    assert.equal(report.journal, false);
    assert.equal(report.players, false);
    assert.equal(report.end, false);
    assert.notEqual(report.seed, true);
    assert.notEqual(report["own-nonce"], true);
  }
});

test("other players than the record has are found, and one more, and one less", async () => {
  for (const change of [
    ({ seats }) => (seats[1].playerId = "p-7"),
    ({ seats }) => (seats[0].bot = true),
    ({ seats }) => seats.pop(),
    ({ seats }) => seats.push({ ...seats[1], seat: 2 }),
  ]) {
    const report = await found(withOutcome(change));
    assert.equal(report.players, false);
    assert.equal(report.signature, false);
  }
});

test("another last state or length is found", async () => {
  assert.equal((await found(withOutcome((o) => (o.stateHash = "1".repeat(64))))).end, false);
  assert.equal((await found(withOutcome((o) => o.ticks++))).end, false);
});

test("another seed than the drawn one is found, and a proof of something else", async () => {
  for (const change of [
    (outcome) => (outcome.seed = "5e".repeat(32)),
    ({ seedProof }) => (seedProof.proof = seedProof.proof.replace(/^../, "00")),
    ({ seedProof }) => (seedProof.nonces[0].nonce = "a7".repeat(32)),
    ({ seedProof }) => seedProof.nonces.push(seedProof.nonces[0]),
    ({ seedProof }) => delete seedProof.nonces,
    (outcome) => delete outcome.seedProof,
  ]) {
    assert.equal((await found(withOutcome(change))).seed, false);
  }
});

test("a seed of another key than the server publishes is found", async () => {
  const report = await found(REPLAY, await known({ seedKeys: ["00".repeat(32)] }));
  assert.deepEqual(report, { ...ALL_HOLD, seed: false });
  assert.equal((await found(REPLAY, await known({ seedKeys: undefined }))).seed, "unknown");
});

test("a random seed shows nothing, unless the server draws with a proof", async () => {
  const random = withOutcome((outcome) => {
    outcome.seedSource = "random";
    delete outcome.seedProof;
  });
  assert.equal((await found(random, await known({ seedKeys: [] }))).seed, "unknown");
  assert.equal((await found(random)).seed, false);
});

test("a nonce that was altered in the result is not the record's", async () => {
  const report = await found(
    withOutcome(({ seedProof }) => (seedProof.nonces[1].nonce = "a7".repeat(32))),
  );
  assert.equal(report.nonces, false);
  assert.equal(report["own-nonce"], true);
});

test("a draw without the players' nonces is found, and one without some is left open", async () => {
  const nonces = async (change) => {
    const replay = withOutcome(({ seedProof }) => change(seedProof));
    return (await verifyReplay(replay, await known())).find(({ what }) => what === "nonces");
  };
  assert.equal((await nonces((proof) => (proof.nonces = []))).holds, false);
  const some = await nonces((proof) => proof.nonces.pop());
  assert.equal(some.holds, "unknown");
  assert.match(some.why, /1 of 2/);
  // With a number that nobody brought, or brought once, the seed could be turned.
  const nobodys = [{ seat: 7, nonce: "a7".repeat(32) }, OUTCOME.seedProof.nonces[0]];
  for (const odd of [...nobodys, null, 7, {}, { seat: 0 }]) {
    assert.equal((await nonces((proof) => proof.nonces.push(odd))).holds, false);
  }
});

test("a draw of a match into which nobody brought a number shows nothing", async () => {
  const { entries } = await readSegment(await unpack(REPLAY.journal));
  // The opening ends with its nonces and the checksum.
  const [opening] = entries;
  const nonceBytes = 4 + 64 + 4;
  const bare = Buffer.from(opening.subarray(0, opening.length - 4 - 2 * nonceBytes));
  bare.writeInt32BE(0, bare.length - 4);
  const bytes = Buffer.concat([bare, Buffer.alloc(4)]);
  assert.equal(readEntry(bytes).nonces.size, 0);
  const replay = withOutcome(({ seedProof }) => (seedProof.nonces = []));
  const chunks = wholeOf([bytes, ...entries.slice(1)]);
  assert.equal((await found({ ...replay, journal: chunks })).nonces, "unknown");
});

test("a draw without one's own nonce is found", async () => {
  const own = { seat: 0, nonce: "77".repeat(32), inputs: await keptInputs() };
  assert.equal((await found(REPLAY, await known({ own })))["own-nonce"], false);
  const nobody = { ...own, seat: 9 };
  assert.equal((await found(REPLAY, await known({ own: nobody })))["own-nonce"], "unknown");
});

test("who stands in the record and not in the draw may have come while it was drawn", async () => {
  const late = OUTCOME.seedProof.nonces.at(-1);
  const replay = withOutcome(({ seedProof }) => seedProof.nonces.pop());
  const own = { ...late, inputs: await keptInputs() };
  assert.equal((await found(replay, await known({ own })))["own-nonce"], "unknown");
  const other = { ...own, nonce: "77".repeat(32) };
  assert.equal((await found(replay, await known({ own: other })))["own-nonce"], false);
});

test("an own command that the record has otherwise, or not at all, is found", async () => {
  const otherwise = structuredClone(OWN_MOVES);
  otherwise[1].direction = "sw";
  const elsewhere = structuredClone(OWN_MOVES);
  elsewhere[2].at.x++;
  const oneMore = [...OWN_MOVES.slice(0, 2), { ...OWN_MOVES[1], seq: 3 }, OWN_MOVES[2]];
  for (const moves of [otherwise, elsewhere, oneMore]) {
    const own = { seat: 0, nonce: "a0".repeat(32), inputs: await keptInputs(moves) };
    const report = await found(REPLAY, await known({ own }));
    assert.deepEqual(report, { ...ALL_HOLD, "own-inputs": false });
  }
});

test("of commands that were kept by nobody nothing is said", async () => {
  const own = { seat: 0, nonce: "a0".repeat(32) };
  assert.equal((await found(REPLAY, await known({ own })))["own-inputs"], "unknown");
});

test("a replay of another match is not this one's", async () => {
  const report = await found(REPLAY, { ...(await known()), roomId: "f".repeat(32) });
  assert.equal(report.signature, false);
  assert.equal(report.journal, false);
  assert.equal(report["own-inputs"], false);
});

test("a key that is not the named one is found", async () => {
  const other = { ...REPLAY, publicKey: OUTCOME.seedProof.publicKey };
  assert.equal((await found(other)).signature, false);
  assert.equal((await found({ ...REPLAY, signature: "AAAA" })).signature, false);
  assert.equal((await found({ ...REPLAY, signature: "%" })).signature, false);
});

test("a signature holds only under a key that the server publishes", async () => {
  const signature = async (outcomeKeys, replay = REPLAY) =>
    (await found(replay, await known({ outcomeKeys }))).signature;
  assert.equal(await signature(OUTCOME_KEYS), true);
  for (const none of [undefined, null, 7, [], [null]]) {
    assert.equal(await signature(none), "unknown");
  }
  assert.equal(await signature(OUTCOME_KEYS.slice(0, 1)), "unknown");
  const { keyId } = REPLAY;
  const others = ["09".repeat(32), "", "%", REPLAY.publicKey.slice(1), 7, undefined];
  for (const publicKey of others) {
    assert.equal(await signature([{ keyId, publicKey }]), false, publicKey);
  }
  assert.equal(await signature([...OUTCOME_KEYS, null, 7]), true);
  // Published or not: what is not signed does not hold.
  const altered = withOutcome((outcome) => (outcome.standings[0].place = 2));
  for (const keys of [OUTCOME_KEYS, [], undefined]) {
    assert.equal(await signature(keys, altered), false);
  }
});

test("whoever makes a result and signs it himself is not believed", async () => {
  const pair = await crypto.subtle.generateKey({ name: "Ed25519" }, true, ["sign", "verify"]);
  const raw = Buffer.from(await crypto.subtle.exportKey("raw", pair.publicKey));
  const { outcome } = withOutcome((changed) => (changed.standings[0].place = 2));
  const signed = await crypto.subtle.sign("Ed25519", pair.privateKey, Buffer.from(outcome));
  const forged = {
    ...REPLAY,
    outcome,
    publicKey: raw.toString("hex"),
    keyId: createHash("sha256").update(raw).digest("hex").slice(0, 16),
    signature: Buffer.from(signed).toString("base64url"),
  };
  assert.equal((await found(forged)).signature, "unknown", "not published");
  assert.equal((await found({ ...forged, keyId: REPLAY.keyId })).signature, false);
});

test("a replay without a key is checked with the published one that it names", async () => {
  const none = await known({ outcomeKeys: OUTCOME_KEYS.slice(0, 1) });
  const odd = await known({ outcomeKeys: [{ keyId: REPLAY.keyId, publicKey: "07" }] });
  for (const publicKey of [undefined, null]) {
    const without = { ...REPLAY, publicKey };
    assert.equal((await found(without)).signature, true);
    assert.equal((await found({ ...without, signature: "AAAA" })).signature, false);
    assert.equal((await found(without, none)).signature, "unknown");
    assert.equal((await found(without, odd)).signature, false);
  }
});

test("where the browser knows no Ed25519 the signature is left open", async (t) => {
  t.mock.method(crypto.subtle, "importKey", async () => {
    throw new DOMException("Unrecognized name.", "NotSupportedError");
  });
  assert.deepEqual(await found(REPLAY), { ...ALL_HOLD, signature: "unknown" });
});

test("the links of own commands are as the library's page says", async () => {
  const first = createHash("sha256").update(`atrium/own-inputs/1/${ROOM}/0`).digest();
  assert.equal(await firstLink(ROOM, 0), first.toString("hex"));
  const text =
    '{"action":"move-warrior","at":{"x":120,"y":8000},"direction":"stop",' +
    '"seq":4,"warriorId":"0-0"}';
  const next = createHash("sha256").update(first).update(text).digest("hex");
  assert.equal(await nextLink(first.toString("hex"), OWN_MOVES[2]), next);
});
