import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { guard } from "/webjars/lit-html/directives/guard.js";
import { repeat } from "/webjars/lit-html/directives/repeat.js";
import { hpBar, token } from "./screen-parts.js";
import { streakWords } from "./words.js";

/** Who plays and who fell: the list beside the field, and the feed over it. */

/** So many of the healthiest, and oneself: rows that move are dear to lay out. */
const ROWS_MAX = 30;

/**
 * Rows change places all the time: each keeps its elements.
 * @param {any} hud
 * @param {unknown} [keys] the hint at the foot; what keys do in a match if it is left out
 */
export const roster = (hud, keys = keysOf(hud)) => html`
  <aside class="roster" aria-label="Players">
    <h2>Players</h2>
    <ul tabindex="0" data-scrolls aria-label="Players, the healthiest first">
      ${guard([hud.roster], () => rows(hud.roster))}
    </ul>
    <p class="keys" aria-hidden="true">${keys}</p>
  </aside>
`;

const keysOf = (hud) =>
  hud.watching
    ? html`<kbd>←</kbd><kbd>→</kbd> follow a player · <kbd>0</kbd> whole field`
    : html`
      <kbd>W</kbd><kbd>A</kbd><kbd>S</kbd><kbd>D</kbd> or arrows move ·
      <kbd>space</kbd> stops · <kbd>tab</kbd> chooses
    `;

const rows = (players) => {
  const shown = players.filter((player, at) => at < ROWS_MAX || player.own);
  const more = players.length - shown.length;
  return html`
    ${repeat(shown, (player) => player.seat, rosterRow)}
    ${more > 0 ? html`<li class="more">and ${more} more</li>` : nothing}
  `;
};

const rosterRow = (player) => html`
  <li class="${player.own ? "own" : ""} ${player.fallen ? "fallen" : ""}">
    ${token(player)}
    <span class="player-name">${player.name}</span>
    ${player.presence === "gone" && !player.bot ? html`<em class="tag">away</em>` : nothing}
    ${player.living > 1 ? html`<em class="tag">×${player.living}</em>` : nothing}
    <span class="roster-kills" title="eliminations">
      ${
        player.streak
          ? html`<em class="streak" data-testid="streak">${streakWords(player.streak)}</em>`
          : nothing
      }
      ${player.eliminations > 0 ? `✕ ${player.eliminations}` : nothing}
    </span>
    ${hpBar(player.hp)}
  </li>
`;

/** Eliminations, the newest at the foot. */
export const feed = (entries) => html`
  <ol class="feed" aria-label="Eliminations">
    ${entries.map(feedEntry)}
  </ol>
`;

const feedEntry = (entry) => html`
  <li class=${entry.own ? "own" : ""}>
    ${
      entry.killer
        ? html`${token(entry.killer)}<span class="player-name">${entry.killer.name}</span>`
        : html`<span class="player-name">The field</span>`
    }
    <span class="feed-verb" aria-label="eliminated">✕</span>
    ${
      entry.victim
        ? html`${token(entry.victim)}<span class="player-name">${entry.victim.name}</span>`
        : nothing
    }
    ${entry.streak ? html`<em class="streak">${streakWords(entry.streak)}</em>` : nothing}
  </li>
`;
