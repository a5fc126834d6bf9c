/**
 * One request to the HTTP API: JSON there and back, and every failure an {@link AtriumError}.
 *
 * @module
 */

import { AtriumError } from "./atrium-errors.js";

/** The HTTP API of one server. */
export class Http {
  #baseUrl;
  #timeoutMs;
  #fetch;

  /**
   * @param {string} baseUrl without a slash at the end
   * @param {number} timeoutMs of one request
   * @param {typeof globalThis.fetch} fetch
   */
  constructor(baseUrl, timeoutMs, fetch) {
    this.#baseUrl = baseUrl;
    this.#timeoutMs = timeoutMs;
    this.#fetch = fetch;
  }

  /**
   * @param {"GET" | "POST"} method
   * @param {string} path
   * @param {{headers?: Record<string, string>, body?: object}} [options]
   */
  async call(method, path, { headers = {}, body } = {}) {
    let response;
    let text;
    try {
      response = await this.#fetch(`${this.#baseUrl}${path}`, {
        method,
        headers: {
          accept: "application/json",
          ...(body ? { "content-type": "application/json" } : {}),
          ...headers,
        },
        body: body ? JSON.stringify(body) : undefined,
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      text = await response.text();
    } catch (cause) {
      const late = cause instanceof Error && cause.name === "TimeoutError";
      throw new AtriumError({
        code: late ? "time-out" : "unreachable",
        message: late ? "The server took too long to answer." : "The server cannot be reached.",
        retryable: true,
        cause,
      });
    }
    const answer = parse(text);
    if (!response.ok) {
      const { status, headers: answered } = response;
      throw AtriumError.fromProblem(status, answer, answered.get("retry-after"));
    }
    if (answer === undefined) {
      throw new AtriumError({
        code: "bad-answer",
        message: "The server's answer could not be read.",
        status: response.status,
      });
    }
    return answer;
  }
}

function parse(/** @type {string} */ text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
