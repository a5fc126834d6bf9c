import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { BLITZ } from "./games.js";
import { accountCard } from "./screen-account.js";
import { ownMatchesCard } from "./screen-own-matches.js";
import { boardTable, icon, topBar } from "./screen-parts.js";
import { siegeCard } from "./screen-siege.js";
import { amount, entryOf } from "./stakes.js";
import { clock, describeError } from "./words.js";

const BOT_HINT_AFTER_S = 12;

/** Choose a game, choose how, wait. */
export const lobbyScreen = (state, actions) => html`
  ${topBar(state, actions)}
  <main class="lobby">
    <section class="card play-card" aria-labelledby="blitz-title">
      <p class="eyebrow">Arena</p>
      <h1 id="blitz-title">Blitz</h1>
      <p class="lead">
        Warriors strike on their own when a foe is near. You decide where they stand. Be the last
        one standing.
      </p>
      <ul class="facts">
        <li><strong>90 s</strong> a match</li>
        <li><strong>20</strong> warriors</li>
        <li><strong>½</strong> the field from 0:45 on</li>
      </ul>
      ${state.queue ? queuePanel(state, actions) : playForm(state, actions)}
    </section>
    <div class="lobby-side">
      ${siegeCard(state, actions)} ${ownMatchesCard(state, actions)}
      <aside class="card board-card" aria-labelledby="board-title">
        <div class="card-head">
          <h2 id="board-title">Leaderboard</h2>
          <a href="#/leaderboard">All</a>
        </div>
        ${
          state.board?.entries.length
            ? boardTable(state.board.entries.slice(0, 8), state.profile?.playerId)
            : html`<p class="hint">${state.board ? "Nobody yet. Be the first." : "Loading …"}</p>`
        }
      </aside>
      ${accountCard(state, actions)}
    </div>
  </main>
`;

const playForm = (state, actions, entry = blitzEntry(state)) => html`
  <form @submit=${actions.play}>
    <fieldset class="field" data-testid="warriors">
      <legend>Your warriors</legend>
      <div class="segments">
        ${[1, 2, 3].map(
          (count) => html`
            <label>
              <input
                type="radio"
                name="warriors"
                value=${count}
                data-testid="warriors-${count}"
                .checked=${state.draft.warriors === count}
                @change=${() => actions.draft({ warriors: count })}
              />
              <span>
                <span class="segment-icons">
                  ${Array.from({ length: count }, () => icon(state.profile?.icon ?? "owl"))}
                </span>
                ${count}
              </span>
            </label>
          `,
        )}
      </div>
    </fieldset>
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        data-testid="with-bots"
        .checked=${state.draft.bots && !forStakes(state, entry)}
        ?disabled=${forStakes(state, entry)}
        @change=${(event) => actions.draft({ bots: event.target.checked })}
      />
      <span class="switch-track" aria-hidden="true"></span>
      <span class="switch-text">
        Fill with bots
        <small>
          ${
            forStakes(state, entry)
              ? "bots never play for stakes"
              : "if too few people come within five seconds"
          }
        </small>
      </span>
    </label>
    ${stakesRow(state, actions, entry)}
    <div class="actions">
      <button
        class="primary"
        data-testid="play-blitz"
        ?disabled=${state.busy || (forStakes(state, entry) && !entry.affordable)}
      >
        Play Blitz
      </button>
      <button
        type="button"
        class="secondary"
        data-testid="play-practice"
        title="At once, one warrior, no end, no rank"
        ?disabled=${state.busy}
        @click=${actions.practise}
      >
        Practice
      </button>
    </div>
  </form>
`;

const blitzEntry = (state) => entryOf(state.account, BLITZ.id, state.draft.warriors);

const forStakes = (state, entry) => entry !== undefined && state.draft.stakes;

/** Its place is kept until the answer comes, so that nothing moves under a finger. */
const stakesRow = (state, actions, entry) => {
  if (entry) {
    return stakesSwitch(state, actions, entry);
  }
  return state.account === undefined
    ? html`
      <div class="switch" aria-hidden="true">
        <span class="switch-track"></span>
        <span class="switch-text">Play for stakes <small>…</small></span>
      </div>
    `
    : nothing;
};

/** What it costs, and what one has. */
const stakesSwitch = (state, actions, { fee, cost, balance, affordable }) => html`
  <label class="switch">
    <input
      type="checkbox"
      role="switch"
      data-testid="for-stakes"
      aria-describedby="stakes-cost"
      .checked=${state.draft.stakes}
      @change=${(event) => actions.draft({ stakes: event.target.checked })}
    />
    <span class="switch-track" aria-hidden="true"></span>
    <span class="switch-text">
      Play for stakes
      <small id="stakes-cost" data-testid="stakes-cost">
        ${amount(fee)} a warrior, ${amount(cost)} in all. You have ${amount(balance)}.
      </small>
    </span>
  </label>
  ${
    state.draft.stakes && !affordable
      ? html`<p class="hint" role="status" data-testid="stakes-short">
        That is ${amount(cost - balance)} more than you have. Choose fewer warriors, or play without
        stakes.
      </p>`
      : nothing
  }
`;

/** Why it takes long, if the server said so: no end of the waiting, so no alarm. */
const hindrance = (error) => {
  if (!error) {
    return nothing;
  }
  const { words, code } = describeError(error);
  return html`<p role="status" class="hint" data-testid="queue-hindrance">
    ${words} <code>${code}</code>
  </p>`;
};

const queuePanel = (state, actions) => {
  const waitedS = (performance.now() - state.queue.sinceMs) / 1_000;
  return html`
    <div class="queue" data-testid="queue">
      <div class="queue-dial" aria-hidden="true">${icon(state.profile?.icon ?? "owl")}</div>
      <p role="status" class="queue-words">Looking for opponents</p>
      <p class="queue-clock" aria-hidden="true">${clock(Math.floor(waitedS))}</p>
      <p class="hint">
        ${state.queue.waiting > 1
          ? `${state.queue.waiting} players are waiting`
          : "You are the first"}
        ${state.lobbyState === "open" ? nothing : " · reconnecting"}
      </p>
      ${hindrance(state.queue.hindrance)}
      ${
        !state.queue.bots && waitedS > BOT_HINT_AFTER_S
          ? html`<p class="hint">It is quiet here. Cancel and fill with bots to play at once.</p>`
          : nothing
      }
      <button
        type="button"
        class="secondary"
        data-testid="queue-cancel"
        @click=${actions.cancelQueue}
      >
        Cancel
      </button>
    </div>
  `;
};
