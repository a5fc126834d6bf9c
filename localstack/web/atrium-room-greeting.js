import { AtriumError } from "./atrium-errors.js";

/** The version of the protocol that this library speaks. */
const PROTOCOL = 1;

/** What a room says that does not know us, or not by our token; it may know us by our ticket. */
const ENTER_INSTEAD = Object.freeze(["not-entered", "unauthorized"]);

/**
 * Says who we are on a new socket to a room: comes back to the seat if we had it before, so that
 * the events of the meantime follow, and else enters with the ticket.
 * @param {import("./atrium-link.js").Link} link
 * @param {object} us
 * @param {import("./atrium-shapes.js").Match} us.match
 * @param {string | undefined} us.token the session token
 * @param {{epoch: number, seq: number} | undefined} us.last of the last message that was taken, if
 *     the room was entered before
 * @param {() => void} us.beforeEnter called when it comes to entering
 * @returns {Promise<any>} the answer: `entered`, `resumed` or `room-moved`
 * @throws {AtriumError} why the room does not let us in
 */
export async function greetRoom(link, { match, token, last, beforeEnter }) {
  const resumed = last && token ? await resume(link, match, token, last) : undefined;
  if (resumed) {
    return resumed;
  }
  beforeEnter();
  return checked(
    "enter",
    ["entered", "room-moved"],
    await link.request("enter", {
      ticket: match.ticket,
      nonce: match.nonce,
      // A ticket that was entered with before is taken again from its signed-in player only.
      token,
      protocol: PROTOCOL,
    }),
  );
}

/** Undefined if the room wants us to enter, as one does that was not opened again yet. */
async function resume(
  /** @type {import("./atrium-link.js").Link} */ link,
  /** @type {import("./atrium-shapes.js").Match} */ match,
  /** @type {string} */ token,
  /** @type {{epoch: number, seq: number}} */ last,
) {
  try {
    return checked(
      "resume",
      ["resumed", "room-moved"],
      await link.request("resume", {
        roomId: match.roomId,
        lastEpoch: Math.max(0, last.epoch),
        lastSeq: Math.max(0, last.seq),
        token,
      }),
    );
  } catch (error) {
    if (error instanceof AtriumError && ENTER_INSTEAD.includes(error.code)) {
      return undefined;
    }
    throw error;
  }
}

function checked(
  /** @type {string} */ action,
  /** @type {string[]} */ types,
  /** @type {any} */ answer,
) {
  if (!types.includes(answer.type) || !answer.data) {
    throw new AtriumError({
      code: "bad-answer",
      message: "The room gave no answer.",
      action,
    });
  }
  return answer;
}

/** A host answered that has lost the room: another one may know better. */
export function staleEpoch() {
  return new AtriumError({
    code: "stale-epoch",
    message: "A host answered that has lost this room.",
    action: "enter",
    retryable: true,
  });
}
