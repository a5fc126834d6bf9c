/**
 * The arena's part of the subprotocol `atrium.v1`: its views, and the moves of warriors. Pure, and
 * to the bit as the protocol page says. What is read equals the `data` of the JSON view.
 */

import { CompactFormatError } from "./atrium-v1-bytes.js";

/**
 * @typedef {import("./atrium-shapes.js").ArenaState} ArenaState
 * @typedef {import("./atrium-shapes.js").Warrior} Warrior
 * @typedef {import("./atrium-v1-bytes.js").CompactReader} CompactReader
 * @typedef {import("./atrium-v1-bytes.js").CompactWriter} CompactWriter
 */

/**
 * @typedef {{straight: number, diagonal: number, straightHaste: number, diagonalHaste: number}}
 *     Pace subunits a tick, as the keyframe told them
 */

/** @typedef {{pace: Pace, state: ArenaState}} ArenaMoment what a delta leads on from */

const DIRECTIONS = /** @type {const} */ (["n", "ne", "e", "se", "s", "sw", "w", "nw", "stop"]);
const PHASES = /** @type {const} */ (["fighting", "finished"]);
const SHRINKS = /** @type {const} */ (["none", "shrinking", "shrunk"]);
const KINDS = /** @type {const} */ (["rage", "heal", "shield", "haste"]);
const SPECIALS = /** @type {const} */ (["power-surge", "blood-moon", "sanctuary"]);

/** One step in a direction, from west to east and from north to south. */
const STEPS = Object.freeze({
  n: [0, -1],
  ne: [1, -1],
  e: [1, 0],
  se: [1, 1],
  s: [0, 1],
  sw: [-1, 1],
  w: [-1, 0],
  nw: [-1, -1],
  stop: [0, 0],
});

const INT_MAX = 0x7fff_ffff;
const SHORT_MAX = 0x7fff;
const SEAT_MAX = 999;
const NUMBER_MAX = 99;

/** What a delta says has changed of the view as a whole. */
const CHANGED = Object.freeze({
  phase: 1,
  end: 2,
  field: 4,
  powerUps: 8,
  list: 16,
  special: 32,
});
const CHANGES_END = 64;
/** What differs of a warrior. */
const DIFFERS = Object.freeze({
  place: 1,
  direction: 2,
  hp: 4,
  rage: 8,
  haste: 16,
  shield: 32,
  eliminations: 64,
});
const DIFFERENCES_END = 128;
/** Beside the direction of a command: a claimed position follows. */
const AT = 16;

/** What {@link import("./atrium-v1.js").CompactViews} and the codec need of a game. */
export const ARENA_FORM = Object.freeze({
  /**
   * @param {CompactReader} reader
   * @param {(tick: number) => number} wallMs server milliseconds of a tick
   * @returns {ArenaMoment}
   */
  readKeyframe(reader, wallMs) {
    const pace = {
      straight: reader.unsigned(SHORT_MAX),
      diagonal: reader.unsigned(SHORT_MAX),
      straightHaste: reader.unsigned(SHORT_MAX),
      diagonalHaste: reader.unsigned(SHORT_MAX),
    };
    const phase = reader.oneOf(PHASES);
    const endsAt = readEnd(reader, wallMs);
    const arena = readField(reader);
    const powerUps = readPowerUps(reader);
    const warriors = [];
    for (let left = reader.count(); left > 0; left--) {
      warriors.push(readWhole(reader));
    }
    const on = reader.hasMore();
    const special = on ? readSpecial(reader, wallMs) : null;
    if (on && special === null) {
      throw new CompactFormatError("a special event that is none");
    }
    return { pace, state: { phase, endsAt, arena, warriors, powerUps, special } };
  },

  /**
   * @param {ArenaMoment} before which stays as it is
   * @param {number} ticks since then
   * @param {CompactReader} reader
   * @param {(tick: number) => number} wallMs
   * @returns {ArenaMoment}
   */
  readDelta({ pace, state }, ticks, reader, wallMs) {
    const changes = reader.below(CHANGES_END);
    const phase = changes & CHANGED.phase ? reader.oneOf(PHASES) : state.phase;
    const endsAt = changes & CHANGED.end ? readEnd(reader, wallMs) : state.endsAt;
    const arena = changes & CHANGED.field ? readField(reader) : state.arena;
    const powerUps = changes & CHANGED.powerUps ? readPowerUps(reader) : state.powerUps;
    const special = changes & CHANGED.special ? readSpecial(reader, wallMs) : state.special;
    const last = arena.cells * arena.subunits - 1;
    const onward = (/** @type {Warrior} */ warrior) => foretell(warrior, ticks, pace, last);
    const warriors =
      changes & CHANGED.list
        ? readList(state.warriors, onward, reader)
        : state.warriors.map(onward);
    const surprised = reader.bits(warriors.length);
    for (let index = 0; index < warriors.length; index++) {
      if (surprised.isSet(index)) {
        warriors[index] = readSurprise(warriors[index], reader);
      }
    }
    return { pace, state: { phase, endsAt, arena, warriors, powerUps, special } };
  },

  /**
   * Writes a command, if it can be said in bytes: what is odd goes as JSON, and is refused there.
   * @param {any} message `{action, warriorId, direction, at?}`
   * @param {number} seat whose it is
   * @param {CompactWriter} writer
   * @returns {boolean} false if nothing was written
   */
  writeCommand({ action, warriorId, direction, at }, seat, writer) {
    const way = DIRECTIONS.indexOf(direction);
    const number = Number(String(warriorId).split("-").at(-1));
    const placed = at !== undefined;
    if (
      action !== "move-warrior" ||
      way < 0 ||
      !(Number.isInteger(number) && number >= 0 && number <= NUMBER_MAX) ||
      warriorId !== `${seat}-${number}` ||
      (placed && !(isInt(at?.x) && isInt(at?.y)))
    ) {
      return false;
    }
    writer.unsigned(number).uint8(placed ? way | AT : way);
    if (placed) {
      writer.signed(at.x).signed(at.y);
    }
    return true;
  },
});

const isInt = (/** @type {any} */ value) => Number.isInteger(value) && value === (value | 0);

function readEnd(
  /** @type {CompactReader} */ reader,
  /** @type {(tick: number) => number} */ wallMs,
) {
  const tick = reader.unsigned();
  return tick === 0 ? null : wallMs(tick);
}

/** The tick at which it is over, 0 for nothing, and what it is. */
function readSpecial(
  /** @type {CompactReader} */ reader,
  /** @type {(tick: number) => number} */ wallMs,
) {
  const tick = reader.unsigned();
  return tick === 0 ? null : { kind: reader.oneOf(SPECIALS), endsAt: wallMs(tick) };
}

function readField(/** @type {CompactReader} */ reader) {
  return {
    cells: reader.unsigned(SHORT_MAX),
    subunits: reader.unsigned(SHORT_MAX),
    min: reader.unsigned(INT_MAX),
    max: reader.unsigned(INT_MAX),
    shrink: reader.oneOf(SHRINKS),
  };
}

function readPowerUps(/** @type {CompactReader} */ reader) {
  const powerUps = [];
  for (let left = reader.count(); left > 0; left--) {
    powerUps.push({
      id: reader.text(),
      kind: reader.oneOf(KINDS),
      x: reader.unsigned(SHORT_MAX),
      y: reader.unsigned(SHORT_MAX),
    });
  }
  return powerUps;
}

/** @returns {Warrior} */
function readWhole(/** @type {CompactReader} */ reader) {
  const seat = reader.unsigned(SEAT_MAX);
  const number = reader.unsigned(NUMBER_MAX);
  return {
    id: `${seat}-${number}`,
    seat,
    x: reader.signed(),
    y: reader.signed(),
    direction: reader.oneOf(DIRECTIONS),
    hp: reader.unsigned(INT_MAX),
    rage: reader.unsigned(INT_MAX),
    haste: reader.unsigned(INT_MAX),
    shield: reader.unsigned(INT_MAX),
    eliminations: reader.unsigned(INT_MAX),
  };
}

/** Who stayed, each further on his way, and who came, in the order of seat and number. */
function readList(
  /** @type {Warrior[]} */ before,
  /** @type {(warrior: Warrior) => Warrior} */ onward,
  /** @type {CompactReader} */ reader,
) {
  const stayed = reader.bits(before.length);
  const warriors = before.filter((_, index) => stayed.isSet(index)).map(onward);
  for (let left = reader.count(); left > 0; left--) {
    warriors.push(readWhole(reader));
  }
  warriors.sort((one, other) => one.seat - other.seat || numberOf(one) - numberOf(other));
  for (let index = 1; index < warriors.length; index++) {
    if (warriors[index].id === warriors[index - 1].id) {
      throw new CompactFormatError(`warrior ${warriors[index].id} twice`);
    }
  }
  return warriors;
}

const numberOf = (/** @type {Warrior} */ warrior) =>
  Number(warrior.id.slice(warrior.id.indexOf("-") + 1));

/** As both sides foretell him: he walks on, his effects run down. */
export function foretell(
  /** @type {Warrior} */ warrior,
  /** @type {number} */ ticks,
  /** @type {Pace} */ pace,
  /** @type {number} */ last,
) {
  const hasty = Math.min(ticks, warrior.haste);
  const [right, down] = STEPS[warrior.direction];
  const diagonal = right !== 0 && down !== 0;
  const way =
    hasty * (diagonal ? pace.diagonalHaste : pace.straightHaste) +
    (ticks - hasty) * (diagonal ? pace.diagonal : pace.straight);
  return {
    ...warrior,
    x: walked(warrior.x, right * way, last),
    y: walked(warrior.y, down * way, last),
    rage: Math.max(0, warrior.rage - ticks),
    haste: warrior.haste - hasty,
  };
}

/** Who does not walk stays even where nobody can walk to. */
function walked(
  /** @type {number} */ from,
  /** @type {number} */ way,
  /** @type {number} */ last,
) {
  return way === 0 ? from : Math.min(Math.max(from + way, 0), last);
}

/** @returns {Warrior} */
function readSurprise(/** @type {Warrior} */ foretold, /** @type {CompactReader} */ reader) {
  const differs = reader.below(DIFFERENCES_END);
  const number = (/** @type {number} */ told, /** @type {number} */ otherwise) =>
    differs & told ? reader.unsigned(INT_MAX) : otherwise;
  // In the order of the format: fields are read as they are written down here.
  return {
    id: foretold.id,
    seat: foretold.seat,
    x: differs & DIFFERS.place ? (foretold.x + reader.signed()) | 0 : foretold.x,
    y: differs & DIFFERS.place ? (foretold.y + reader.signed()) | 0 : foretold.y,
    direction: differs & DIFFERS.direction ? reader.oneOf(DIRECTIONS) : foretold.direction,
    hp: number(DIFFERS.hp, foretold.hp),
    rage: number(DIFFERS.rage, foretold.rage),
    haste: number(DIFFERS.haste, foretold.haste),
    shield: number(DIFFERS.shield, foretold.shield),
    eliminations: number(DIFFERS.eliminations, foretold.eliminations),
  };
}
