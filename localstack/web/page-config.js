import { AtriumError } from "./atrium-errors.js";
import { Http } from "./atrium-http.js";

/** What is another in each deployment: `/config.json` beside the pages says it. */

const TIMEOUT_MS = 10_000;
const SCHEMES = ["ws:", "wss:"];

/**
 * Where the gateway is: `socketUrl` of the file, whole or from the page's own host on.
 * @param {string} origin of the page
 * @param {typeof globalThis.fetch} [fetch]
 * @returns {() => Promise<string>} asks until it is known, and then no more; throws an
 *     {@link AtriumError} if nobody says it
 */
export function gatewayOf(origin, fetch = (...request) => globalThis.fetch(...request)) {
  const http = new Http(origin, TIMEOUT_MS, fetch);
  /** @type {string | undefined} */
  let known;
  return async () => {
    known ??= addressOf(await http.call("GET", "/config.json"), origin);
    return known;
  };
}

function addressOf(/** @type {any} */ config, /** @type {string} */ origin) {
  const base = origin.replace(/^http/, "ws");
  const said = config?.socketUrl;
  if (typeof said !== "string" || !URL.canParse(said, base)) {
    throw notSaid();
  }
  const url = new URL(said, base);
  if (!SCHEMES.includes(url.protocol)) {
    throw notSaid();
  }
  return url.href;
}

function notSaid() {
  return new AtriumError({
    code: "bad-answer",
    message: "The server does not say where its gateway is.",
  });
}
