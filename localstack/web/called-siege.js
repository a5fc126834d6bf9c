import { SIEGE } from "./games.js";
import { keepCalled, keptCalled } from "./kept.js";

/** A siege that begins while one plays something else is entered behind that. */

/**
 * Whether a match that was found has to wait, and keeps it for later if it is a siege.
 * @param {import("./atrium-shapes.js").Match} match
 * @param {string | undefined} playing the room that one is in
 */
export function holdBack(match, playing) {
  if (playing !== undefined && match.game === SIEGE.id && match.roomId !== playing) {
    keepCalled(match);
  }
  return playing !== undefined;
}

/** The siege that has begun meanwhile, if one has; once. */
export function takeCalled() {
  const called = keptCalled();
  keepCalled(undefined);
  return called;
}
