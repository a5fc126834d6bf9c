/**
 * The hash chain over one's own commands that a room's journal has stored: what a player keeps of
 * a match, to find them in the archived journal later. It knows no storage and no page.
 *
 * A link is SHA-256 over the 32 bytes of the link before and the command's canonical text in UTF-8
 * ({@link canonicalCommand}); the first is SHA-256 of `atrium/own-inputs/1/<room>/<seat>`.
 */

import { concatenate, hexOf, sha256 } from "./atrium-journal.js";

/** Ranges kept at most; what would begin one more is left out, and so are its numbers. */
export const RANGES_MAX = 512;

/**
 * @typedef {object} OwnInputsRecord
 * @property {string} roomId
 * @property {number} seat
 * @property {number} count of commands
 * @property {string} hash the last link, lower-case hex
 * @property {Array<[number, number]>} ranges which numbers are in it: first and last of each
 *     range, rising. A number is missing if its command was refused, or if it is not known whether
 *     it arrived
 */

/**
 * A command as text: JSON without spaces, names in their order, with its `action` and `seq`.
 * @param {object} command
 * @returns {string}
 */
export function canonicalCommand(command) {
  return JSON.stringify(sorted(command));
}

/** @returns {any} */
function sorted(/** @type {any} */ value) {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (value === null || typeof value !== "object") {
    return value;
  }
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  return Object.fromEntries(names.sort().map((name) => [name, sorted(value[name])]));
}

/**
 * @param {string} roomId
 * @param {number} seat
 * @returns {Promise<string>} the link before the first command
 */
export async function firstLink(roomId, seat) {
  return hexOf(await sha256(new TextEncoder().encode(`atrium/own-inputs/1/${roomId}/${seat}`)));
}

/**
 * @param {string} link the last one
 * @param {object} command with its `action` and `seq`
 * @returns {Promise<string>} the next one
 */
export async function nextLink(link, command) {
  const before = Uint8Array.from(link.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
  const text = new TextEncoder().encode(canonicalCommand(command));
  return hexOf(await sha256(concatenate([before, text])));
}

/** Whether a number is in one of the ranges. */
export function isIn(
  /** @type {readonly (readonly [number, number])[]} */ ranges,
  /** @type {number} */ seq,
) {
  return ranges.some(([first, last]) => first <= seq && seq <= last);
}

/** Makes the chain while the match is played. */
export class OwnInputs {
  #roomId;
  #kept;
  #changed;
  /** @type {Promise<OwnInputsRecord> | undefined} one link after the other: hashing takes a while */
  #working;

  /**
   * @param {string} roomId
   * @param {(record: OwnInputsRecord) => void} [changed] told of each new record
   * @param {OwnInputsRecord} [kept] what a page had that was loaded before
   */
  constructor(roomId, changed = () => {}, kept = undefined) {
    this.#roomId = roomId;
    this.#changed = changed;
    this.#kept = kept;
  }

  /**
   * The room was entered, at that seat; again changes nothing.
   * @param {number} seat
   * @returns {Promise<OwnInputsRecord>} as it is then
   */
  begin(seat) {
    this.#working ??= handled(this.#begin(seat));
    return this.#working;
  }

  async #begin(/** @type {number} */ seat) {
    const roomId = this.#roomId;
    const kept = this.#kept;
    const record =
      kept?.roomId === roomId && kept.seat === seat
        ? kept
        : { roomId, seat, count: 0, hash: await firstLink(roomId, seat), ranges: [] };
    this.#changed(record);
    return record;
  }

  /**
   * Adds commands that are stored now.
   * @param {readonly {seq: number}[]} commands rising `seq`, with their `action`
   * @returns {Promise<OwnInputsRecord> | undefined} once they are in it; undefined if no room was
   *     entered
   */
  add(commands) {
    if (commands.length > 0 && this.#working) {
      this.#working = handled(this.#working.then((record) => this.#extend(record, commands)));
    }
    return this.#working;
  }

  async #extend(
    /** @type {OwnInputsRecord} */ record,
    /** @type {readonly {seq: number}[]} */ commands,
  ) {
    let next = record;
    for (const command of commands) {
      next = await extended(next, command);
    }
    this.#changed(next);
    return next;
  }
}

/**
 * Where nothing can be hashed (a page that is not secure), nothing is kept: that is no error of the
 * match.
 * @param {Promise<OwnInputsRecord>} working
 */
function handled(working) {
  working.catch(() => {});
  return working;
}

/** @returns {Promise<OwnInputsRecord>} */
async function extended(
  /** @type {OwnInputsRecord} */ record,
  /** @type {{seq: number}} */ command,
) {
  const { seq } = command;
  const { ranges } = record;
  const [first, last] = ranges.at(-1) ?? [0, 0];
  const follows = ranges.length > 0 && seq === last + 1;
  if (seq <= last || (!follows && ranges.length >= RANGES_MAX)) {
    return record;
  }
  return {
    ...record,
    count: record.count + 1,
    hash: await nextLink(record.hash, command),
    ranges: follows ? [...ranges.slice(0, -1), [first, seq]] : [...ranges, [seq, seq]],
  };
}
