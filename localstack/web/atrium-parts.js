/** As the server never sends more (docs/limits.md): what claims more is no part. */
const COUNT_MAX = 32;

/** No whole message has more characters. */
const CHARACTERS_MAX = 131_072;

/** Messages under way at once; beyond it the oldest is given up. */
const OPEN_MAX = 4;

/**
 * Puts messages together that were too long to be sent as one. What it keeps is bounded, and what
 * does not fit together is forgotten.
 */
export class PartsJoiner {
  /** @type {Map<string, {texts: (string | undefined)[], have: number, characters: number}>} */
  #pending = new Map();

  /** Messages under way. */
  get open() {
    return this.#pending.size;
  }

  /**
   * Takes the `data` of a `part`.
   * @param {any} data `{id, index, count, text}`
   * @returns {string | undefined} the whole message's JSON, if this was the last that it lacked
   */
  take(data) {
    const { id, index, count, text } = data ?? {};
    if (typeof id !== "string" || id === "" || id.length > 64) {
      return undefined;
    }
    const fits =
      Number.isInteger(count) && count >= 2 && count <= COUNT_MAX && Number.isInteger(index);
    if (!fits || index < 0 || index >= count || typeof text !== "string") {
      this.#pending.delete(id);
      return undefined;
    }
    const message = this.#pending.get(id) ?? this.#begin(id, count);
    if (message.texts.length !== count) {
      this.#pending.delete(id);
      return undefined;
    }
    if (message.texts[index] === undefined) {
      // A post whose reply was lost is repeated: the same part twice is no error.
      message.texts[index] = text;
      message.have++;
      message.characters += text.length;
    }
    if (message.characters > CHARACTERS_MAX) {
      this.#pending.delete(id);
      return undefined;
    }
    if (message.have < count) {
      return undefined;
    }
    this.#pending.delete(id);
    return message.texts.join("");
  }

  #begin(/** @type {string} */ id, /** @type {number} */ count) {
    if (this.#pending.size >= OPEN_MAX) {
      const [oldest] = this.#pending.keys();
      this.#pending.delete(oldest);
    }
    /** @type {(string | undefined)[]} */
    const texts = new Array(count).fill(undefined);
    const message = { texts, have: 0, characters: 0 };
    this.#pending.set(id, message);
    return message;
  }
}
