import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { repeat } from "/webjars/lit-html/directives/repeat.js";
import { keptCalled } from "./kept.js";
import {
  countdown,
  obstacleWords,
  OWN_WARRIORS_MAX,
  rowWords,
  timeWords,
  warriorsWords,
} from "./sieges.js";
import { amount } from "./stakes.js";

/** Sieges in the lobby: those to come, and the one that may still be entered. */
export const siegeCard = (state, actions, desk = state.sieges) => html`
  <section class="card siege-card" aria-labelledby="siege-title" data-testid="sieges">
    <div class="card-head">
      <h2 id="siege-title">Siege</h2>
      <span class="hint">10 min · up to 100 warriors</span>
    </div>
    <p class="hint">
      It begins at its time, and this page takes you there if it is open. The first three places
      share the pot; with fewer than two players it is called off, and your fee is back.
    </p>
    ${chooser(desk, actions)} ${runningPanel(desk.running, state, actions)}
    ${list(desk, state, actions)} ${notice(desk)}
    <p class="unseen" role="status" data-testid="siege-news">${desk.news}</p>
  </section>
`;

/**
 * It is there from the start, so that what comes into it is read aloud; and below the list, so that
 * nothing moves under a finger.
 */
const notice = (desk) => html`
  <div role="status" data-testid="siege-notice">
    ${desk.notice ? html`<p class="siege-notice">${desk.notice}</p>` : nothing}
  </div>
`;

const chooser = (desk, actions) => html`
  <fieldset class="field siege-warriors">
    <legend>Your warriors in a siege</legend>
    <div class="segments">
      ${Array.from({ length: OWN_WARRIORS_MAX }, (_, index) => index + 1).map(
        (count) => html`
          <label>
            <input
              type="radio"
              name="siege-warriors"
              value=${count}
              data-testid="siege-warriors-${count}"
              .checked=${desk.warriors === count}
              @change=${() => actions.chooseSiegeWarriors(count)}
            />
            <span>${count}</span>
          </label>
        `,
      )}
    </div>
  </fieldset>
`;

const list = (desk, state, actions) => {
  if (desk.list === undefined) {
    return html`<p class="hint">
      ${desk.unknown ? "The sieges cannot be listed right now. It is tried again." : "Loading …"}
    </p>`;
  }
  const { first, later } = desk.rows;
  const row = (siege) => siegeRow(siege, desk, state, actions);
  return html`
    <ul class="sieges">
      ${desk.starting.map(startingRow)}
      ${repeat(first, ({ slot }) => slot, row)}
    </ul>
    ${
      later.length > 0
        ? html`
          <details class="sieges-later">
            <summary>${later.length} later</summary>
            <ul class="sieges">
              ${repeat(later, ({ slot }) => slot, row)}
            </ul>
          </details>
        `
        : nothing
    }
  `;
};

const OWN_WORDS = Object.freeze({
  asked: "asking",
  leaving: "cancelling",
  registered: "registered",
  elsewhere: "registered in another browser",
});

/** Its time has come, and the invitation is on its way. */
const startingRow = ({ slot, warriors }) => html`
  <li class="siege" data-slot=${slot} data-own="starting">
    <p class="siege-when">
      <time datetime=${new Date(slot).toISOString()}>${timeWords(slot)}</time>
      <em class="tag">registered, ${warriorsWords(warriors)}</em>
    </p>
    <p class="hint">It is about to begin. This page takes you there.</p>
  </li>
`;

const siegeRow = (siege, desk, state, actions) => html`
  <li class="siege" data-slot=${siege.slot} data-own=${siege.own ?? "none"}>
    <p class="siege-when">
      <time datetime=${new Date(siege.slot).toISOString()}>${timeWords(siege.slot)}</time>
      <span class="siege-clock" role="timer" aria-label="Starts in">
        ${countdown(siege.startsInMs)}
      </span>
      ${
        siege.own
          ? html`<em class="tag">
            ${OWN_WORDS[siege.own]}${
              siege.ownWarriors > 0 ? `, ${warriorsWords(siege.ownWarriors)}` : ""
            }
          </em>`
          : nothing
      }
    </p>
    <p class="hint" id="siege-${siege.slot}">
      ${rowWords(siege)}${!siege.own && siege.obstacle ? `. ${obstacleWords(siege.obstacle)}` : ""}
    </p>
    ${rowButton(siege, desk, state, actions)}
  </li>
`;

/**
 * One button for both ways: who has just pressed it keeps his place on the page. For that it is
 * never really disabled, either.
 */
const rowButton = (siege, desk, state, actions) => {
  const own = siege.own !== undefined;
  const blocked =
    state.busy || siege.own === "asked" || siege.own === "leaving" || (!own && siege.obstacle);
  const cost = siege.fee * desk.warriors;
  const siegeAt = `the siege at ${timeWords(siege.slot)}`;
  const label = own
    ? `Cancel your registration for ${siegeAt}`
    : `Register for ${siegeAt} with ${warriorsWords(desk.warriors)}` +
      (cost > 0 ? `, ${amount(cost)} in all` : "");
  const press = own ? actions.cancelSiege : actions.registerSiege;
  return html`
    <button
      type="button"
      class="secondary small"
      data-testid=${own ? "siege-cancel" : "siege-register"}
      aria-label=${label}
      aria-describedby="siege-${siege.slot}"
      aria-disabled=${blocked ? "true" : "false"}
      @click=${() => !blocked && press(siege.slot)}
    >
      ${own ? "Cancel" : cost > 0 ? `Register · ${amount(cost)}` : "Register"}
    </button>
  `;
};

const runningPanel = (siege, state, actions) => {
  if (!siege) {
    return nothing;
  }
  const cost = siege.feePerWarrior * siege.own;
  const blocked = state.busy || siege.obstacle;
  const words = siege.again
    ? "Back to the siege"
    : `Enter late with ${siege.own}${cost > 0 ? ` · ${amount(cost)}` : ""}`;
  return html`
    <div class="siege-running" data-testid="siege-running">
      <p>
        <b>A siege is on.</b> ${siege.registered} players · ${siege.warriors} of 100 warriors${
          siege.feePerWarrior > 0 ? ` · pot ${amount(siege.feePerWarrior * siege.warriors)}` : ""
        }
      </p>
      <p class="hint" id="siege-late-words">
        Who comes late begins with 70 hp at the rim. Open for
        <span class="siege-clock" role="timer" aria-label="Late entry is open for"
          >${countdown(siege.leftMs)}</span
        >.
        ${siege.obstacle ? obstacleWords(siege.obstacle) : nothing}
      </p>
      <button
        type="button"
        class="primary small"
        data-testid="siege-late"
        aria-describedby="siege-late-words"
        aria-disabled=${blocked ? "true" : "false"}
        @click=${() => !blocked && actions.enterSiegeLate()}
      >
        ${words}
      </button>
    </div>
  `;
};

/** One's siege has begun while one plays something else. */
export const calledBar = (state, actions) =>
  state.play && keptCalled()
    ? html`
      <div class="called-bar" role="status" data-testid="called">
        <span>Your siege has begun. You enter it when this match is over.</span>
        <button type="button" class="quiet" @click=${actions.tryToLeave}>Leave for it now</button>
      </div>
    `
    : nothing;
