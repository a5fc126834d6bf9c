import { ICONS } from "./atrium.js";

/** @typedef {"sign-in"|"lobby"|"match"|"result"|"leaderboard"|"verify"|"replay"} Screen */

/** All that the page shows, as it is before anybody has done anything. */
export const newPageState = () => ({
  /** @type {Screen} */
  screen: "sign-in",
  /** @type {unknown} */
  error: undefined,
  busy: false,
  /** @type {any} */
  profile: undefined,
  /** @type {any} */
  wallet: undefined,
  ethereum: undefined,
  draft: {
    name: "",
    icon: /** @type {string} */ (ICONS[Math.floor(Math.random() * ICONS.length)]),
    warriors: 1,
    bots: true,
    stakes: false,
  },
  /**
   * @type {{game: string, sinceMs: number, waiting: number, bots: boolean, hindrance?: unknown}
   *   | undefined}
   */
  queue: undefined,
  lobbyState: "closed",
  /** @type {import("./match-play.js").MatchPlay | undefined} */
  play: undefined,
  /** Whether one has said that one wants to leave a match, and not yet that one means it. */
  leaving: false,
  /** @type {any} */
  result: undefined,
  /**
   * @type {{roomId: string, checks?: import("./atrium-replay.js").Check[], played?: boolean,
   *   error?: unknown} | undefined}
   */
  verify: undefined,
  /** @type {import("./replay-play.js").ReplayPlay | undefined} */
  replay: undefined,
  /** @type {import("./own-matches.js").OwnMatches | undefined} */
  matches: undefined,
  /** @type {import("./siege-desk.js").SiegeDesk | undefined} */
  sieges: undefined,
  /** @type {import("./atrium-shapes.js").Board | undefined} */
  board: undefined,
  /** @type {import("./atrium-shapes.js").Account | null | undefined} null: it cannot be had */
  account: undefined,
  /** @type {import("./atrium-shapes.js").PlayerRecord | undefined} */
  record: undefined,
});
