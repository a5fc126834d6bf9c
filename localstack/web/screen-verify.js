import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { tally } from "./match-verification.js";
import { topBar } from "./screen-parts.js";

/** What each check is about, for people who are no cryptographers. */
const CHECKS = Object.freeze({
  signature: {
    title: "The result is signed",
    words:
      "The server put a digital signature under the result. If anybody changed one letter of the " +
      "result later, the signature would no longer fit. The key comes with the match; this page " +
      "compares it with those that the server publishes.",
  },
  journal: {
    title: "The record of the match is the signed one",
    words:
      "All that every player did is in a record. A fingerprint of it stands in the signed result: " +
      "one entry changed, added or left out gives another fingerprint.",
  },
  players: {
    title: "Record and result name the same players",
    words: "Nobody was put into the result, or taken out of it.",
  },
  end: {
    title: "The record ends where the result was taken",
    words:
      "The record's last entry has a fingerprint of how things stood at the end. This page " +
      "compares fingerprints; it does not play the match again. The command below does, and so " +
      "does the server before it counts the match or pays anything.",
  },
  seed: {
    title: "Nobody chose the dice",
    words:
      "All luck in a match comes from one number, the seed. It is drawn so that for these players " +
      "and this key there is exactly one that can come out, and the proof shows that it is this one.",
  },
  nonces: {
    title: "The players had a part in the dice",
    words: "A secret number of each player went into the draw, so that nobody could foresee it.",
  },
  "own-nonce": {
    title: "Your number had a part in the dice",
    words: "Your browser chose a secret number when you queued, and kept it to look for it here.",
  },
  "own-inputs": {
    title: "What you did is in the record",
    words:
      "Your browser kept a fingerprint of all commands that the server told it were stored. If " +
      "one of them were missing, altered or in another place, the fingerprints would differ.",
  },
});

const SIGNS = Object.freeze({
  true: { sign: "✓", said: "Holds" },
  false: { sign: "✗", said: "Does not hold" },
  unknown: { sign: "?", said: "Cannot be told here" },
});

/** Whether a match was played as its result says. */
export const verifyScreen = (state, actions) => {
  const { roomId, checks, played } = state.verify;
  return html`
    ${topBar(state, actions)}
    <main class="verify" data-testid="verify">
      <section class="card" aria-labelledby="verify-title">
        <p class="eyebrow">Fair play</p>
        <h1 id="verify-title">Was this match played fairly?</h1>
        <p class="lead">
          Your browser checks it by itself, with what the server published when the match was over.
        </p>
        <p class="verdict ${verdictLook(checks)}" role="status" data-testid="verdict">
          ${verdict(state.verify)}
        </p>
        ${checks ? html`<ul class="checks">${checks.map(checkRow)}</ul>` : nothing}
        ${
          checks && !played
            ? html`<p class="hint">
              This browser did not play the match, or no longer knows it, so it cannot look for what
              one player did.
            </p>`
            : nothing
        }
      </section>
      <section class="card" aria-labelledby="again-title">
        <h2 id="again-title">Play it again yourself</h2>
        <p>
          With a copy of the program, this command runs the whole match again from its record and
          compares every step:
        </p>
        <pre class="command" tabindex="0"><code data-testid="replay-command">${commandOf(
          roomId,
        )}</code></pre>
        <div class="actions">
          <a class="button secondary" data-testid="to-replay" href="#replay=${roomId}">
            Watch the replay
          </a>
          ${
            state.result
              ? html`<a class="button secondary" href="#/result">Back to the result</a>`
              : html`<a class="button secondary" href="#/lobby">To the lobby</a>`
          }
        </div>
        <p class="hash">Match <code>${roomId}</code></p>
      </section>
    </main>
  `;
};

/** As `localstack/replay` takes it. */
const commandOf = (/** @type {string} */ roomId) =>
  `localstack/replay ${roomId} --url ${location.origin} --verify`;

const verdict = ({ checks, error }) => {
  if (error) {
    return "There is nothing to check: see the message above.";
  }
  if (!checks) {
    return "Checking …";
  }
  const { hold, fail, unknown } = tally(checks);
  if (fail > 0) {
    return `${fail} of ${checks.length} checks do not hold. This result is not to be trusted.`;
  }
  return unknown > 0
    ? `${hold} of ${checks.length} checks hold; ${unknown} cannot be told here.`
    : `All ${checks.length} checks hold.`;
};

const verdictLook = (checks) => {
  const { fail, unknown } = tally(checks ?? []);
  return !checks ? "waiting" : fail > 0 ? "fails" : unknown > 0 ? "open" : "holds";
};

const checkRow = ({ what, holds, why, facts }) => {
  const { sign, said } = SIGNS[String(holds)];
  return html`
    <li data-check=${what} data-holds=${String(holds)}>
      <span class="check-sign" aria-hidden="true">${sign}</span>
      <div>
        <h2>${CHECKS[what].title}<span class="unseen">: ${said}.</span></h2>
        <p class="check-why">${why}</p>
        <details>
          <summary>What this means</summary>
          <p>${CHECKS[what].words}</p>
          ${
            facts
              ? html`<dl class="facts-compared">
                ${facts.map(
                  ({ name, value }) => html`
                    <div><dt>${name}</dt><dd><code>${value}</code></dd></div>
                  `,
                )}
              </dl>`
              : nothing
          }
        </details>
      </div>
    </li>
  `;
};
