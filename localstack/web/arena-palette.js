/**
 * How players are told apart: colour, shape, mark and icon together, so that nobody has to rely on
 * one of them. The colours were searched for: any two of them differ by 18 or more (CIEDE2000) to
 * everybody, those with protanopia, deuteranopia and tritanopia among them, and all stand out from
 * the dark ground. A test computes it.
 */

export const COLOURS = Object.freeze([
  "#ffa600",
  "#0cd0f7",
  "#189162",
  "#dbf6b6",
  "#866aff",
  "#e8240c",
  "#a2638b",
  "#b5a8aa",
]);

export const SHAPES = Object.freeze(
  /** @type {const} */ (["circle", "square", "diamond", "hexagon"]),
);

/** Within the shape's edge: nothing, a line, a broken line, a band at the foot. */
export const MARKS = Object.freeze(/** @type {const} */ (["none", "line", "dashes", "band"]));

export const POWER_UPS = Object.freeze({
  rage: { colour: "#ff6a4d", words: "Rage: twice the damage for 10 s" },
  heal: { colour: "#4ee39a", words: "Heal: 30 hp at once" },
  shield: { colour: "#6bb8ff", words: "Shield: takes the next 25 damage" },
  haste: { colour: "#ffd84d", words: "Haste: faster for 8 s" },
});

/**
 * The look of a seat: unique for the first 128 seats, by colour and shape alone for the first 32.
 * @param {number} seat
 */
export function seatLook(seat) {
  const round = Math.floor(seat / COLOURS.length);
  return {
    colour: COLOURS[seat % COLOURS.length],
    shape: SHAPES[(seat + round) % SHAPES.length],
    mark: MARKS[Math.floor(seat / (COLOURS.length * SHAPES.length)) % MARKS.length],
  };
}

/**
 * Colour of an hp bar; its length says the same.
 * @param {number} hp 0-100
 */
export function hpColour(hp) {
  return hp > 60 ? "#53e0a1" : hp > 30 ? "#ffc94d" : "#ff5d5d";
}
