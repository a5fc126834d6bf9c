import { CompactCodec } from "./atrium-v1.js";
import { JSON_CODEC } from "./atrium-link.js";

/**
 * Which codec the next socket of a room gets: binary, unless that has just failed. A server, or
 * something on the way to it, may refuse a handshake that offers a subprotocol, which a browser
 * cannot tell from a host that is away: so after an opening that failed the other form is tried.
 * Where the server opens the socket and only does not choose the subprotocol, the binary codec
 * itself speaks JSON.
 */
export class RoomWire {
  #room;
  #plain;
  #mayBinary;
  /** @type {any} what the room's last `entered` said */
  #entered;
  /** @type {CompactCodec | undefined} of the last socket, if it was offered the binary form */
  #compact;

  /**
   * @param {string} room its id
   * @param {"binary" | "json"} [form] `json` to see in the browser's tools what goes over the wire
   */
  constructor(room, form = "binary") {
    this.#room = room;
    this.#mayBinary = form === "binary";
    this.#plain = !this.#mayBinary;
  }

  /** For one socket. */
  codec() {
    this.#compact = this.#plain ? undefined : new CompactCodec(this.#room, this.#entered);
    return this.#compact ?? JSON_CODEC;
  }

  /** How far warriors go in a tick, if the last frame that was read told it. */
  get pace() {
    return this.#compact?.pace;
  }

  /** The room was entered: sockets that only resume are not told again what it is. */
  entered(/** @type {any} */ data) {
    this.#entered = data;
  }

  /** The socket that was given the last codec has not opened. */
  notOpened() {
    this.#plain = !this.#mayBinary || !this.#plain;
  }

  /** It brought a frame that cannot be read: there is no binary for this room any more. */
  notReadable() {
    this.#mayBinary = false;
    this.#plain = true;
  }
}
