import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { hpBar, icon, token } from "./screen-parts.js";

const POWERS = Object.freeze(["rage", "haste", "shield"]);

/**
 * One's own warriors: how they are, and whom commands go to.
 * @param {any} hud
 * @param {any} state
 * @param {any} actions
 */
export const ownCards = (hud, state, actions) => html`
  <div class="own-cards" role="group" aria-label="Your warriors">
    ${
      hud.own.length > 1
        ? html`
          <button
            type="button"
            class="own-card all"
            aria-pressed=${state.play.selection.isAll ? "true" : "false"}
            data-testid="select-all"
            @click=${actions.chooseAll}
          >
            <kbd>0</kbd><span>All</span>
          </button>
        `
        : nothing
    }
    ${hud.own.map((card) => ownCard(card, state, actions))}
  </div>
`;

/** What a screen reader says of a card: its health and what he has taken. */
const cardWords = (card) => {
  const powers = POWERS.filter((kind) => card[kind]);
  const state = card.alive ? [`${card.hp} hp`, ...powers] : ["fallen"];
  return `Warrior ${card.number}, ${state.join(", ")}`;
};

const ownCard = (card, state, actions) => html`
  <button
    type="button"
    class="own-card"
    aria-pressed=${card.selected ? "true" : "false"}
    aria-label=${cardWords(card)}
    ?disabled=${!card.alive}
    @click=${() => actions.choose(card.id)}
  >
    <kbd>${card.number}</kbd>
    <span class="own-token">
      ${token({ seat: state.play.room.seat ?? 0, icon: state.profile?.icon ?? "owl" })}
    </span>
    <span class="own-hp">
      ${hpBar(card.hp)}
      <span class="own-line">
        ${card.alive ? html`<b>${card.hp}</b>` : "fallen"}
        ${POWERS.map((kind) =>
          card[kind]
            ? html`<span class="power ${kind}" title=${kind}>${icon(kind)}</span>`
            : nothing,
        )}
      </span>
    </span>
  </button>
`;
