import { keptMatchOf } from "./kept-matches.js";
import { verification } from "./match-verification.js";
import { ReplayPlay } from "./replay-play.js";

/** The two pages of a match that is over, for whoever has its address: verifying and watching. */
export class ProofPages {
  #atrium;
  #state;
  #ports;

  /**
   * @param {import("./atrium.js").Atrium} atrium
   * @param {ReturnType<typeof import("./page-state.js").newPageState>} state of the page
   * @param {object} ports
   * @param {() => void} ports.draw
   * @param {(screen: "verify" | "replay") => void} ports.show
   */
  constructor(atrium, state, ports) {
    this.#atrium = atrium;
    this.#state = state;
    this.#ports = ports;
  }

  /** Verifies a match; nobody has to be signed in for it. */
  async verify(/** @type {string} */ roomId) {
    const state = this.#state;
    const asked = { roomId };
    state.verify = asked;
    state.error = undefined;
    this.#ports.show("verify");
    const found = await verification(this.#atrium, roomId, keptMatchOf(roomId)).catch((error) => ({
      error,
    }));
    if (state.verify === asked) {
      state.verify = { ...asked, ...found };
      state.error = "error" in found ? found.error : state.error;
      this.#ports.draw();
    }
  }

  /** Shows a match. */
  replay(/** @type {string} */ roomId) {
    const state = this.#state;
    const play = new ReplayPlay(this.#atrium, {
      roomId,
      ownSeat: keptMatchOf(roomId)?.seat,
      changed: () => state.replay === play && this.#ports.draw(),
      failed: (error) => {
        if (state.replay === play) {
          state.error = error;
          this.#ports.draw();
        }
      },
    });
    state.replay = play;
    state.error = undefined;
    play.load();
    this.#ports.show("replay");
  }

  /** Another page is shown now. */
  leave() {
    this.#state.replay?.stop();
    this.#state.replay = undefined;
    this.#state.verify = undefined;
  }

  /** What the replay's buttons do. */
  get actions() {
    const play = () => this.#state.replay;
    return {
      toggleReplay: () => play()?.toggle(),
      speedReplay: (/** @type {number} */ speed) => play()?.setSpeed(speed),
      seekReplay: (/** @type {number} */ tick) => play()?.seek(tick),
      watchReplay: (/** @type {"next" | "previous" | "whole"} */ turn) => {
        play()?.spectating[turn]();
        this.#ports.draw();
      },
    };
  }
}
