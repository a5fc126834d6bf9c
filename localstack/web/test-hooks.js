/**
 * What browser tests may read of the page, as `window.__atrium`; nothing can be changed through it.
 * There are also the marks `match-found` and `first-paint-of-field` on the performance timeline.
 *
 * @param {any} state of the page
 */
export function exposeTestHooks(state) {
  const hooks = Object.freeze({
    /** `sign-in`, `lobby`, `match`, `result`, `leaderboard`, `verify` or `replay`. */
    get screen() {
      return state.screen;
    },
    /** Tick of the newest view, -1 without one. */
    get tick() {
      return state.play?.tick ?? -1;
    },
    /** Frames drawn in the last full second of the match. */
    get framesPerSecond() {
      return state.play?.framesPerSecond ?? 0;
    },
    /** Warriors in the last frame, of a replay too. */
    get warriorsDrawn() {
      return state.play?.warriorsDrawn ?? state.replay?.warriorsDrawn ?? 0;
    },
    /** Tick at which a replay stands, -1 without one. */
    get replayTick() {
      return state.replay?.tick ?? -1;
    },
    get resultShown() {
      return state.screen === "result";
    },
    /** `waiting`, `settled` or `late`, once there is a result. */
    get settlement() {
      return state.result?.settlement;
    },
    get roomId() {
      return state.play?.roomId ?? state.result?.completion.roomId;
    },
    get seat() {
      return state.play?.room.seat;
    },
    /** State of the room's connection: `connecting`, `open`, `waiting` or `closed`. */
    get connection() {
      return state.play?.room.state;
    },
    /** Own living warriors: `{id, x, y, direction, hp}` as last shown, x and y in subunits. */
    get ownWarriors() {
      return state.play?.ownWarriors ?? [];
    },
    /**
     * How own warriors are shown: `{on}`, false with `?predict=off`, and if it is true, how many
     * ticks beyond the newest view, the milliseconds that a command takes, how many no view shows
     * yet, and by how many subunits the worst is shown off its place.
     */
    get prediction() {
      return state.play?.prediction;
    },
    /** `{followed}`, the seat or undefined for the whole field, while one only watches. */
    get watching() {
      const spectating = state.play?.spectating;
      return spectating?.active ? { followed: spectating.followed } : undefined;
    },
  });
  Object.defineProperty(window, "__atrium", { value: hooks });
}
