/** A match that can be verified, and what can be done to it. */

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { gunzipSync, gzipSync } from "node:zlib";
import { readSegment, unpack } from "../atrium-journal.js";
import { OwnInputs } from "../atrium-own-inputs.js";
import { verifyReplay } from "../atrium-replay.js";

/** A match that Java has played and verifies: WebReplayTest. */
export const REPLAY = JSON.parse(
  readFileSync(
    new URL(
      "../../../shared-model/src/test/resources/dev/atrium/proof/replay-web.json",
      import.meta.url,
    ),
    "utf8",
  ),
);
export const ROOM = "0123456789abcdef0123456789abcdef";
export const OUTCOME = JSON.parse(REPLAY.outcome);
export const SEED_KEYS = [OUTCOME.seedProof.publicKey];
export const OUTCOME_KEYS = [
  { keyId: "0011223344556677", publicKey: "07".repeat(32), suite: "Ed25519" },
  { keyId: REPLAY.keyId, publicKey: REPLAY.publicKey, suite: "Ed25519" },
];
export const OWN_MOVES = [
  { seq: 1, action: "move-warrior", warriorId: "0-0", direction: "s" },
  { seq: 2, action: "move-warrior", warriorId: "0-0", direction: "ne" },
  { at: { y: 8_000, x: 120 }, seq: 4, action: "move-warrior", warriorId: "0-0", direction: "stop" },
];

/** What a browser kept that heard of all but the last command. */
export async function keptInputs(moves = OWN_MOVES) {
  const inputs = new OwnInputs(ROOM);
  await inputs.begin(0);
  return inputs.add(moves);
}

export async function known(more = {}) {
  return {
    roomId: ROOM,
    seedKeys: SEED_KEYS,
    outcomeKeys: OUTCOME_KEYS,
    own: { seat: 0, nonce: "a0".repeat(32), inputs: await keptInputs() },
    ...more,
  };
}

export async function found(replay, knowing) {
  const checks = await verifyReplay(replay, knowing ?? (await known()));
  return Object.fromEntries(checks.map(({ what, holds }) => [what, holds]));
}

export const ALL_HOLD = {
  signature: true,
  journal: true,
  players: true,
  end: true,
  seed: true,
  nonces: true,
  "own-nonce": true,
  "own-inputs": true,
};

/** With another outcome, which the signature is not of. */
export const withOutcome = (change) => {
  const outcome = JSON.parse(REPLAY.outcome);
  change(outcome);
  return { ...REPLAY, outcome: JSON.stringify(outcome) };
};

/** With other bytes of the journal. */
export const withJournal = (change) => {
  const bytes = gunzipSync(Buffer.from(REPLAY.journal.join(""), "base64"));
  const changed = change(bytes) ?? bytes;
  return { ...REPLAY, journal: [gzipSync(changed).toString("base64")] };
};

const int32 = (value) => Buffer.from([value >>> 24, value >>> 16, value >>> 8, value]);
export const EMPTY = createHash("sha256").update(`atrium/journal/1/${ROOM}`).digest();

/** The object of a whole journal, by hand. */
export function wholeOf(entries) {
  const bytes = Buffer.concat([
    Buffer.from("ATRJ"),
    Buffer.from([1]),
    int32(ROOM.length),
    Buffer.from(ROOM),
    int32(entries.length),
    ...entries.flatMap((entry) => [int32(entry.length), entry]),
    chained(EMPTY, entries),
  ]);
  return [gzipSync(bytes).toString("base64")];
}

/** The object of a segment, by hand; `before` is how many entries it says are before it. */
export function segmentOf({ before, headBefore, entries, head }) {
  const int64 = Buffer.alloc(8);
  int64.writeBigInt64BE(BigInt(before));
  const bytes = Buffer.concat([
    Buffer.from("ATRJ"),
    Buffer.from([2]),
    int32(ROOM.length),
    Buffer.from(ROOM),
    int64,
    headBefore,
    int32(entries.length),
    ...entries.flatMap((entry) => [int32(entry.length), entry]),
    head,
  ]);
  return [gzipSync(bytes).toString("base64")];
}

export const chained = (headBefore, entries) =>
  entries.reduce(
    (head, entry) => createHash("sha256").update(head).update(entry).digest(),
    Buffer.from(headBefore),
  );

/** The journal from the fourth entry on, of a room whose journal is trimmed. */
export async function trimmed(at = 3) {
  const { headBefore, entries, head } = await readSegment(await unpack(REPLAY.journal));
  return {
    before: at,
    headBefore: chained(headBefore, entries.slice(0, at)),
    entries: entries.slice(at),
    head,
  };
}

/** The same match as a replay in segments. */
export const inSegments = (...segments) => {
  const { journal, ...others } = REPLAY;
  return { ...others, format: "atrium-replay/2", segments };
};
