/**
 * The keys of a replay. Nothing here knows of pages or of what is drawn.
 *
 * @typedef {object} Player what the keys drive
 * @property {() => void} toggle plays or pauses
 * @property {(seconds: number) => void} skip
 * @property {(tick: number) => void} seek
 */

const SKIP_S = 5;

export class ReplayInput {
  #listening = new AbortController();

  /** @param {Player} player */
  constructor(player) {
    // On the window: nothing need have the focus, as after a click beside the field.
    window.addEventListener("keydown", (event) => onKey(event, player), {
      signal: this.#listening.signal,
    });
  }

  /** The screen is left. */
  stop() {
    this.#listening.abort();
  }
}

function onKey(/** @type {KeyboardEvent} */ event, /** @type {Player} */ player) {
  if (event.altKey || event.ctrlKey || event.metaKey || event.defaultPrevented) {
    return;
  }
  const focused = (/** @type {string} */ selectors) =>
    Boolean(document.activeElement?.closest(selectors));
  if (event.key === " ") {
    if (focused("button, a")) {
      return;
    }
    player.toggle();
  } else if (focused("input, [data-scrolls]")) {
    return; // They have arrows of their own.
  } else if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
    player.skip(event.key === "ArrowLeft" ? -SKIP_S : SKIP_S);
  } else if (event.key === "Home") {
    player.seek(0);
  } else {
    return;
  }
  event.preventDefault();
}
