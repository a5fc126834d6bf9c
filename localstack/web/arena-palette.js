/**
 * How players are told apart: colour, shape and icon together, so that nobody has to rely on one of
 * them. The colours are Okabe and Ito's for colour-blind people, lightened for a dark ground.
 */

export const COLOURS = Object.freeze([
  "#f2a33a",
  "#62c0f5",
  "#2fc79a",
  "#f4e65a",
  "#6d8dff",
  "#f0714f",
  "#df8fc4",
  "#d5d9e4",
]);

export const SHAPES = Object.freeze(
  /** @type {const} */ (["circle", "square", "diamond", "hexagon"]),
);

export const POWER_UPS = Object.freeze({
  rage: { colour: "#ff6a4d", words: "Rage: twice the damage for 10 s" },
  heal: { colour: "#4ee39a", words: "Heal: 30 hp at once" },
  shield: { colour: "#6bb8ff", words: "Shield: takes the next 25 damage" },
  haste: { colour: "#ffd84d", words: "Haste: faster for 8 s" },
});

/**
 * Colour and shape of a seat: unique for the first 32 seats.
 * @param {number} seat
 */
export function seatLook(seat) {
  const round = Math.floor(seat / COLOURS.length);
  return {
    colour: COLOURS[seat % COLOURS.length],
    shape: SHAPES[(seat + round) % SHAPES.length],
  };
}

/**
 * Colour of an hp bar; its length says the same.
 * @param {number} hp 0-100
 */
export function hpColour(hp) {
  return hp > 60 ? "#53e0a1" : hp > 30 ? "#ffc94d" : "#ff5d5d";
}
