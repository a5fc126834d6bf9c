/**
 * Short tones, made here. They are off until somebody switches them on where a page stands in a
 * pocket, and nothing is told by them alone.
 */

/** By moment: notes as [frequency in Hz, start in s, length in s]. */
const TUNES = Object.freeze(
  /** @type {Record<import("./party-story.js").Sound, number[][]>} */ ({
    join: [[523, 0, 0.12]],
    answer: [[880, 0, 0.07]],
    phase: [
      [392, 0, 0.14],
      [523, 0.13, 0.18],
    ],
    round: [
      [392, 0, 0.12],
      [494, 0.11, 0.12],
      [587, 0.22, 0.2],
    ],
    out: [
      [330, 0, 0.16],
      [247, 0.15, 0.28],
    ],
    reveal: [
      [523, 0, 0.14],
      [659, 0.13, 0.14],
      [784, 0.26, 0.26],
    ],
    win: [
      [523, 0, 0.14],
      [659, 0.13, 0.14],
      [784, 0.26, 0.14],
      [1047, 0.39, 0.45],
    ],
    warning: [
      [740, 0, 0.09],
      [740, 0.16, 0.09],
    ],
  }),
);

const LOUDNESS = 0.12;

/** Plays tones while it is switched on. */
export class Sounds {
  /** @type {AudioContext | undefined} */
  #audio;
  #on;

  /** @param {boolean} on */
  constructor(on) {
    this.#on = on;
  }

  get on() {
    return this.#on;
  }

  set on(/** @type {boolean} */ on) {
    this.#on = on;
  }

  /** Browsers let a page sound only after a touch or a key: called at each, and cheap. */
  wake() {
    if (this.#on) {
      this.#context()?.resume().catch(() => {});
    }
  }

  /** @param {import("./party-story.js").Sound} sound */
  play(sound) {
    const audio = this.#on ? this.#context() : undefined;
    if (!audio || audio.state !== "running") {
      return; // What waits to be allowed would sound too late.
    }
    for (const [frequencyHz, startS, lengthS] of TUNES[sound]) {
      note(audio, frequencyHz, audio.currentTime + startS, lengthS);
    }
  }

  #context() {
    if (!this.#audio && typeof AudioContext === "function") {
      this.#audio = new AudioContext();
    }
    return this.#audio;
  }
}

function note(
  /** @type {AudioContext} */ audio,
  /** @type {number} */ frequencyHz,
  /** @type {number} */ startS,
  /** @type {number} */ lengthS,
) {
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.type = "triangle";
  tone.frequency.value = frequencyHz;
  // Risen and fallen softly: a tone that is cut clicks.
  volume.gain.setValueAtTime(0, startS);
  volume.gain.linearRampToValueAtTime(LOUDNESS, startS + 0.015);
  volume.gain.linearRampToValueAtTime(0, startS + lengthS);
  tone.connect(volume).connect(audio.destination);
  tone.start(startS);
  tone.stop(startS + lengthS);
}
