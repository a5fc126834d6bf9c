import { drawNonce } from "./atrium-nonce.js";
import { isDoubtful } from "./atrium-sieges.js";

/**
 * One's place in a party of people who queue together. Each match wants a nonce of each of them,
 * and who does not queue himself has told its hash to the party before.
 */
export class PartyPlace {
  #crypto;
  #request;
  /** @type {string | undefined} */
  #nonce;

  /**
   * @param {import("./atrium-link.js").Surroundings["crypto"]} crypto
   * @param {(action: string, fields: object) => Promise<{data: any}>} request
   */
  constructor(crypto, request) {
    this.#crypto = crypto;
    this.#request = request;
  }

  /**
   * Makes or joins one, or is ready for the next match of one's own.
   * @param {"create-party" | "join-party"} action
   * @param {object} fields
   * @returns {Promise<import("./atrium-shapes.js").Party>}
   */
  async enter(action, fields) {
    const { nonce, nonceHash } = await drawNonce(this.#crypto);
    const before = this.#nonce;
    // Known before the answer: the leader may queue, and a match be found, first.
    this.#nonce = nonce;
    try {
      return (await this.#request(action, { ...fields, nonceHash })).data;
    } catch (error) {
      if (!isDoubtful(error) && this.#nonce === nonce) {
        this.#nonce = before;
      }
      throw error;
    }
  }

  async leave() {
    await this.#request("leave-party", {});
    this.#nonce = undefined;
  }

  /** The nonce of a match that was found for the party: good for this one. */
  take() {
    const nonce = this.#nonce;
    this.#nonce = undefined;
    return nonce;
  }
}
