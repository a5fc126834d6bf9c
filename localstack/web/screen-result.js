import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { token, topBar } from "./screen-parts.js";
import { stakesWords } from "./stakes.js";
import { ordinal } from "./words.js";

/** How it ended. */
export const resultScreen = (state, actions) => {
  const { completion } = state.result;
  const own = completion.standings.find(({ playerId }) => playerId === state.profile?.playerId);
  const won = own?.place === 1;
  return html`
    ${topBar(state, actions)}
    <main class="result" data-testid="result">
      <section class="card result-card ${won ? "won" : ""}">
        <p class="eyebrow">${state.result.game.title} · ${Math.round(completion.ticks / 60)} s</p>
        <h1>${own ? (won ? "Victory" : `${ordinal(own.place)} place`) : "Match over"}</h1>
        <p class="lead">
          ${won ? "The floor is yours." : html`<b>${completion.winner}</b> takes the floor.`}
        </p>
        ${own ? ownFigures(own.statistics) : nothing}
        <div class="actions">
          <button
            type="button"
            class="primary"
            data-testid="play-again"
            @click=${actions.playAgain}
          >
            Play again
          </button>
          <a class="button secondary" href="#/leaderboard">Leaderboard</a>
          ${proofLinks(completion)}
        </div>
        ${settlement(state.result)}
        ${
          state.result.stakes
            ? html`<p class="stakes-words" role="status" data-testid="stakes">
              ${stakesWords(state.result.stakes)}
            </p>`
            : nothing
        }
      </section>
      <section class="card standings-card" aria-labelledby="standings-title">
        <div class="card-head"><h2 id="standings-title">Standings</h2></div>
        <div class="table-frame">
          <table data-testid="standings">
            <thead>
              <tr>
                <th scope="col"><span class="unseen">Place</span></th>
                <th scope="col">Player</th>
                <th scope="col" class="number">Kills</th>
                <th scope="col" class="number">Damage</th>
                <th scope="col" class="number wide">Taken</th>
                <th scope="col" class="number wide">Survived</th>
              </tr>
            </thead>
            <tbody>
              ${completion.standings.map((row) => standingRow(row, state))}
            </tbody>
          </table>
        </div>
        ${
          completion.outcomeHash
            ? html`<p class="hash">
              Outcome
              <code title=${completion.outcomeHash}>${completion.outcomeHash.slice(0, 16)}…</code>
            </p>`
            : nothing
        }
      </section>
    </main>
  `;
};

/** Only what is stored can be verified. */
const proofLinks = ({ roomId, outcomeHash }) =>
  outcomeHash
    ? html`
      <a class="button secondary" data-testid="to-replay" href="#replay=${roomId}">Replay</a>
      <a class="button secondary" data-testid="to-verify" href="#verify=${roomId}">Was it fair?</a>
    `
    : nothing;

const ownFigures = (statistics) => html`
  <dl class="figures">
    <div><dt>eliminations</dt><dd>${statistics.eliminations}</dd></div>
    <div><dt>damage dealt</dt><dd>${statistics.damageDealt}</dd></div>
    <div><dt>seconds survived</dt><dd>${Math.round(statistics.survivedTicks / 60)}</dd></div>
  </dl>
`;

const settlement = (result) => {
  const words = {
    waiting: "Checking the match and writing it down …",
    settled: "On the leaderboard",
    late: "Not on the leaderboard yet. It will be there soon.",
    unranked: "This does not count for the leaderboard.",
  }[result.settlement];
  const row = result.board?.entries.find(({ playerId }) => playerId === result.playerId);
  const standing =
    result.settlement === "settled" && row ? `: rank ${row.rank}, score ${row.score}` : "";
  return html`
    <p class="settlement ${result.settlement}" role="status" data-testid="settlement">
      <span class="settlement-sign" aria-hidden="true"></span>
      ${words}${standing}
    </p>
  `;
};

const standingRow = (row, state) => {
  const own = row.playerId === state.profile?.playerId;
  const animal = state.result.icons.get(row.seat) ?? "owl";
  return html`
    <tr class=${own ? "own" : ""} data-own=${own ? "true" : nothing}>
      <td class="rank" data-rank=${row.place}>${row.place}</td>
      <th scope="row">
        <span class="cell-player">
          ${token({ seat: row.seat, icon: animal })}<span class="player-name">${row.name}</span>
          ${own ? html`<em class="tag">you</em>` : nothing}
        </span>
      </th>
      <td class="number strong">${row.statistics.eliminations}</td>
      <td class="number">${row.statistics.damageDealt}</td>
      <td class="number wide">${row.statistics.damageTaken}</td>
      <td class="number wide">${Math.round(row.statistics.survivedTicks / 60)} s</td>
    </tr>
  `;
};
