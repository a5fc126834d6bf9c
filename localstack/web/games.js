/** The games that the page knows, and what it says of them. */

/** @typedef {{id: string, title: string, ranked: boolean}} GameWords */

/** @type {GameWords} */
export const BLITZ = Object.freeze({ id: "arena.blitz", title: "Blitz", ranked: true });

/** @type {GameWords} */
export const SIEGE = Object.freeze({ id: "arena.siege", title: "Siege", ranked: true });

/** @type {GameWords} */
export const PRACTICE = Object.freeze({ id: "arena.practice", title: "Practice", ranked: false });

/**
 * @param {string | undefined} id
 * @returns {GameWords} of a game that the page does not know: its id, as one that ranks
 */
export const gameOf = (id) =>
  [BLITZ, SIEGE, PRACTICE].find((game) => game.id === id) ?? {
    id: id ?? "",
    title: id ?? "",
    ranked: true,
  };
