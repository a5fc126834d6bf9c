/** Sentences kept in the page; older ones have been read. */
const SENTENCES_MAX = 6;

/** Says sentences to whoever does not see the page, through a live region that is there already. */
export class Announcer {
  #region;

  /** @param {HTMLElement} region with `role="log"` */
  constructor(region) {
    this.#region = region;
  }

  /** @param {string | undefined} words */
  say(words) {
    if (!words) {
      return;
    }
    const sentence = document.createElement("p");
    sentence.textContent = words;
    this.#region.append(sentence);
    while (this.#region.childElementCount > SENTENCES_MAX) {
      this.#region.firstElementChild?.remove();
    }
  }
}
