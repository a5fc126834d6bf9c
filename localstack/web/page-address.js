/** What the page's address names behind its `#`, and what to write there. Pure. */

/** @typedef {{screen: "lobby" | "leaderboard" | "result" | "unknown"}
 *   | {screen: "verify" | "replay", roomId: string}} Place */

const OF_MATCH = /^#(verify|replay)=([0-9a-f]{32})$/;

/**
 * @param {string} hash of the address
 * @returns {Place}
 */
export function placeOf(hash) {
  const [, screen, roomId] = OF_MATCH.exec(hash) ?? [];
  if (screen === "verify" || screen === "replay") {
    return { screen, roomId };
  }
  switch (hash) {
    case "":
    case "#/lobby":
      return { screen: "lobby" };
    case "#/leaderboard":
      return { screen: "leaderboard" };
    case "#/result":
      return { screen: "result" };
    default:
      return { screen: "unknown" };
  }
}

/**
 * @param {string} screen
 * @param {string} [roomId] of the match that the screen is about
 * @returns {string} empty for a screen that has no address
 */
export function hashOf(screen, roomId) {
  switch (screen) {
    case "lobby":
    case "leaderboard":
    case "result":
      return `#/${screen}`;
    case "verify":
    case "replay":
      return `#${screen}=${roomId}`;
    default:
      return "";
  }
}
