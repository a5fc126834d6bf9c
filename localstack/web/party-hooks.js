/**
 * What browser tests may read of a party's page, as `window.__atriumParty`; nothing can be changed
 * through it. What people see they find by its role and name.
 *
 * @param {import("./party-table.js").PartyTable} table
 */
export function exposePartyHooks(table) {
  const hooks = Object.freeze({
    /** `lobby`, `question` and so on; undefined where there is no room. */
    get phase() {
      return table.model.end ? "final" : table.model.state?.phase;
    },
    get round() {
      return table.model.state?.round;
    },
    get roomCode() {
      return table.roomCode;
    },
    /** `connecting`, `open`, `waiting` or `closed`. */
    get connection() {
      return table.model.connection;
    },
    /** `direct` or `gateway`. */
    get via() {
      return table.via;
    },
    /** The own seat; undefined of a screen. */
    get seat() {
      return table.model.you?.seat;
    },
    /** Whether the room's game is over and its standings are here. */
    get ended() {
      return table.model.end !== undefined;
    },
  });
  Object.defineProperty(window, "__atriumParty", { value: hooks });
}
