import { html, nothing } from "/webjars/lit-html/lit-html.js";
import { leavingForfeits } from "./leaving.js";

/** Asks who wants to leave whether he means it, as long as it costs him the match. */
export const leavingBar = (state, actions) =>
  state.leaving && leavingForfeits(state.play)
    ? html`
      <div
        class="called-bar"
        role="alertdialog"
        aria-label="Leave the match?"
        aria-describedby="leaving-costs"
        data-testid="leaving"
      >
        <span id="leaving-costs">Who leaves now forfeits: last place, and no part of a pot.</span>
        <button type="button" class="quiet" data-testid="forfeit" @click=${actions.leaveMatch}>
          Forfeit
        </button>
        <button type="button" class="quiet" data-testid="stay" @click=${actions.stay}>Stay</button>
      </div>
    `
    : nothing;
