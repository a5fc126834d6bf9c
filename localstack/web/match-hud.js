/**
 * What the head-up display shows of a match, from its parts. Pure.
 */

/** The list of players changes this often: rows that change places are dear to lay out. */
const ROSTER_MS = 500;

/** Keeps the list of players until it is time for a new one: the same list is not rendered anew. */
export class RosterPace {
  /** @type {ReturnType<typeof rosterOf>} */
  #roster = [];
  #madeMs = -Infinity;
  #stamp = "";

  /**
   * @param {() => ReturnType<typeof rosterOf>} make
   * @param {string} stamp another one asks for a new list at once
   * @param {number} nowMs
   */
  take(make, stamp, nowMs) {
    if (nowMs - this.#madeMs >= ROSTER_MS || stamp !== this.#stamp) {
      this.#madeMs = nowMs;
      this.#stamp = stamp;
      this.#roster = make();
    }
    return this.#roster;
  }
}

/**
 * @param {object} match
 * @param {import("./arena-views.js").Frame | undefined} match.frame as last shown
 * @param {import("./atrium-room.js").Room} match.room
 * @param {import("./match-story.js").MatchStory} match.story
 * @param {import("./match-spectating.js").Spectating} match.spectating
 * @param {ReadonlySet<string>} match.selected ids of warriors
 * @param {ReadonlySet<string>} match.ownIds of one's own warriors that were ever seen
 * @param {any} match.completion once there is one
 * @param {number} match.serverNowMs
 * @param {import("./match-special.js").SpecialNow | undefined} match.special
 * @param {boolean} match.frozen whether an operator holds the match
 * @param {RosterPace} match.rosterPace
 * @param {number} match.nowMs
 */
export function hudOf(match) {
  const { frame, room, story, completion } = match;
  const warriors = frame?.warriors ?? [];
  const roster = match.rosterPace.take(
    () => rosterOf(match, warriors),
    `${room.players.length} ${frame === undefined}`,
    match.nowMs,
  );
  const leftMs = frame?.endsAt == null ? NaN : frame.endsAt - match.serverNowMs;
  return {
    waiting: !frame,
    secondsLeft: (leftMs / 1_000) * room.speed,
    endless: frame !== undefined && frame.endsAt == null,
    warriorsLeft: warriors.length,
    playersLeft: new Set(warriors.map(({ seat }) => seat)).size,
    shrink: frame?.arena.shrink ?? "none",
    roster,
    own: ownCards(match, warriors),
    winner: completion?.winner,
    won: completion?.standings.some(
      (/** @type {any} */ standing) => standing.seat === room.seat && standing.place === 1,
    ),
    feed: story.feed,
    sentences: story.sentences,
    special: match.special,
    watching: match.spectating.active,
    followed: room.players.find((player) => player.seat === match.spectating.followed),
    frozen: match.frozen,
    connection: room.state,
    roundTripMs: room.roundTripMs,
  };
}

/** The healthiest first. */
function rosterOf(
  /** @type {Parameters<typeof hudOf>[0]} */ { frame, room, story },
  /** @type {readonly import("./atrium-shapes.js").Warrior[]} */ warriors,
) {
  /** @type {Map<number, {living: number, hp: number}>} */
  const bySeat = new Map();
  for (const { seat, hp } of warriors) {
    const before = bySeat.get(seat) ?? { living: 0, hp: 0 };
    const best = Math.max(before.hp, Math.round(hp));
    bySeat.set(seat, { living: before.living + 1, hp: best });
  }
  return room.players
    .map((player) => ({
      ...player,
      ...(bySeat.get(player.seat) ?? { living: 0, hp: 0 }),
      fallen: frame !== undefined && !bySeat.has(player.seat),
      eliminations: story.eliminations.get(player.seat) ?? 0,
      streak: story.streaks.notableOf(player.seat),
      own: player.seat === room.seat,
    }))
    .sort((one, other) => other.hp - one.hp || one.seat - other.seat);
}

function ownCards(
  /** @type {Parameters<typeof hudOf>[0]} */ { ownIds, selected },
  /** @type {readonly import("./atrium-shapes.js").Warrior[]} */ warriors,
) {
  return [...ownIds].sort().map((id) => {
    const warrior = warriors.find((living) => living.id === id);
    return {
      id,
      number: Number(id.split("-").at(-1)) + 1,
      alive: warrior !== undefined,
      hp: Math.round(warrior?.hp ?? 0),
      rage: (warrior?.rage ?? 0) > 0,
      haste: (warrior?.haste ?? 0) > 0,
      shield: (warrior?.shield ?? 0) > 0,
      eliminations: warrior?.eliminations ?? 0,
      selected: selected.has(id),
    };
  });
}
