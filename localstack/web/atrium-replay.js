/**
 * Verifies the replay of a match that is over (`GET /matches/{roomId}/replay`) as far as a page
 * can: all but running the match again, which `localstack/replay` and settlement do. Pure but for
 * WebCrypto, for which browsers need a secure page, https or localhost.
 *
 * ```js
 * const checks = await verifyReplay(await atrium.replay(roomId), {
 *   roomId,
 *   seedKeys: (await atrium.seedKeys()).map(({ publicKey }) => publicKey),
 *   outcomeKeys: await atrium.outcomeKeys(),
 *   own: { seat, nonce, inputs },
 * });
 * ```
 */

import {
  chainHead,
  hexOf,
  JournalFormatError,
  readEntry,
  readSegment,
  unpack,
} from "./atrium-journal.js";
import { checked, checkOwnInputs, checkOwnNonce, withoutOpening } from "./atrium-replay-own.js";
import { checkSignature } from "./atrium-replay-signature.js";
import { drawAlpha, seedOf, verifyProof } from "./atrium-vrf.js";

/** @typedef {"signature" | "journal" | "players" | "end" | "seed" | "nonces" | "own-nonce"
 *     | "own-inputs"} Checked */

/**
 * @typedef {object} Check
 * @property {Checked} what
 * @property {true | false | "unknown"} holds `unknown`: it cannot be told here
 * @property {string} why one sentence
 * @property {{name: string, value: string}[]} [facts] what was compared, to be compared again
 */

/**
 * @typedef {object} Known what one knows from elsewhere than the replay
 * @property {string} roomId whose replay was asked for
 * @property {readonly string[]} [seedKeys] the deployment's published keys, 64 hex digits each;
 *     left out if they could not be had
 * @property {readonly import("./atrium-replay-signature.js").PublishedKey[]} [outcomeKeys] the
 *     keys that the deployment publishes for results; left out if they could not be had
 * @property {Own} [own] of who played it
 */

/** @typedef {{seat: number, nonce: string,
 *     inputs?: import("./atrium-own-inputs.js").OwnInputsRecord}} Own */

/**
 * @typedef {object} ReplayText
 * @property {string} format
 * @property {string[]} [journal]
 * @property {string[][]} [segments]
 * @property {string} outcome
 * @property {string} keyId
 * @property {string} signature
 * @property {string | null} [publicKey] none if the server has another key by now
 */

/**
 * @typedef {object} Journal all of a journal that could be read
 * @property {string} roomId
 * @property {boolean} whole it begins with the opening
 * @property {string} head its hash, worked out anew
 * @property {boolean} linked every segment has the hash that it names, and goes on from the last
 * @property {import("./atrium-journal.js").Entry[]} entries
 */

/**
 * What of a replay holds. It never throws: what cannot be read does not hold.
 * @param {ReplayText} replay
 * @param {Known} known
 * @returns {Promise<Check[]>} in this order: signature, journal, players, end, seed, nonces, and
 *     for who played it own-nonce and own-inputs
 */
export async function verifyReplay(replay, known) {
  const outcome = parse(replay.outcome);
  const journal = await readJournal(replay).catch((error) => unreadable(error));
  const opened = journal instanceof Error ? undefined : openingOf(journal);
  const checks = [
    await checkSignature(replay, outcome, known),
    checkJournal(journal, opened, outcome, known.roomId),
    checkPlayers(journal, opened, outcome),
    checkEnd(journal, outcome),
    await checkSeed(outcome, known.seedKeys),
    checkNonces(journal, opened, outcome),
  ];
  if (known.own) {
    checks.push(checkOwnNonce(known.own, journal, opened, outcome));
    checks.push(await checkOwnInputs(known.own, journal, known.roomId));
  }
  return checks;
}

/**
 * Reads a replay's journal.
 * @param {ReplayText} replay
 * @returns {Promise<Journal>}
 * @throws {JournalFormatError} if it is none
 */
export async function readJournal({ format, journal, segments }) {
  const objects = format === "atrium-replay/1" ? [journal] : segments;
  const known = format === "atrium-replay/1" || format === "atrium-replay/2";
  if (!known || !Array.isArray(objects) || objects.length === 0) {
    throw new JournalFormatError(`a replay of the format ${format}`);
  }
  /** @type {import("./atrium-journal.js").Segment | undefined} */
  let last;
  let end = 0;
  let first = true;
  let linked = true;
  let head = "";
  const entries = [];
  for (const chunks of objects) {
    const segment = await readSegment(await unpack(chunks ?? []));
    if (last) {
      const follows =
        segment.roomId === last.roomId &&
        segment.before === end &&
        hexOf(segment.headBefore) === head;
      linked &&= follows;
    } else {
      first = segment.before === 0;
    }
    head = hexOf(await chainHead(segment.headBefore, segment.entries));
    linked &&= head === hexOf(segment.head);
    end = segment.before + segment.entries.length;
    entries.push(...segment.entries.map(readEntry));
    last = segment;
  }
  return { roomId: last?.roomId ?? "", whole: first, head, linked, entries };
}

/** Bugs are not taken for bad journals. */
function unreadable(/** @type {unknown} */ error) {
  if (error instanceof JournalFormatError) {
    return error;
  }
  throw error;
}

/** @returns {any} undefined if it is no JSON object */
function parse(/** @type {unknown} */ text) {
  try {
    const value = JSON.parse(String(text));
    return value !== null && typeof value === "object" ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The first entry of a whole journal is its room's opening, and no other entry is one. */
function openingOf(/** @type {Journal} */ { roomId, whole, entries }) {
  const first = entries[0];
  return whole && first?.kind === "opened" && first.roomId === roomId ? first : undefined;
}

/** @returns {Check} */
function checkJournal(
  /** @type {Journal | Error} */ journal,
  /** @type {import("./atrium-journal.js").Opened | undefined} */ opened,
  /** @type {any} */ outcome,
  /** @type {string} */ roomId,
) {
  if (journal instanceof Error) {
    return checked("journal", false, `The record of the match is damaged: ${journal.message}.`);
  }
  const facts = [
    { name: "worked out here", value: journal.head },
    { name: "in the signed result", value: String(outcome?.journalHash) },
  ];
  const say = (/** @type {Check["holds"]} */ holds, /** @type {string} */ why) =>
    checked("journal", holds, why, facts);
  if (journal.roomId !== roomId) {
    return say(false, "The record is of another match.");
  }
  if (!journal.linked || journal.head !== outcome?.journalHash) {
    return say(false, "The record of the match is not the one that was signed.");
  }
  const openings = journal.entries.filter(({ kind }) => kind === "opened").length;
  if (journal.whole !== (opened !== undefined) || openings !== (opened ? 1 : 0)) {
    return say(false, "The opening of the match is not where the record must have it.");
  }
  if (!journal.whole) {
    return say("unknown", `The end of the record is the signed one. ${withoutOpening(journal)}`);
  }
  return say(true, `All ${journal.entries.length} entries of the record are the signed ones.`);
}

/** @returns {Check} */
function checkPlayers(
  /** @type {Journal | Error} */ journal,
  /** @type {import("./atrium-journal.js").Opened | undefined} */ opened,
  /** @type {any} */ outcome,
) {
  if (journal instanceof Error || !opened) {
    return checked("players", "unknown", withoutOpening(journal));
  }
  if (opened.game !== outcome?.game || opened.rulesVersion !== outcome?.rulesVersion) {
    return checked("players", false, "The record is of another game than the result.");
  }
  const seats = new Map(opened.seats.map((seat) => [seat.index, seat]));
  for (const entry of journal.entries) {
    if (entry.kind === "applied" && entry.input.kind === "joined") {
      seats.set(entry.input.seat.index, entry.input.seat);
    }
  }
  const played = [...seats.values()].sort((one, other) => one.index - other.index);
  const same =
    Array.isArray(outcome.seats) &&
    outcome.seats.length === played.length &&
    played.every(({ index, playerId, name, icon, bot }, place) => {
      const seat = outcome.seats[place];
      return (
        seat?.seat === index &&
        seat.playerId === playerId &&
        seat.name === name &&
        seat.icon === icon &&
        seat.bot === bot
      );
    });
  return same
    ? checked("players", true, `The record names the same ${played.length} players as the result.`)
    : checked("players", false, "The result names other players than the record.");
}

/** @returns {Check} */
function checkEnd(/** @type {Journal | Error} */ journal, /** @type {any} */ outcome) {
  if (journal instanceof Error) {
    return checked("end", "unknown", "The record cannot be read.");
  }
  const mark = journal.entries.findLast((entry) => entry.kind === "mark");
  const hash = mark?.kind === "mark" ? mark.hash : undefined;
  const facts = [
    { name: "at the end of the record", value: hash ?? "none" },
    { name: "in the signed result", value: String(outcome?.stateHash) },
  ];
  const last = journal.entries.at(-1);
  if (hash === undefined || last !== mark) {
    return checked("end", false, "The record does not end with a hash of the last state.", facts);
  }
  const same = hash === outcome?.stateHash && mark?.tick === outcome?.ticks;
  return same
    ? checked("end", true, "The record ends at the state that the result was taken from.", facts)
    : checked("end", false, "The record ends at another state than the result says.", facts);
}

/** @returns {Promise<Check>} */
async function checkSeed(
  /** @type {any} */ outcome,
  /** @type {readonly string[] | undefined} */ seedKeys,
) {
  const proof = outcome?.seedProof;
  if (outcome?.seedSource !== (proof ? "vrf" : "random")) {
    return checked("seed", false, "The result says that its seed is proven, and brings no proof.");
  }
  if (!proof) {
    return seedKeys?.length
      ? checked("seed", false, "This server draws seeds with a proof; this one has none.")
      : checked("seed", "unknown", "The seed was drawn at random: nothing shows how.");
  }
  const facts = [
    { name: "seed", value: String(outcome.seed) },
    { name: "key of the draw", value: String(proof.publicKey) },
  ];
  const beta = await provenOutput(outcome, proof);
  if (beta === null) {
    return checked("seed", false, "The proof of the seed does not hold.", facts);
  }
  if ((await seedOf(beta)) !== outcome.seed) {
    return checked("seed", false, "The match was played with another seed than was drawn.", facts);
  }
  if (seedKeys === undefined) {
    const why = "The proof holds; whether the key is this server's could not be asked.";
    return checked("seed", "unknown", why, facts);
  }
  return seedKeys.includes(proof.publicKey)
    ? checked("seed", true, "The seed is the only one that this server's key can draw here.", facts)
    : checked("seed", false, "The seed was drawn with a key that is not this server's.", facts);
}

/** @returns {Promise<Uint8Array | null>} null if the proof does not hold */
async function provenOutput(/** @type {any} */ outcome, /** @type {any} */ proof) {
  const { roomId, game, rulesVersion } = outcome;
  try {
    const nonces = noncesBySeat(proof);
    if (Object.keys(nonces).length !== proof.nonces.length) {
      return null;
    }
    const alpha = drawAlpha({ roomId, game, rulesVersion, nonces });
    return await verifyProof(proof.publicKey, alpha, proof.proof);
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) {
      return null; // A field is missing, or out of its range.
    }
    throw error;
  }
}

/** @returns {Record<string, string>} */
const noncesBySeat = (/** @type {any} */ proof) =>
  Object.fromEntries(
    proof.nonces.map((/** @type {any} */ { seat, nonce }) => [String(seat), nonce]),
  );

/** @returns {Check} */
function checkNonces(
  /** @type {Journal | Error} */ journal,
  /** @type {import("./atrium-journal.js").Opened | undefined} */ opened,
  /** @type {any} */ outcome,
) {
  const drawn = outcome?.seedProof?.nonces;
  const say = (/** @type {Check["holds"]} */ holds, /** @type {string} */ why) =>
    checked("nonces", holds, why);
  if (!Array.isArray(drawn)) {
    return say("unknown", "The seed was drawn without players' numbers.");
  }
  if (!opened) {
    return say("unknown", withoutOpening(journal));
  }
  const brought = opened.nonces;
  const people = opened.seats.filter(({ bot }) => !bot).map(({ index }) => index);
  const recorded = drawn.every(
    (given) => people.includes(given?.seat) && brought.get(given.seat) === given.nonce,
  );
  if (!recorded || new Set(drawn.map(({ seat }) => seat)).size < drawn.length) {
    return say(false, "A number in the draw is not the one that the record has.");
  }
  if (brought.size === 0) {
    return say("unknown", "No player brought a number for the draw.");
  }
  if (drawn.length === 0) {
    return say(false, "The draw was made without the numbers that the players brought.");
  }
  if (drawn.length < brought.size) {
    // Who enters between the draw and the start of play stands in the record alone.
    const share = `${drawn.length} of ${brought.size} players' numbers went into the draw`;
    return say("unknown", `${share}; whether the others came too late cannot be told.`);
  }
  return say(true, `The numbers of ${drawn.length} players went into the draw.`);
}
