import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { ICON_PATHS } from "./arena-icons.js";
import { seatLook } from "./arena-palette.js";
import { describeError } from "./words.js";

/** Pieces that several screens share. All text goes through lit-html, which never makes it HTML. */

/** @param {string} name of an animal or a power-up */
export const icon = (name) => html`
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path fill="currentColor" fill-rule="evenodd" d=${ICON_PATHS[name] ?? ICON_PATHS.owl}></path>
  </svg>
`;

const TOKEN_SHAPES = Object.freeze({
  circle: svg`<circle cx="16" cy="16" r="13"></circle>`,
  square: svg`<rect x="4.5" y="4.5" width="23" height="23" rx="4"></rect>`,
  diamond: svg`<path d="M16 1L31 16L16 31L1 16Z"></path>`,
  hexagon: svg`<path d="M16 2L28.5 9V23L16 30L3.5 23V9Z"></path>`,
});

/** As on the field: within the edge a line, a broken line, or a band at the foot. */
const tokenMark = (mark, shape) =>
  mark === "band"
    ? svg`<rect x="8" y="21.5" width="16" height="2.8" fill="#15101f"></rect>`
    : svg`
      <g
        fill="none"
        stroke="#15101f"
        stroke-width="3"
        stroke-dasharray=${mark === "dashes" ? "5 5" : "none"}
        transform="translate(3.2 3.2) scale(0.8)"
      >
        ${TOKEN_SHAPES[shape]}
      </g>
    `;

/**
 * A player's token as on the field: colour, shape, mark and animal.
 * @param {{seat: number, icon: string}} player
 */
export const token = (player) => {
  const { colour, shape, mark } = seatLook(player.seat);
  const scale = shape === "diamond" ? 0.62 : 0.75;
  const inset = 16 - 12 * scale;
  return html`
    <svg class="token" viewBox="0 0 32 32" aria-hidden="true">
      <g fill=${colour}>${TOKEN_SHAPES[shape]}</g>
      ${mark === "none" ? nothing : tokenMark(mark, shape)}
      <path
        fill="#15101f"
        fill-rule="evenodd"
        transform="translate(${inset} ${inset}) scale(${scale})"
        d=${ICON_PATHS[player.icon] ?? ICON_PATHS.owl}
      ></path>
    </svg>
  `;
};

/**
 * A bar of hp. (An SVG, because a page with a strict policy takes no style attributes.)
 * @param {number} hp 0-100
 */
export const hpBar = (hp) => html`
  <svg
    class="bar"
    viewBox="0 0 100 7"
    preserveAspectRatio="none"
    data-level=${hp > 60 ? "high" : hp > 30 ? "middle" : "low"}
    aria-hidden="true"
  >
    <rect class="bar-ground" width="100" height="7"></rect>
    <rect class="bar-hp" width=${hp} height="7"></rect>
  </svg>
`;

/** The name, drawn: no font has to be there for it. */
export const wordmark = html`
  <svg class="wordmark" viewBox="-3 -3 262 50" role="img" aria-label="Atrium">
    <g fill="none" stroke="currentColor" stroke-width="5" stroke-linejoin="bevel">
      <path d="M0 44L18 0L36 44"></path>
      <path d="M46 2.5H82M64 2.5V44"></path>
      <path d="M97 44V2.5H113A11 11 0 0 1 113 24.5H97M112 24.5L127 44"></path>
      <path d="M142 0V44"></path>
      <path d="M158 0V27A15 15 0 0 0 188 27V0"></path>
      <path d="M205 44V4L227 32L249 4V44"></path>
    </g>
    <circle cx="18" cy="32" r="3.2" class="wordmark-dot"></circle>
  </svg>
`;

/**
 * The bar for what went wrong; said aloud by screen readers.
 * @param {unknown} error
 * @param {() => void} dismiss
 */
export const errorBar = (error, dismiss) => {
  if (!error) {
    return nothing;
  }
  const { words, code } = describeError(error);
  return html`
    <div class="error-bar" role="alert" data-testid="error">
      <span>${words} <code>${code}</code></span>
      <button type="button" class="quiet" @click=${dismiss} aria-label="Dismiss this message">
        ✕
      </button>
    </div>
  `;
};

/**
 * The bar on top of every screen but the match.
 * @param {any} state
 * @param {any} actions
 */
export const topBar = (state, actions) => html`
  <header class="top-bar">
    <a class="brand" href="#/lobby" aria-label="Atrium, to the lobby">${wordmark}</a>
    <nav aria-label="Main">
      <a href="#/lobby" aria-current=${state.screen === "lobby" ? "page" : nothing}>Play</a>
      <a
        href="#/leaderboard"
        data-testid="to-leaderboard"
        aria-current=${state.screen === "leaderboard" ? "page" : nothing}
        >Leaderboard</a
      >
    </nav>
    ${
      state.profile
        ? html`
          <div class="me">
            <span class="me-icon">${icon(state.profile.icon)}</span>
            <span class="me-name">${state.profile.name}</span>
            <button type="button" class="quiet" @click=${actions.signOut} data-testid="sign-out">
              Sign out
            </button>
          </div>
        `
        : nothing
    }
  </header>
`;

/**
 * Rows of a leaderboard, one's own marked.
 * @param {readonly import("./atrium-shapes.js").BoardEntry[]} entries
 * @param {string | undefined} playerId
 */
export const boardTable = (entries, playerId) => html`
  <div class="table-frame">
    <table>
      <thead>
        <tr>
          <th scope="col"><span class="unseen">Rank</span></th>
          <th scope="col">Player</th>
          <th scope="col" class="number">Score</th>
          <th scope="col" class="number">Wins</th>
          <th scope="col" class="number wide">Kills</th>
          <th scope="col" class="number wide">Played</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          (entry) => html`
            <tr
              class=${entry.playerId === playerId ? "own" : ""}
              data-own=${entry.playerId === playerId ? "true" : nothing}
            >
              <td class="rank" data-rank=${entry.rank}>${entry.rank}</td>
              <th scope="row">
                <span class="cell-player">
                  ${icon(entry.icon)}<span class="player-name">${entry.name}</span>
                  ${entry.playerId === playerId ? html`<em class="tag">you</em>` : nothing}
                </span>
              </th>
              <td class="number strong">${entry.score}</td>
              <td class="number">${entry.wins}</td>
              <td class="number wide">${entry.eliminations}</td>
              <td class="number wide">${entry.played}</td>
            </tr>
          `,
        )}
      </tbody>
    </table>
  </div>
`;
