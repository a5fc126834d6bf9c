import { seatLook } from "./arena-palette.js";

/**
 * What happened between two frames, as flying numbers, rings and shards.
 *
 * @typedef {import("./atrium-shapes.js").Warrior} Warrior
 * @typedef {import("./arena-canvas.js").ArenaCanvas} ArenaCanvas
 */

export class MatchEffects {
  /** @type {Map<string, Warrior>} as the last shown view has them */
  #shown = new Map();

  /**
   * Shows an event of the game.
   * @param {import("./atrium-shapes.js").RoomEvent} event
   * @param {ArenaCanvas} arena
   * @param {(warrior: Warrior) => {x: number, y: number}} placeOf where he is drawn
   * @param {(seat: number) => string} iconOf
   */
  event({ type, data }, arena, placeOf, iconOf) {
    if (type === "warrior-eliminated") {
      const victim = this.#shown.get(data.victim);
      if (victim) {
        const { colour } = seatLook(victim.seat);
        const picture = arena.pictureOf(victim.seat, iconOf(victim.seat));
        arena.effects.fell(placeOf(victim), colour, picture);
      }
    } else if (type === "power-up-collected") {
      const warrior = this.#shown.get(data.warrior);
      if (warrior) {
        arena.effects.collected(placeOf(warrior), data.kind);
      }
    }
  }

  /**
   * A view is shown: what has changed of hp flies up, if anybody saw it change.
   * @param {readonly Warrior[]} warriors
   * @param {ArenaCanvas | undefined} arena undefined if nobody did
   * @param {(warrior: Warrior) => {x: number, y: number}} placeOf where he is drawn
   * @param {number | undefined} ownSeat
   */
  view(warriors, arena, placeOf, ownSeat) {
    for (const warrior of arena ? warriors : []) {
      const change = warrior.hp - (this.#shown.get(warrior.id)?.hp ?? warrior.hp);
      if (change !== 0) {
        arena?.effects.hpChanged(placeOf(warrior), change, warrior.seat === ownSeat);
      }
      if (change < 0) {
        arena?.hurt(warrior.id);
      }
    }
    this.#shown = new Map(warriors.map((warrior) => [warrior.id, warrior]));
  }
}
