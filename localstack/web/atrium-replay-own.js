/**
 * What of a replay only who played it can check: that his number went into the draw, and that what
 * he did is in the record. Part of `atrium-replay.js`.
 */

import { readMove } from "./atrium-journal.js";
import { firstLink, isIn, nextLink } from "./atrium-own-inputs.js";

/**
 * One line of the report.
 * @param {import("./atrium-replay.js").Checked} what
 * @param {true | false | "unknown"} holds
 * @param {string} why
 * @param {import("./atrium-replay.js").Check["facts"]} [facts]
 * @returns {import("./atrium-replay.js").Check}
 */
export const checked = (what, holds, why, facts) =>
  facts ? { what, holds, why, facts } : { what, holds, why };

/**
 * Why what the opening of a match says is not known.
 * @param {import("./atrium-replay.js").Journal | Error} journal
 * @returns {string}
 */
export function withoutOpening(journal) {
  if (journal instanceof Error) {
    return "The record cannot be read.";
  }
  return journal.whole
    ? "The record has no opening."
    : "The beginning of the record is not here: of a long match only the end is sent.";
}

/** @returns {import("./atrium-replay.js").Check} */
export function checkOwnNonce(
  /** @type {import("./atrium-replay.js").Own} */ own,
  /** @type {import("./atrium-replay.js").Journal | Error} */ journal,
  /** @type {import("./atrium-journal.js").Opened | undefined} */ opened,
  /** @type {any} */ outcome,
) {
  const facts = [{ name: "your number", value: own.nonce }];
  const drawn = outcome?.seedProof?.nonces;
  if (!Array.isArray(drawn)) {
    return checked("own-nonce", "unknown", "The seed was drawn without players' numbers.", facts);
  }
  const inDraw = drawn.find((given) => given?.seat === own.seat)?.nonce;
  if (inDraw === own.nonce) {
    return checked("own-nonce", true, "Your own secret number went into the draw.", facts);
  }
  if (inDraw === undefined && !opened) {
    const why = `The draw has no number of yours. ${withoutOpening(journal)}`;
    return checked("own-nonce", "unknown", why, facts);
  }
  if (inDraw === undefined && !opened?.nonces.has(own.seat)) {
    const why = "You came after the draw, so it has no number of yours.";
    return checked("own-nonce", "unknown", why, facts);
  }
  if (inDraw === undefined && opened?.nonces.get(own.seat) === own.nonce) {
    // Innocent or not: nothing in the record tells when he entered.
    const why = "You came while the seed was drawn, or your number was left out of the draw.";
    return checked("own-nonce", "unknown", why, facts);
  }
  return checked("own-nonce", false, "The draw was made without your secret number.", facts);
}

/** @returns {Promise<import("./atrium-replay.js").Check>} */
export async function checkOwnInputs(
  /** @type {import("./atrium-replay.js").Own} */ { seat, inputs },
  /** @type {import("./atrium-replay.js").Journal | Error} */ journal,
  /** @type {string} */ roomId,
) {
  if (!inputs) {
    return checked("own-inputs", "unknown", "This browser kept nothing of your commands.");
  }
  if (journal instanceof Error || !journal.whole) {
    return checked("own-inputs", "unknown", withoutOpening(journal));
  }
  let link = await firstLink(roomId, seat);
  let count = 0;
  let others = 0;
  for (const entry of journal.entries) {
    if (entry.kind !== "applied" || entry.input.kind !== "command" || entry.input.seat !== seat) {
      continue;
    }
    const { sequence, action, fields } = entry.input;
    if (!isIn(inputs.ranges, sequence)) {
      others++;
      continue;
    }
    const said = commandOf(action, fields);
    if (said === undefined) {
      const why = `This page cannot read the command ${action}.`;
      return checked("own-inputs", "unknown", why);
    }
    link = await nextLink(link, { ...said, action, seq: sequence });
    count++;
  }
  const facts = [
    { name: "in the record", value: link },
    { name: "kept by this browser", value: inputs.hash },
  ];
  if (link !== inputs.hash || count !== inputs.count) {
    const why = `Of your ${inputs.count} stored commands the record has ${count}, or others.`;
    return checked("own-inputs", false, why, facts);
  }
  const beside =
    others === 0 ? "" : ` The record has ${others} more, which this browser never heard stored.`;
  const why = `All ${count} of your commands are in the record, in your order.${beside}`;
  return checked("own-inputs", true, why, facts);
}

/** @returns {object | undefined} undefined if its fields are not known here */
function commandOf(/** @type {string} */ action, /** @type {Uint8Array} */ fields) {
  if (action !== "move-warrior") {
    return undefined;
  }
  try {
    return readMove(fields);
  } catch {
    return undefined;
  }
}
