import { AtriumError } from "./atrium-errors.js";
import { CompactFormatError } from "./atrium-v1-bytes.js";
import { PartsJoiner } from "./atrium-parts.js";

/** More unanswered requests than this is a bug or a dead server: refused, so that none pile up. */
const OPEN_REQUESTS_MAX = 64;

/** What a server may ask for between two pings: neither a flood nor next to nothing. */
const PING_MS_MIN = 1_000;
const PING_MS_MAX = 60_000;

/** Who has not been heard for the time of so many pings is silent. */
const SILENT_PINGS = 2.5;

/**
 * How frames are written and read on one socket, into the same message objects whatever goes over
 * the wire.
 * @typedef {object} Codec
 * @property {string[]} subprotocols offered at the handshake; empty for plain JSON
 * @property {(message: object) => string | ArrayBuffer} encode
 * @property {(frame: string | ArrayBuffer) => any[]} decode the messages in it, oldest first;
 *     throws a {@link CompactFormatError} if frames to come cannot be read either, anything else on
 *     what may be passed over
 */

/** @type {Codec} */
export const JSON_CODEC = Object.freeze({
  subprotocols: [],
  encode: (message) => JSON.stringify(message),
  decode: (frame) => {
    if (typeof frame !== "string") {
      throw new TypeError("a text frame was expected");
    }
    return [JSON.parse(frame)];
  },
});

/**
 * What the library needs of its surroundings, so that tests and Node can give their own.
 * @typedef {object} Surroundings
 * @property {typeof WebSocket} WebSocket
 * @property {typeof fetch} fetch
 * @property {Crypto} crypto
 * @property {() => number} now monotonic milliseconds
 * @property {() => number} random in [0, 1)
 * @property {(run: () => void, delayMs: number) => any} setTimer
 * @property {(timer: any) => void} clearTimer
 * @property {() => boolean} isHidden whether nobody can see the page
 */

/**
 * One WebSocket for as long as it lives: requests matched with their answers by `id`, heartbeats,
 * and everything else handed on. It never reconnects; {@link LastingLink} does.
 */
export class Link {
  /** @type {Map<string, {resolve: Function, reject: Function, action: string, timer: any}>} */
  #open = new Map();
  #nextId = 1;
  #surroundings;
  #options;
  #socket;
  #codec;
  #heartbeat;
  #probe;
  #heardSinceProbe = false;
  #lastHeardMs;
  #closed = false;
  #parts = new PartsJoiner();
  #pingFields = () => ({});

  /**
   * @param {string} url
   * @param {Surroundings} surroundings
   * @param {object} options
   * @param {Codec} [options.codec] for this socket alone
   * @param {number} [options.requestTimeoutMs] default 10,000
   * @param {number} [options.heartbeatMs] a `ping` this often, default 10,000
   * @param {number} [options.silenceMs] closes the socket after this long without any message,
   *     default 25,000
   * @param {(message: any) => void} options.onMessage everything that answers no request
   * @param {(pong: {roundTripMs: number, serverTime: number}) => void} [options.onPong]
   * @param {() => void} [options.onUnreadable] called before it closes for a binary frame
   * @param {(closeCode: number) => void} options.onClose called once, also when opening failed
   */
  constructor(url, surroundings, options) {
    this.#surroundings = surroundings;
    this.#options = {
      requestTimeoutMs: 10_000,
      heartbeatMs: 10_000,
      silenceMs: 25_000,
      onPong: () => {},
      onUnreadable: () => {},
      ...options,
    };
    this.#codec = options.codec ?? JSON_CODEC;
    this.#lastHeardMs = surroundings.now();
    const socket =
      this.#codec.subprotocols.length > 0
        ? new surroundings.WebSocket(url, this.#codec.subprotocols)
        : new surroundings.WebSocket(url);
    socket.binaryType = "arraybuffer";
    this.#socket = socket;
    /** Resolves when the socket is open, rejects with an AtriumError if it closes before. */
    this.opened = new Promise((resolve, reject) => {
      const timer = surroundings.setTimer(
        () => this.close(4000, "opening took too long"),
        this.#options.requestTimeoutMs,
      );
      socket.onopen = () => {
        surroundings.clearTimer(timer);
        this.#beat();
        resolve(undefined);
      };
      this.rejectOpening = (/** @type {AtriumError} */ error) => {
        surroundings.clearTimer(timer);
        reject(error);
      };
    });
    this.opened.catch(() => {});
    socket.onmessage = (event) => this.#hear(event.data);
    socket.onclose = (event) => this.#end(event.code);
    socket.onerror = () => {};
  }

  /** Fields that every `ping` carries beside `t`, the room's for one. */
  set pingFields(/** @type {() => object} */ fields) {
    this.#pingFields = fields;
  }

  /**
   * From now on a `ping` this often; two and a half times that without any message is silence.
   * @param {unknown} pingMs as the server wishes; passed over if it is no number of 1,000 to 60,000
   */
  pace(pingMs) {
    if (typeof pingMs !== "number" || !(pingMs >= PING_MS_MIN && pingMs <= PING_MS_MAX)) {
      return;
    }
    this.#options.heartbeatMs = pingMs;
    this.#options.silenceMs = SILENT_PINGS * pingMs;
    if (this.isOpen) {
      this.#surroundings.clearTimer(this.#heartbeat);
      this.#beat();
    }
  }

  get isOpen() {
    return !this.#closed && this.#socket.readyState === 1;
  }

  /** Bytes that wait in the browser for the network. */
  get bufferedBytes() {
    return this.#socket.bufferedAmount ?? 0;
  }

  /**
   * Sends a message that expects no answer.
   * @param {string} action
   * @param {object} [fields]
   * @throws {AtriumError} `not-connected`
   */
  send(action, fields = {}) {
    if (!this.isOpen) {
      throw new AtriumError({
        code: "not-connected",
        message: "There is no connection to the server right now.",
        action,
        retryable: true,
      });
    }
    this.#socket.send(this.#codec.encode({ action, ...fields }));
  }

  /**
   * Sends a message and waits for the answer with its `id`.
   * @param {string} action
   * @param {object} [fields]
   * @returns {Promise<any>} the whole answer: `{type, data, room?, epoch?, tick?}`
   * @throws {AtriumError} what the server refused, `time-out`, `connection-closed`,
   *     `not-connected`, `too-many-requests`
   */
  request(action, fields = {}) {
    return new Promise((resolve, reject) => {
      if (this.#open.size >= OPEN_REQUESTS_MAX) {
        throw new AtriumError({
          code: "too-many-requests",
          message: "Too many questions are still without an answer.",
          action,
          retryable: true,
        });
      }
      const id = `r${this.#nextId++}`;
      this.send(action, { id, ...fields });
      const timer = this.#surroundings.setTimer(() => {
        this.#open.delete(id);
        reject(
          new AtriumError({
            code: "time-out",
            message: "The server took too long to answer.",
            action,
            retryable: true,
          }),
        );
      }, this.#options.requestTimeoutMs);
      this.#open.set(id, { resolve, reject, action, timer });
    });
  }

  /**
   * @param {number} [closeCode] 1000 or 3000-4999
   * @param {string} [reason]
   */
  close(closeCode = 1000, reason = "") {
    if (!this.#closed) {
      // A dead network keeps `onclose` waiting for long: we end here and now.
      this.#socket.onmessage = null;
      this.#socket.close(closeCode, reason);
      this.#end(closeCode === 1000 ? 1000 : 1006);
    }
  }

  #hear(/** @type {any} */ frame) {
    this.#lastHeardMs = this.#surroundings.now();
    this.#heardSinceProbe = true;
    let messages;
    try {
      messages = this.#codec.decode(frame).flatMap((message) => this.#joined(message));
    } catch (error) {
      if (error instanceof CompactFormatError) {
        // Each view leads on from the one before: all that follow would be unreadable.
        this.#options.onUnreadable();
        this.close(4000, "unreadable frame");
      }
      return; // Other text is no reason to leave: a later server may send more kinds.
    }
    for (const message of messages) {
      this.#handOn(message);
    }
  }

  /** A message too long for one comes in parts: the last makes it whole. */
  #joined(/** @type {any} */ message) {
    if (message?.type !== "part") {
      return [message];
    }
    const whole = this.#parts.take(message.data);
    return whole === undefined ? [] : this.#codec.decode(whole);
  }

  #handOn(/** @type {any} */ message) {
    if (message === null || typeof message !== "object") {
      return;
    }
    const asked = this.#open.get(message.id);
    if (!asked) {
      this.#options.onMessage(message);
      return;
    }
    this.#open.delete(message.id);
    this.#surroundings.clearTimer(asked.timer);
    if (message.type === "error") {
      asked.reject(AtriumError.fromWire({ action: asked.action, ...message.data }));
    } else {
      asked.resolve(message);
    }
  }

  #beat() {
    const { heartbeatMs, silenceMs, onPong } = this.#options;
    this.#heartbeat = this.#surroundings.setTimer(() => {
      if (this.#closed) {
        return;
      }
      const sentMs = this.#surroundings.now();
      if (sentMs - this.#lastHeardMs > silenceMs) {
        this.close(4000, "silence");
        return;
      }
      this.ping().then(onPong, () => {}); // Silence itself is judged above.
      this.#beat();
    }, heartbeatMs);
  }

  /**
   * Asks for a sign of life now, and closes the socket if no message of any kind follows in time.
   * Does nothing while one is awaited.
   * @param {number} waitMs
   */
  probe(waitMs) {
    if (this.#probe !== undefined || !this.isOpen) {
      return;
    }
    this.#heardSinceProbe = false;
    this.ping().then(this.#options.onPong, () => {});
    this.#probe = this.#surroundings.setTimer(() => {
      this.#probe = undefined;
      if (!this.#heardSinceProbe) {
        this.close(4000, "silence");
      }
    }, waitMs);
  }

  /**
   * Measures the way to the server and back.
   * @returns {Promise<{roundTripMs: number, serverTime: number}>} `serverTime` in server
   *     milliseconds, for the middle of the round trip
   */
  async ping() {
    const sentMs = this.#surroundings.now();
    const pong = await this.request("ping", { t: Math.round(sentMs), ...this.#pingFields() });
    return {
      roundTripMs: this.#surroundings.now() - sentMs,
      serverTime: Number(pong.data?.serverTime),
    };
  }

  #end(/** @type {number} */ closeCode) {
    if (this.#closed) {
      return;
    }
    this.#closed = true;
    this.#surroundings.clearTimer(this.#heartbeat);
    this.#surroundings.clearTimer(this.#probe);
    const error = AtriumError.fromClose(closeCode);
    this.rejectOpening(error);
    for (const asked of this.#open.values()) {
      this.#surroundings.clearTimer(asked.timer);
      asked.reject(error);
    }
    this.#open.clear();
    this.#options.onClose(closeCode);
  }
}
