/** Plain words for what the server and the library say by code, and for numbers. */

const ERROR_WORDS = Object.freeze({
  unreachable: "The server cannot be reached. Is your network there?",
  "time-out": "The server took too long to answer. Try again.",
  "gave-up": "The connection was lost and could not be made again.",
  "connection-closed": "The connection was lost.",
  "not-connected": "There is no connection right now. It is being made again.",
  "not-signed-in": "Please sign in first.",
  "token-expired": "Your sign-in has expired. Please sign in again.",
  "token-invalid": "Your sign-in is no longer valid. Please sign in again.",
  "rate-limited": "That was too fast. Wait a moment and try again.",
  "room-over": "This match is already over.",
  "room-full": "This match is already full.",
  "ticket-used": "This place in the match was taken by someone else.",
  "ticket-expired": "This place in the match was not taken in time.",
  replaced: "You opened this match somewhere else, so it was closed here.",
  "upgrade-required": "This page is too old for the server. Please load it again.",
  busy: "The server is busy. Try again in a moment.",
  "no-capacity": "All places to play are taken. You keep your place in the queue.",
  "queue-lost": "Your place in the queue was lost twice. Press Play to try again.",
  "insufficient-funds": "You do not have enough for this entry. Choose fewer warriors.",
  "no-stakes": "This game is not played for stakes here.",
  "bots-with-stakes": "Bots never play for stakes. Choose one of the two.",
  "not-finished": "This match is not over yet.",
  "not-found": "There is nothing of this match to be seen: it is void or lost.",
  "room-not-found": "There is no such match.",
  "unknown-slot": "Nobody can register for that siege, or cancel, any more: it is about to begin.",
  "siege-full": "So many warriors do not fit into that siege any more.",
  "already-registered": "You are in that siege already, by another page or browser.",
  "not-registered": "You are not registered for that siege.",
  "no-siege": "No siege runs that could still be entered.",
  "no-late-entry": "Nobody can enter this siege any more. Your fee comes back when it is over.",
  "field-full": "There is no place left on this field. Your fee comes back when it is over.",
  "room-not-playing": "The siege waits for its players. Try again in a moment.",
  "nonce-mismatch": "This match was entered for on another page, and can be entered there only.",
  maintenance: "No new matches begin right now. Try again later.",
  banned: "You are banned from playing for now.",
  "wallet-missing": "No Solana wallet was found in this browser.",
  "wallet-refused": "You said no in your wallet, so you are not signed in.",
  "wallet-failed": "Your wallet did not answer as it should.",
});

/** The same code means something else there. */
const WORDS_OF_ACTIONS = Object.freeze({
  "register-siege": {
    "rate-limited": "You have changed your mind too often for this siege. Choose another one.",
  },
});

/**
 * What to tell people about an error: plain words, and the code for whoever helps them.
 * @param {unknown} error
 * @returns {{words: string, code: string}}
 */
export function describeError(error) {
  const { code, message, action } =
    /** @type {{code?: string, message?: string, action?: string}} */ (error ?? {});
  const words =
    WORDS_OF_ACTIONS[/** @type {"register-siege"} */ (action)]?.[
      /** @type {"rate-limited"} */ (code)
    ] ??
    ERROR_WORDS[/** @type {"busy"} */ (code)] ??
    message ??
    "Something went wrong.";
  return { words, code: code ?? "unknown-error" };
}

/**
 * @param {number} place from 1
 * @returns {string} `1st`, `2nd`, `3rd`, `4th`, `11th` …
 */
export function ordinal(place) {
  const tens = place % 100;
  const suffix = tens >= 11 && tens <= 13 ? "th" : (["th", "st", "nd", "rd"][place % 10] ?? "th");
  return `${place}${suffix}`;
}

/**
 * @param {number} seconds
 * @returns {string} `1:05`
 */
export function clock(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** What the special events of a match are called, and what they do. */
export const SPECIAL_WORDS = Object.freeze({
  "power-surge": { title: "Power surge", words: "Three power-ups appear at once." },
  "blood-moon": { title: "Blood moon", words: "Every blow does a quarter more damage." },
  sanctuary: { title: "Sanctuary", words: "The field itself wears nobody down." },
});

/**
 * @param {number} streak eliminations without a loss, 3 or more
 * @returns {string} `3 in a row`
 */
export function streakWords(streak) {
  return `${streak} in a row`;
}
