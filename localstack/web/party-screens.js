import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { repeat } from "/webjars/lit-html/directives/repeat.js";
import { ICONS } from "./atrium.js";
import { face, icons, modes, toggle } from "./party-parts.js";
import { lobbyOf, NAME_MAX } from "./party-view.js";
import { modeWords } from "./party-words.js";

/** Before the first question, on a phone: who I am, where I join, and who else is here. */

export const startScreen = (state, actions) => html`
  <main class="party start">
    <h1 tabindex="-1">Robots</h1>
    <p class="lead">
      Everybody answers. So does a robot. Find it, fool your friends, and know the right answer.
    </p>
    <form class="card" novalidate aria-busy=${String(state.busy)} @submit=${actions.join}>
      ${textField({
        id: "name",
        words: "Your name",
        value: state.draft.name,
        problem: state.problems.name,
        autocomplete: "nickname",
        lengthMax: NAME_MAX,
        change: (name) => actions.draft({ name }),
      })}
      ${icons(ICONS, state.draft.icon, (icon) => actions.draft({ icon }))}
      ${textField({
        id: "code",
        words: "Code of the party",
        value: state.draft.code,
        problem: state.problems.code,
        autocomplete: "off",
        lengthMax: 4,
        change: (code) => actions.draft({ code }),
      })}
      <button class="primary" ?disabled=${state.busy}>Join the party</button>
      <div class="or"><span>or</span></div>
      ${modes(state.draft.gameMode, (gameMode) => actions.draft({ gameMode }))}
      <button type="button" class="secondary" ?disabled=${state.busy} @click=${actions.open}>
        Open a new party
      </button>
    </form>
    <p class="hint elsewhere">
      A television or a large monitor at hand?
      <a href="screen.html">Make it the big screen</a>.
      <a href="./">Other games</a>
    </p>
  </main>
`;

const textField = ({ id, words, value, problem, autocomplete, lengthMax, change }) => html`
  <div class="field">
    <label for=${id}>${words}</label>
    <input
      id=${id}
      name=${id}
      autocomplete=${autocomplete}
      autocapitalize=${id === "code" ? "characters" : "words"}
      spellcheck="false"
      maxlength=${id === "code" ? 8 : 2 * lengthMax}
      aria-invalid=${problem ? "true" : "false"}
      aria-describedby="${id}-problem"
      .value=${value}
      @input=${(event) => change(event.target.value)}
    />
    <p class="problem" id="${id}-problem">${problem}</p>
  </div>
`;

export const enteringScreen = (state, actions) => html`
  <main class="party entering">
    <h1 tabindex="-1">One moment …</h1>
    <p class="lead">You are being let in.</p>
    <button type="button" class="secondary" @click=${actions.leave}>Give up</button>
  </main>
`;

export const lobbyScreen = (state, actions) => {
  const { model } = state;
  const lobby = lobbyOf(model);
  return html`
    <main class="party lobby-party">
      <p class="eyebrow">Party</p>
      <h1 tabindex="-1" class="code" aria-label="Party ${[...state.roomCode].join(" ")}">
        ${state.roomCode}
      </h1>
      <p class="lead">${lobby.words}</p>
      <p class="hint">${modeWords(model.state.gameMode)}${lobby.locked ? " · locked" : ""}</p>
      ${
        lobby.isHost
          ? html`
            <button
              type="button"
              class="primary"
              aria-disabled=${lobby.canStart && !state.busy ? "false" : "true"}
              @click=${() => lobby.canStart && actions.start()}
            >
              ${lobby.starting ? "Starting …" : "Start the party"}
            </button>
          `
          : nothing
      }
      ${company(state, actions)}
    </main>
  `;
};

/** Who is here, and what one may do about it: the host removes and locks, everybody leaves. */
export const company = (state, actions) => {
  const lobby = lobbyOf(state.model);
  const inLobby = state.model.state?.phase === "lobby";
  return html`
    <section class="card company" aria-labelledby="company-title">
      <h2 id="company-title">Players, ${lobby.players.length} of 8</h2>
      <ul>
        ${repeat(
          lobby.players,
          ({ seat }) => seat,
          (player) => html`
            <li class="companion" data-away=${player.isConnected ? nothing : "true"}>
              <span class="who">${face(player)}</span>
              ${player.own ? html`<em class="tag">you</em>` : nothing}
              ${player.isHost ? html`<em class="tag">host</em>` : nothing}
              ${player.isConnected ? nothing : html`<em class="tag away">away</em>`}
              ${inLobby ? nothing : html`<b class="points">${player.score}</b>`}
              ${lobby.isHost && !player.own ? removal(player, state, actions) : nothing}
            </li>
          `,
        )}
      </ul>
      ${
        lobby.isHost && inLobby
          ? toggle("Lock: nobody else may join", lobby.locked, actions.lock)
          : nothing
      }
      ${toggle("Sounds", state.sounds, actions.sounds)}
      ${toggle("Confetti", state.confetti, actions.confetti)}
      ${leaving(state, actions)}
    </section>
  `;
};

/** Two touches: who is removed cannot come back. */
const removal = (player, state, actions) =>
  state.removing === player.playerId
    ? html`
      <span class="sure">
        <button type="button" class="danger" @click=${() => actions.remove(player.playerId)}>
          Remove ${player.name} for good
        </button>
        <button type="button" class="quiet" @click=${() => actions.askToRemove(undefined)}>
          Keep
        </button>
      </span>
    `
    : html`
      <button
        type="button"
        class="quiet"
        aria-label="Remove ${player.name} …"
        @click=${() => actions.askToRemove(player.playerId)}
      >
        Remove
      </button>
    `;

const leaving = (state, actions) =>
  state.leaving
    ? html`
      <div class="sure">
        <button type="button" class="danger" @click=${actions.leave}>Leave the party</button>
        <button type="button" class="quiet" @click=${() => actions.askToLeave(false)}>Stay</button>
      </div>
    `
    : html`
      <button type="button" class="secondary" @click=${() => actions.askToLeave(true)}>
        Leave …
      </button>
    `;
