/**
 * Which messages of a room are news: whoever has lost the room is not listened to, and nothing is
 * taken twice. Pure.
 */
export class RoomStream {
  #epoch = -1;
  #lastSeq = -1;

  /** Rises when another host takes the room over; -1 before the first message. */
  get epoch() {
    return this.#epoch;
  }

  /** What to come back with: epoch and number of the last message that was taken. */
  get last() {
    return { epoch: this.#epoch, seq: this.#lastSeq };
  }

  /** Nothing of before is told again. */
  begin() {
    this.#lastSeq = -1;
  }

  /**
   * A message came under this epoch.
   * @param {number | undefined} epoch undefined of one that names none
   * @returns {"stale" | "current" | "rewound"} `stale`: its sender has lost the room, so drop it;
   *     `rewound`: another owner goes on, and commands may be lost
   */
  heard(epoch) {
    if (epoch === undefined || epoch === this.#epoch) {
      return "current";
    }
    if (epoch < this.#epoch) {
      return "stale";
    }
    const rewound = this.#epoch >= 0;
    this.#epoch = epoch;
    this.#lastSeq = -1;
    return rewound ? "rewound" : "current";
  }

  /**
   * A message of the stream came.
   * @param {number} seq its number
   * @returns {boolean} false for a repeat, of a post whose reply was lost
   */
  takes(seq) {
    if (seq <= this.#lastSeq) {
      return false;
    }
    this.#lastSeq = seq;
    return true;
  }
}
