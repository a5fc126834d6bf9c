import assert from "node:assert/strict";
import { test } from "node:test";
import { readSegment, unpack } from "../atrium-journal.js";
import { verifyReplay } from "../atrium-replay.js";
import {
  ALL_HOLD,
  chained,
  EMPTY,
  found,
  inSegments,
  known,
  REPLAY,
  segmentOf,
  trimmed,
  wholeOf,
  withOutcome,
} from "./replay-stage.mjs";

test("a journal whose beginning was not sent is left open", async () => {
  const chunks = segmentOf(await trimmed());
  const report = await found(inSegments(chunks));
  assert.equal(report.journal, "unknown");
  assert.equal(report.players, "unknown");
  assert.equal(report.end, true);
  assert.equal(report["own-inputs"], "unknown");
  // The same segment twice does not follow itself.
  assert.equal((await found(inSegments(chunks, chunks))).journal, false);
});

test("of a record whose beginning is gone each check says so, and none accuses", async () => {
  const checks = await verifyReplay(inSegments(segmentOf(await trimmed())), await known());
  const said = Object.fromEntries(checks.map(({ what, holds, why }) => [what, { holds, why }]));
  for (const what of ["signature", "end", "seed", "own-nonce"]) {
    assert.equal(said[what].holds, true, what);
  }
  for (const what of ["journal", "players", "nonces", "own-inputs"]) {
    assert.equal(said[what].holds, "unknown", what);
    assert.match(said[what].why, /beginning of the record is not here/, what);
  }
  // Nor does it say of who is not in the draw that he came late: nothing shows it.
  const own = { seat: 9, nonce: "77".repeat(32) };
  const stranger = await verifyReplay(inSegments(segmentOf(await trimmed())), await known({ own }));
  const nonce = stranger.find(({ what }) => what === "own-nonce");
  assert.equal(nonce.holds, "unknown");
  assert.match(nonce.why, /beginning of the record is not here/);
});

test("a record that comes in segments and is whole is checked as one", async () => {
  const { entries } = await readSegment(await unpack(REPLAY.journal));
  const rest = await trimmed();
  const first = wholeOf(entries.slice(0, 3));
  assert.deepEqual(await found(inSegments(first, segmentOf(rest))), ALL_HOLD);
  // One of them is missing between.
  assert.equal((await found(inSegments(first, segmentOf(await trimmed(4))))).journal, false);
});

test("what cannot be read at all is not called a beginning that is gone", async () => {
  const checks = await verifyReplay({ ...REPLAY, journal: ["AAAA"] }, await known());
  for (const { what, why } of checks) {
    assert.doesNotMatch(why, /beginning/, what);
  }
});

test("a forged segment is no record, whatever its hashes say", async () => {
  const rest = await trimmed();
  const whole = await readSegment(await unpack(REPLAY.journal));
  const forged = [
    // Nothing before it, and no opening: it would pass for a whole journal.
    { ...rest, before: 0 },
    { ...rest, before: -1 },
    // Nothing in it: any hash would be its head.
    { ...rest, entries: [], headBefore: rest.head },
  ];
  for (const segment of forged) {
    const bytes = await unpack(segmentOf(segment));
    await assert.rejects(readSegment(bytes), /a segment of \d+ entries after -?\d+/);
    const report = await found(inSegments(segmentOf(segment)));
    assert.equal(report.journal, false);
    assert.equal(report.end, "unknown");
  }
  // An opening at any other place than the first is none.
  const late = { ...whole, before: 1 };
  assert.equal((await found(inSegments(segmentOf(late)))).journal, false);
  assert.equal((await found(inSegments(segmentOf(late)))).players, "unknown");
});

test("a whole journal begins with the opening of its room", async () => {
  const { entries } = await readSegment(await unpack(REPLAY.journal));
  for (const kept of [[], entries.slice(1), [entries[0], ...entries]]) {
    const journalHash = chained(EMPTY, kept).toString("hex");
    const signed = withOutcome((outcome) => (outcome.journalHash = journalHash));
    const report = await found({ ...signed, journal: wholeOf(kept) });
    assert.equal(report.journal, false, `${kept.length} entries`);
  }
});
