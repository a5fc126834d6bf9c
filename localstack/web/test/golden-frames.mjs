import { readFileSync } from "node:fs";

/** The files that the Java codec is tested with, too. */
const FOLDER = new URL(
  "../../../shared-model/src/test/resources/dev/atrium/wire/atrium-v1/",
  import.meta.url,
);

export const bytesOf = (/** @type {string} */ hex) => Uint8Array.from(Buffer.from(hex, "hex"));

export const hexOf = (/** @type {ArrayBuffer} */ bytes) => Buffer.from(bytes).toString("hex");

/** What was recorded before special events were thought of tells of none. */
const withSpecial = (/** @type {any} */ message) =>
  message.type === "state"
    ? { ...message, data: { special: null, ...message.data } }
    : message;

/**
 * Recorded frames and what they say.
 * @param {string} name of the file
 * @returns {{head: any, server: {frame: Uint8Array, messages: any[]}[],
 *     client: {frame: string, message: any}[]}}
 */
export function goldenFrames(name) {
  const text = readFileSync(new URL(name, FOLDER), "utf8");
  const [head, ...lines] = text.trimEnd().split("\n").map((line) => JSON.parse(line));
  return {
    head,
    server: lines
      .filter((line) => line.server)
      .map(({ server, messages }) => ({
        frame: bytesOf(server),
        messages: messages.map(withSpecial),
      })),
    client: lines
      .filter((line) => line.client)
      .map(({ client, message }) => ({ frame: client, message })),
  };
}
