import { html, nothing, svg } from "/webjars/lit-html/lit-html.js";
import { repeat } from "/webjars/lit-html/directives/repeat.js";
import { icon } from "./screen-parts.js";
import { modes, standings, timer, toldAnswers } from "./party-parts.js";
import { scoreRows } from "./party-screen-results.js";
import { joinAddress } from "./party-switches.js";
import { finalOf, lobbyOf, questionOf, resultsOf, votingOf } from "./party-view.js";
import { modeWords } from "./party-words.js";
import { qrModules, qrPath } from "./qr-code.js";

/** What the big screen shows: to be read from three metres, with nothing to be done at it. */

/** Around a code stays free what readers need to find it. */
const QUIET_ZONE = 4;

/** Longer answers are set smaller, so that all of them fit. */
const LONG = 44;

export const startScreen = (state, actions) => html`
  <main class="big start">
    <h1 tabindex="-1">Robots</h1>
    <p class="lead">The big screen: everybody looks here and plays on a phone.</p>
    <div class="big-choices">
      <form class="card" aria-busy=${String(state.busy)} @submit=${actions.open}>
        <h2>A new party</h2>
        ${modes(state.gameMode, actions.choose)}
        <button class="primary" ?disabled=${state.busy}>Open a new party</button>
      </form>
      <form class="card" novalidate aria-busy=${String(state.busy)} @submit=${actions.watch}>
        <h2>A party that is open</h2>
        <div class="field">
          <label for="code">Its code</label>
          <input
            id="code"
            name="code"
            autocomplete="off"
            spellcheck="false"
            maxlength="8"
            aria-invalid=${state.problem ? "true" : "false"}
            aria-describedby="code-problem"
            .value=${state.code}
            @input=${(event) => actions.write(event.target.value)}
          />
          <p class="problem" id="code-problem">${state.problem}</p>
        </div>
        <button class="secondary" ?disabled=${state.busy}>Show this party</button>
      </form>
    </div>
    <p><a class="secondary" href="party.html">Play on this device instead</a></p>
  </main>
`;

export const enteringScreen = () => html`
  <main class="big"><h1 tabindex="-1">One moment …</h1></main>
`;

const qr = (/** @type {string} */ address) => {
  const modules = qrModules(address);
  if (!modules) {
    return nothing; // The address and the code stand beside it.
  }
  const side = modules.length + 2 * QUIET_ZONE;
  return html`
    <svg
      class="qr"
      viewBox="${-QUIET_ZONE} ${-QUIET_ZONE} ${side} ${side}"
      role="img"
      aria-label="QR code of the address to join at"
      shape-rendering="crispEdges"
    >
      ${svg`<rect x=${-QUIET_ZONE} y=${-QUIET_ZONE} width=${side} height=${side} fill="#fff"></rect>
      <path d=${qrPath(modules)} fill="#000"></path>`}
    </svg>
  `;
};

export const lobbyScreen = (state) => {
  const lobby = lobbyOf(state.model);
  const address = joinAddress(state.origin, state.roomCode);
  return html`
    <main class="big big-lobby">
      <section class="big-join" aria-label="How to join">
        ${qr(address)}
        <p>
          Scan this, or open<br /><b class="address">${new URL(address).host}/party.html</b><br />
          and enter the code
        </p>
      </section>
      <section class="big-party">
        <h1 tabindex="-1" class="code" aria-label="Code ${[...state.roomCode].join(" ")}">
          ${state.roomCode}
        </h1>
        <p class="lead">${lobby.words}</p>
        <p class="hint">
          ${modeWords(state.model.state.gameMode)} · ${lobby.players.length} of 8
          players${lobby.locked ? " · locked" : ""}
        </p>
        <ul class="big-players" aria-label="Players">
          ${repeat(lobby.players, ({ seat }) => seat, (player) => seatChip(player))}
        </ul>
      </section>
    </main>
  `;
};

/** A player, and what he has done: never by colour alone. */
const seatChip = (player, done = undefined) => html`
  <li
    class="big-player"
    data-away=${player.isConnected ? nothing : "true"}
    data-done=${done ? "true" : nothing}
  >
    <span class="face">${icon(player.icon)}</span>
    <span class="player-name">${player.name}</span>
    ${player.isHost && done === undefined ? html`<em class="tag">host</em>` : nothing}
    ${player.isConnected ? nothing : html`<em class="tag">away</em>`}
    ${done ? html`<span class="check" role="img" aria-label="done">✓</span>` : nothing}
  </li>
`;

const everybody = (state, words) => html`
  <footer class="big-foot">
    <ul class="big-players" aria-label=${words}>
      ${repeat(
        state.model.state.players,
        ({ seat }) => seat,
        (player) => seatChip(player, player.done),
      )}
    </ul>
    <p class="progress">${words}</p>
  </footer>
`;

const head = (state, words) => html`
  <header class="big-head">
    <p class="eyebrow">${words}</p>
    <p class="small-code"><span class="unseen">Code </span>${state.roomCode}</p>
    ${timer(state.seconds, state.share)}
  </header>
`;

export const questionScreen = (state) => {
  const question = questionOf(state.model);
  return html`
    <main class="big big-round">
      ${head(state, question.title)}
      <div class="big-task" data-picture=${question.picture ? "true" : nothing}>
        ${
          question.picture
            ? html`<img class="picture" src=${question.picture.url} alt=${question.picture.alt} />`
            : nothing
        }
        <div>
          <h1 tabindex="-1">${question.text}</h1>
          <p class="lead">Write your answer on your phone.</p>
        </div>
      </div>
      ${everybody(state, question.progress)}
    </main>
  `;
};

export const votingScreen = (state) => {
  const voting = votingOf(state.model);
  const question = questionOf(state.model);
  return html`
    <main class="big big-round">
      ${head(state, question.title)}
      <div class="big-vote">
        <h1 tabindex="-1">${voting.title}</h1>
        ${
          voting.elimination
            ? html`<p class="out-note">
              ${
                voting.elimination.out === undefined
                  ? nothing
                  : html`<b>“${voting.elimination.out}”</b> `
              }${voting.elimination.words}
            </p>`
            : nothing
        }
        <p class="asked-again">${question.text}</p>
      </div>
      <ul class="big-answers" data-count=${voting.choices.length} aria-label="Answers">
        ${voting.choices.map(
          ({ text, eliminated }) => html`
            <li
              data-long=${text.length > LONG ? "true" : nothing}
              data-out=${eliminated ? "true" : nothing}
            >
              <span>${text}</span>${eliminated ? html` <em class="tag">out</em>` : nothing}
            </li>
          `,
        )}
      </ul>
      ${everybody(state, voting.progress)}
    </main>
  `;
};

/** How small the results must be set for all of them to be seen at once. */
function sizeOf({ answers, scores }) {
  const long = answers.filter(({ text }) => text.length > LONG).length;
  const rows = Math.max(answers.length + long, scores.length);
  return rows <= 6 ? "few" : rows <= 12 ? "many" : "dense";
}

export const resultsScreen = (state) => {
  const results = resultsOf(state.model);
  return html`
    <main class="big big-round">
      ${head(state, results?.title ?? "")}
      <div>
        <h1 tabindex="-1" class="unseen">Results</h1>
        <p class="asked-again">${state.model.state.question?.text ?? ""}</p>
      </div>
      ${
        results
          ? html`
            <div class="big-results" data-size=${sizeOf(results)}>
              <section aria-label="Who wrote what">${toldAnswers(results)}</section>
              <section aria-label="Points">
                ${standings(scoreRows(results))}
              </section>
            </div>
          `
          : nothing
      }
    </main>
  `;
};

export const finalScreen = (state, actions) => {
  const { title, why, rows } = finalOf(state.model);
  return html`
    <main class="big big-final">
      <p class="eyebrow">Final standings</p>
      <h1 tabindex="-1">${title}</h1>
      ${why ? html`<p class="lead">${why}</p>` : nothing}
      ${standings(rows.map((row) => ({ ...row, own: false })))}
      <button type="button" class="secondary" @click=${actions.again}>Another party</button>
    </main>
  `;
};

/** What one may switch at the screen itself. */
export const controls = (state, actions) => html`
  <nav class="controls" aria-label="This screen">
    ${[
      ["Sounds", state.sounds, actions.sounds],
      ["Confetti", state.confetti, actions.confetti],
      ["Full screen", state.isFull, actions.full],
    ].map(
      ([words, on, change]) => html`
        <button
          type="button"
          class="quiet"
          aria-pressed=${on ? "true" : "false"}
          @click=${() => change(!on)}
        >
          ${words}<span aria-hidden="true">${on ? " ●" : " ○"}</span>
        </button>
      `,
    )}
    ${
      state.kind === "start"
        ? nothing
        : html`
          <button type="button" class="quiet" @click=${actions.stop}>
            Stop showing this party
          </button>
        `
    }
  </nav>
`;
