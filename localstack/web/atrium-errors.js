/**
 * What can go wrong, as one typed object, and what each close code of a socket means.
 */

/** The code of who is told when another host will have the room. */
export const HOST_SILENT = "host-silent";

/**
 * Every failure that this library reports. `code` is kebab-case and stable; show `message` to
 * people, decide by `code`.
 *
 * Codes of the library itself: `unreachable` (no answer from the network), `time-out` (no answer
 * in time), `connection-closed` (the socket closed under a request), `not-connected`,
 * `too-many-requests` (more than 64 unanswered), `not-signed-in`, `bad-answer` (not the JSON that
 * was promised), `stale-epoch` (an old host answered), `host-silent` (no host plays the room just
 * now), `gave-up` (no reconnection left), `wallet-missing`, `wallet-refused`, `wallet-failed`. All
 * others are the server's.
 */
export class AtriumError extends Error {
  /**
   * @param {object} details
   * @param {string} details.code kebab-case, stable
   * @param {string} details.message a sentence for people
   * @param {string} [details.action] the action that was refused, if there was one
   * @param {boolean} [details.retryable] true if the same again may succeed later
   * @param {number} [details.retryAfterMs] milliseconds to wait before that
   * @param {number} [details.status] HTTP status, for errors of the HTTP API
   * @param {number} [details.closeCode] close code, for errors of a socket
   * @param {number} [details.seq] number of the command that was refused, if it was one
   * @param {unknown} [details.cause]
   */
  constructor(details) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "AtriumError";
    this.code = details.code;
    this.action = details.action;
    this.retryable = details.retryable === true;
    this.retryAfterMs = details.retryAfterMs;
    this.status = details.status;
    this.closeCode = details.closeCode;
    this.seq = details.seq;
  }

  /**
   * The `data` of an `error` message as an AtriumError.
   * @param {any} data
   */
  static fromWire(data) {
    return new AtriumError({
      code: typeof data?.code === "string" ? data.code : "unknown-error",
      message: typeof data?.message === "string" ? data.message : "The server refused this.",
      action: data?.action,
      retryable: data?.retryable === true,
      retryAfterMs: Number.isFinite(data?.retryAfterMs) ? data.retryAfterMs : undefined,
      seq: Number.isFinite(data?.seq) ? data.seq : undefined,
    });
  }

  /**
   * RFC 9457 problem details as an AtriumError.
   * @param {number} status
   * @param {any} problem the parsed body, or undefined if it was not JSON
   * @param {string | null} [retryAfter] the header of that name; seconds count, dates do not
   */
  static fromProblem(status, problem, retryAfter) {
    return new AtriumError({
      code: typeof problem?.code === "string" ? problem.code : `http-${status}`,
      message: problem?.detail || problem?.title || `The server answered with status ${status}.`,
      retryable: status === 429 || status >= 500,
      retryAfterMs: /^\d+$/.test(retryAfter ?? "") ? Number(retryAfter) * 1_000 : undefined,
      status,
    });
  }

  /**
   * A closed socket as an AtriumError.
   * @param {number} closeCode
   */
  static fromClose(closeCode) {
    const reason = closeReason(closeCode);
    return new AtriumError({
      code: reason.name,
      message: reason.words,
      retryable: reason.reconnect,
      closeCode,
    });
  }
}

/**
 * @typedef {object} CloseReason
 * @property {string} name kebab-case
 * @property {boolean} reconnect whether connecting again makes sense
 * @property {string} words a sentence for people
 */

/** @type {Readonly<Record<number, CloseReason>>} */
const CLOSE_REASONS = Object.freeze({
  1000: { name: "connection-closed", reconnect: false, words: "The connection was closed." },
  1001: { name: "going-away", reconnect: true, words: "The server closed an old connection." },
  1003: { name: "text-only", reconnect: false, words: "Binary data where only text is taken." },
  1009: { name: "too-large", reconnect: false, words: "A message was too large." },
  4400: { name: "malformed", reconnect: false, words: "The server could not read our messages." },
  4401: { name: "unauthorized", reconnect: false, words: "The room was not entered in time." },
  4402: { name: "banned", reconnect: false, words: "You were banned." },
  4403: { name: "kicked", reconnect: false, words: "You were removed from this game." },
  4405: { name: "silent", reconnect: true, words: "Nothing was heard from you for a minute." },
  4406: { name: "signed-out", reconnect: false, words: "You signed out everywhere." },
  4408: { name: "too-slow", reconnect: true, words: "The connection was too slow for the game." },
  4409: { name: "replaced", reconnect: false, words: "You entered this room somewhere else." },
  4410: { name: "room-over", reconnect: false, words: "The room has ended." },
  4426: { name: "upgrade-required", reconnect: false, words: "This page is too old: reload it." },
  4429: { name: "rate-limited", reconnect: true, words: "Too many messages in a short time." },
  4503: { name: "host-leaving", reconnect: true, words: "The host of this room shuts down." },
});

const CONNECTION_LOST = Object.freeze({
  name: "connection-closed",
  reconnect: true,
  words: "The connection was lost.",
});

/**
 * What a close code means. Codes that are not in the protocol (1006 above all: the network went
 * away) are worth a reconnection.
 * @param {number} closeCode
 * @returns {CloseReason}
 */
export function closeReason(closeCode) {
  return CLOSE_REASONS[closeCode] ?? CONNECTION_LOST;
}
