/**
 * The binary subprotocol `atrium.v1` of direct sockets: a room's hot views and commands in few
 * bytes. The protocol page of the project (`shared-model/docs/protocol.md`) has it to the bit, and
 * `golden frames` in the test resources of `shared-model` fix its meaning for good: a format that
 * differs is a subprotocol of another name.
 *
 * Frames are read into the very messages that JSON would have brought, so nothing behind the codec
 * knows which of the two was spoken. Pure but for what each reader remembers of the frame before.
 */

import { ARENA_FORM } from "./atrium-v1-arena.js";
import { CompactFormatError, CompactReader, CompactWriter } from "./atrium-v1-bytes.js";

export { CompactFormatError } from "./atrium-v1-bytes.js";

/** What is offered, and chosen, at the handshake. */
export const SUBPROTOCOL = "atrium.v1";

const KEYFRAME = 1;
const DELTA = 2;
const COMMAND = 3;
/** Beside the kind of a frame: it carries events. */
const EVENTS = 0x10;
/** A step of a command number that does not fit into two bits: it follows. */
const STEP_ESCAPE = 3;
const SEAT_MAX = 999;
const SEQ_STEP_MAX = 0x7fff_ffff;
const TICKS_MAX = 0x7fff;

/** The games that have a compact form, by id; all others speak JSON alone. */
const FORMS = new Map([
  ["arena.blitz", ARENA_FORM],
  ["arena.siege", ARENA_FORM],
  ["arena.practice", ARENA_FORM],
]);

/** @typedef {import("./atrium-link.js").Codec} Codec */

/**
 * @typedef {object} Shown what the frame before showed
 * @property {number} epoch
 * @property {number} seq
 * @property {number} tick
 * @property {(tick: number) => number} wallMs server milliseconds of a tick
 * @property {{seat: number, applied: number, durable: number}[]} seats rising
 * @property {import("./atrium-v1-arena.js").ArenaMoment} moment the game's
 */

/** Reads the server's frames of one room on one socket, in their order. */
export class CompactViews {
  #room;
  #form;
  #msPerTick;
  /** @type {Shown | undefined} */
  #shown;

  /**
   * @param {object} options
   * @param {string} options.room its id, which frames do not repeat
   * @param {string} options.game its id
   * @param {number} options.msPerTick of wall time
   */
  constructor({ room, game, msPerTick }) {
    this.#room = room;
    this.#form = FORMS.get(game);
    this.#msPerTick = msPerTick;
  }

  /** How far warriors go in a tick, as the last keyframe told; undefined before it. */
  get pace() {
    return this.#shown?.moment.pace;
  }

  /**
   * The messages that a frame stands for: its events, at its tick and without a `seq`, then the
   * view. What they hold is remembered for the next frame and must not be changed.
   * @param {ArrayBuffer | Uint8Array} frame
   * @returns {any[]}
   * @throws {CompactFormatError} and nothing else; then only a keyframe leads on
   */
  read(frame) {
    const before = this.#shown;
    this.#shown = undefined;
    const reader = new CompactReader(new Uint8Array(frame));
    const kind = reader.uint8();
    const withEvents = (kind & EVENTS) !== 0;
    let read;
    switch (kind & ~EVENTS) {
      case KEYFRAME:
        read = this.#readKeyframe(reader, withEvents);
        break;
      case DELTA:
        read = this.#readDelta(before, reader, withEvents);
        break;
      default:
        throw new CompactFormatError(`a frame of kind ${kind}`);
    }
    reader.end();
    this.#shown = read.shown;
    return [...read.events.map((event) => this.#event(event, read.shown)), this.#view(read.shown)];
  }

  #readKeyframe(/** @type {CompactReader} */ reader, /** @type {boolean} */ withEvents) {
    const epoch = reader.unsigned();
    const seq = reader.unsigned();
    const tick = reader.unsigned();
    const timeMs = reader.unsigned();
    const seats = readSeats(reader);
    const events = withEvents ? readEvents(reader) : [];
    const wallMs = (/** @type {number} */ at) =>
      timeMs + Math.round((at - tick) * this.#msPerTick);
    const moment = this.#formOf().readKeyframe(reader, wallMs);
    return { events, shown: { epoch, seq, tick, wallMs, seats, moment } };
  }

  #readDelta(
    /** @type {Shown | undefined} */ before,
    /** @type {CompactReader} */ reader,
    /** @type {boolean} */ withEvents,
  ) {
    if (!before) {
      throw new CompactFormatError("a delta without a frame before it");
    }
    const seq = sum(before.seq, reader.unsigned(SEQ_STEP_MAX));
    const ticks = reader.unsigned(TICKS_MAX);
    const tick = sum(before.tick, ticks);
    const seats = readSteps(before.seats, reader);
    const events = withEvents ? readEvents(reader) : [];
    const { epoch, wallMs } = before;
    const moment = this.#formOf().readDelta(before.moment, ticks, reader, wallMs);
    return { events, shown: { epoch, seq, tick, wallMs, seats, moment } };
  }

  #formOf() {
    if (!this.#form) {
      throw new CompactFormatError("a frame of a game that has no compact form");
    }
    return this.#form;
  }

  #event(/** @type {any} */ { type, data }, /** @type {Shown} */ { epoch, tick }) {
    return { type, room: this.#room, epoch, tick, data };
  }

  #view(/** @type {Shown} */ { epoch, seq, tick, seats, moment }) {
    const applied = Object.fromEntries(seats.map((row) => [row.seat, row.applied]));
    const durable = Object.fromEntries(seats.map((row) => [row.seat, row.durable]));
    const data = moment.state;
    return { type: "state", room: this.#room, epoch, seq, tick, applied, durable, data };
  }
}

function readSeats(/** @type {CompactReader} */ reader) {
  const seats = [];
  for (let left = reader.count(); left > 0; left--) {
    const seat = reader.unsigned(SEAT_MAX);
    const applied = reader.unsigned();
    const durable = applied - reader.unsigned(applied);
    if (seats.length > 0 && seat <= seats[seats.length - 1].seat) {
      throw new CompactFormatError("seats that do not rise");
    }
    seats.push({ seat, applied, durable });
  }
  return seats;
}

function readSteps(/** @type {Shown["seats"]} */ before, /** @type {CompactReader} */ reader) {
  const steps = reader.bits(before.length * 4);
  const step = (/** @type {number} */ pair) => (pair === STEP_ESCAPE ? reader.unsigned() : pair);
  return before.map((row, index) => {
    const applied = sum(row.applied, step(steps.pair(2 * index)));
    const durable = sum(row.durable, step(steps.pair(2 * index + 1)));
    if (durable > applied) {
      throw new CompactFormatError(`seat ${row.seat}: ${durable} stored of ${applied}`);
    }
    return { seat: row.seat, applied, durable };
  });
}

function sum(/** @type {number} */ one, /** @type {number} */ other) {
  if (!Number.isSafeInteger(one + other)) {
    throw new CompactFormatError("a number beyond 53 bits");
  }
  return one + other;
}

function readEvents(/** @type {CompactReader} */ reader) {
  const events = [];
  for (let left = reader.count(); left > 0; left--) {
    events.push(readEvent(reader.text()));
  }
  return events;
}

function readEvent(/** @type {string} */ text) {
  let event;
  try {
    event = JSON.parse(text);
  } catch {
    throw new CompactFormatError("an event that is no JSON");
  }
  if (typeof event?.type !== "string") {
    throw new CompactFormatError("an event without a type");
  }
  return event;
}

/**
 * A command of one's own seat as a frame.
 * @param {any} message `{action, seq, …}` as it would go in JSON
 * @param {{game: string, seat: number}} seated
 * @returns {ArrayBuffer | undefined} undefined if it can only be said in JSON
 */
export function writeCommand(message, { game, seat }) {
  const writer = new CompactWriter().uint8(COMMAND);
  const numbered = Number.isSafeInteger(message.seq) && message.seq >= 1;
  const written =
    numbered && FORMS.get(game)?.writeCommand(message, seat, writer.unsigned(message.seq));
  return written ? writer.toBuffer() : undefined;
}

/**
 * The codec of one socket to one room: text frames are JSON; binary frames are views here, and
 * commands there. It begins to write binary frames when the server has sent one: then both speak
 * the subprotocol, and the room's game has a compact form. Otherwise all of it stays JSON.
 * @implements {Codec}
 */
export class CompactCodec {
  subprotocols = [SUBPROTOCOL];
  #room;
  /** @type {CompactViews | undefined} */
  #views;
  /** @type {{game: string, seat: number} | undefined} */
  #seated;
  #heardBinary = false;

  /**
   * @param {string} room its id
   * @param {any} [entered] what an earlier socket's `entered` said, for one that only resumes
   */
  constructor(room, entered) {
    this.#room = room;
    if (entered) {
      this.#enter(entered);
    }
  }

  /** See {@link CompactViews#pace}. */
  get pace() {
    return this.#views?.pace;
  }

  /**
   * @param {any} message
   * @returns {string | ArrayBuffer}
   */
  encode(message) {
    // Binary frames name no room and get no answer.
    const hot = this.#heardBinary && message.room === this.#room && message.id === undefined;
    const frame = hot && this.#seated ? writeCommand(message, this.#seated) : undefined;
    return frame ?? JSON.stringify(message);
  }

  /**
   * @param {string | ArrayBuffer} frame
   * @returns {any[]}
   * @throws {CompactFormatError} for a binary frame, {@link SyntaxError} for a text frame
   */
  decode(frame) {
    if (typeof frame !== "string") {
      if (!this.#views) {
        throw new CompactFormatError("a view before the room was entered");
      }
      const messages = this.#views.read(frame);
      this.#heardBinary = true;
      return messages;
    }
    const message = JSON.parse(frame);
    if (message?.type === "entered" && message.data) {
      this.#enter(message.data);
    }
    return [message];
  }

  #enter(/** @type {any} */ entered) {
    const { game, seat, tickRate, speed } = entered;
    this.#seated = { game, seat };
    // Who enters again on the same socket goes on where he is.
    this.#views ??= new CompactViews({
      room: this.#room,
      game,
      msPerTick: 1_000 / (tickRate * speed),
    });
  }
}
