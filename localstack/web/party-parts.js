import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { icon } from "./screen-parts.js";
import { isHurried } from "./party-timer.js";
import { counted, describePartyError, ordinal } from "./party-words.js";

/** Pieces of the party's pages. Text of players goes through lit-html as text, never as HTML. */

/**
 * What went wrong; said aloud at once.
 * @param {unknown} error
 * @param {() => void} dismiss
 */
export const errorBar = (error, dismiss) => {
  if (!error) {
    return nothing;
  }
  const { words, code } = describePartyError(error);
  return html`
    <div class="error-bar" role="alert">
      <span>${words} <code>${code}</code></span>
      <button type="button" class="quiet" @click=${dismiss} aria-label="Dismiss this message">
        ✕
      </button>
    </div>
  `;
};

/**
 * What keeps the party from going on; and what else is to be known, which is said elsewhere.
 * @param {{kind: string, words: string} | undefined} hindrance
 * @param {string} notice
 */
export const hindranceBar = (hindrance, notice) => html`
  <div role="status" class="hindrance" data-kind=${hindrance?.kind ?? "none"}>
    ${hindrance ? html`<p>${hindrance.words}</p>` : nothing}
  </div>
  ${notice ? html`<p class="notice">${notice}</p>` : nothing}
`;

/**
 * The seconds that are left. A timer that is read only when somebody asks: the page says 30, 10 and
 * 5 by itself.
 * @param {number | undefined} seconds
 * @param {number} share of the whole time, 0 to 1
 */
export const timer = (seconds, share) =>
  seconds === undefined
    ? nothing
    : html`
      <div class="timer" data-hurried=${isHurried(seconds) ? "true" : "false"}>
        <svg viewBox="0 0 44 44" aria-hidden="true">
          <circle class="timer-ground" cx="22" cy="22" r="19"></circle>
          ${svg`<circle class="timer-left" cx="22" cy="22" r="19" pathLength="100"
            stroke-dasharray="100" stroke-dashoffset=${100 - Math.round(share * 100)}></circle>`}
        </svg>
        <span role="timer" aria-label="Seconds left">${seconds}</span>
      </div>
    `;

/** @param {{name: string, icon: string}} player */
export const face = ({ icon: animal, name }) => html`
  <span class="face">${icon(animal)}</span><span class="player-name">${name}</span>
`;

/** A switch that keeps its place under the finger. */
export const toggle = (
  /** @type {string} */ words,
  /** @type {boolean} */ on,
  /** @type {(on: boolean) => void} */ change,
) => html`
  <label class="switch">
    <input
      type="checkbox"
      role="switch"
      .checked=${on}
      @change=${(/** @type {any} */ event) => change(event.target.checked)}
    />
    <span class="switch-track" aria-hidden="true"></span>
    <span>${words}</span>
  </label>
`;

/** The round's answers with all that was hidden about them. */
export const toldAnswers = (
  /** @type {NonNullable<ReturnType<typeof import("./party-view.js").resultsOf>>} */ { answers },
) => html`
  <ul class="told">
    ${answers.map(
      ({ text, type, authors, votes }) => html`
        <li class="told-answer" data-type=${type}>
          <p class="told-text">${text}</p>
          <p class="told-whose">
            ${type === "correct" ? html`<em class="tag">right answer</em> ` : nothing}
            ${type === "robot" ? html`<em class="tag">the robot’s</em> ` : nothing}
            ${authors.length > 0 ? html`<span>by ${authors.join(", ")}</span> ` : nothing}
            <span class="votes">${counted(votes, "vote")}</span>
          </p>
        </li>
      `,
    )}
  </ul>
`;

/**
 * Who has how many points, best first.
 * @param {readonly {name: string, icon: string, score: number, place?: number, own: boolean,
 *   parts?: string[], total?: string}[]} rows without a place where nobody has one
 */
export const standings = (rows) => html`
  <ol class="standings">
    ${rows.map(
      (row) => html`
        <li class="standing" data-place=${row.place ?? nothing} data-own=${row.own ? "true" : nothing}>
          ${
            row.place === undefined
              ? nothing
              : html`<span class="place">${ordinal(row.place)}</span>`
          }
          <span class="who">${face(row)}</span>
          ${row.own ? html`<em class="tag">you</em>` : nothing}
          ${row.total === undefined ? nothing : html`<span class="gain">${row.total}</span>`}
          <b class="points">${row.score}<span class="unseen"> points</span></b>
          ${
            row.parts && row.parts.length > 0
              ? html`<span class="parts">${row.parts.join(" · ")}</span>`
              : nothing
          }
        </li>
      `,
    )}
  </ol>
`;

/** The animals to choose from; where several are on a page each has its own name. */
export const icons = (
  /** @type {readonly string[]} */ names,
  /** @type {string} */ chosen,
  /** @type {(name: string) => void} */ choose,
) => html`
  <fieldset class="field">
    <legend>Your animal</legend>
    <div class="icon-grid">
      ${names.map(
        (name) => html`
          <label class="icon-choice" title=${name}>
            <input
              type="radio"
              name="icon"
              value=${name}
              .checked=${chosen === name}
              @change=${() => choose(name)}
            />
            <span>${icon(name)}<span class="unseen">${name}</span></span>
          </label>
        `,
      )}
    </div>
  </fieldset>
`;

/** @param {string} chosen @param {(mode: string) => void} choose */
export const modes = (chosen, choose) => html`
  <fieldset class="field">
    <legend>How long</legend>
    <div class="segments modes">
      ${[
        ["8-round", "8 rounds", "about 15 minutes"],
        ["12-round", "12 rounds", "the last 4 count double"],
      ].map(
        ([mode, words, more]) => html`
          <label>
            <input
              type="radio"
              name="mode"
              value=${mode}
              .checked=${chosen === mode}
              @change=${() => choose(mode)}
            />
            <span>${words}<small>${more}</small></span>
          </label>
        `,
      )}
    </div>
  </fieldset>
`;
