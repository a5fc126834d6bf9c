/**
 * The shapes that the library gives and takes, as JSDoc types; there is no code here. The protocol
 * page of the project (`shared-model/docs/protocol.md`) is the source; unknown fields may be there.
 *
 * Units: times named `…At` and `serverTime` are milliseconds since 1970 of the server's clock;
 * `…Ms` are milliseconds; ticks are game time; `x` and `y` of warriors are subunits from the
 * north-west corner (256 to a cell), of power-ups cells.
 */

/** @typedef {"n"|"ne"|"e"|"se"|"s"|"sw"|"w"|"nw"|"stop"} Direction north is up and lowers y */

/** @typedef {{playerId: string, token: string, expiresAt: number}} Session a signed-in player */

/** @typedef {{playerId: string, name: string, icon: string, protocol: number,
 *     oldestProtocol: number, serverTime: number}} Connected */

/** @typedef {{game: string, queuedAt: number, waiting: number}} Queued
 *     `waiting`: how many players wait */

/** @typedef {{game: string, queued: boolean, waiting: number, waitedMs: number}} QueueStatus */

/** @typedef {{roomId: string, game: string, ticket: string, direct: string, expiresAt: number,
 *     nonce: string, slot?: number}} Match what `match-found` told, with the nonce; secret until
 *     entered; `slot`: of a siege that one registered for, its start */

/** @typedef {{roomId: string, roomCode: string, game: string, ticket: string, direct: string}}
 *     RoomReady a place in a room that is joined by its code; the ticket is secret until entered;
 *     `direct` may be empty: then the room is reached through the gateway */

/** @typedef {{code: string, leader: string, members: {playerId: string, name: string, icon: string,
 *     warriors: number, ready: boolean}[]}} Party people who queue together, the leader first */

/** @typedef {{slot: number, registered: number, warriors: number, feePerWarrior: number}}
 *     SiegeToCome `slot`: its start, in server milliseconds; `registered`: players; `warriors`:
 *     theirs, 100 at most; the fee in the ledger's smallest unit, 0 if it costs nothing */

/** @typedef {SiegeToCome & {roomId: string, lateUntil: number}} SiegeRunning until when, in server
 *     milliseconds, one may come late */

/** @typedef {{periodMs: number, running?: SiegeRunning, next: SiegeToCome[]}} SiegeList */

/** @typedef {{slot: number, warriors: number, startsAt: number, registered: number}}
 *     SiegeRegistered */

/** @typedef {{seat: number, playerId: string, name: string, icon: string, bot: boolean,
 *     presence: "here"|"gone"}} Player name and icon are text of players: never put it into HTML */

/** @typedef {{roomId: string, seat: number | null, game: string, rulesVersion: number,
 *     protocol: number, oldestProtocol: number, tick: number, tickRate: number, viewRate: number,
 *     speed: number, players: Player[], state?: object, pingMs?: number}} Entered `seat`: null of
 *     who watches; `pingMs`: how often the room wants a `ping`, absent from older servers, which
 *     want one every 10,000 */

/** @typedef {{id: string, seat: number, x: number, y: number, direction: Direction, hp: number,
 *     rage: number, haste: number, shield: number, eliminations: number}} Warrior
 *     `rage` and `haste` in ticks left, `shield` in damage it still takes, `hp` 1-100 */

/** @typedef {{id: string, kind: "rage"|"heal"|"shield"|"haste", x: number, y: number}} PowerUp */

/** @typedef {{cells: number, subunits: number, min: number, max: number,
 *     shrink: "none"|"shrinking"|"shrunk"}} Arena living field: min <= x, y < max, in subunits */

/** @typedef {{kind: "power-surge"|"blood-moon"|"sanctuary", endsAt: number}} Special */

/** @typedef {{phase: "fighting"|"finished", endsAt?: number | null, arena: Arena,
 *     warriors: Warrior[], powerUps: PowerUp[], special?: Special | null}} ArenaState
 *     `endsAt`: null if it never ends; `special`: what is on just now, absent from older servers */

/** @typedef {{epoch: number, seq?: number, tick: number, applied: Record<string, number>,
 *     durable: Record<string, number>, data: ArenaState}} View
 *     `applied`, `durable`: by seat, the last command number applied and stored */

/** @typedef {{type: string, tick: number, epoch: number, data: any}} RoomEvent */

/** @typedef {{eliminations: number, damageDealt: number, damageTaken: number,
 *     survivedTicks: number, bestHp: number, forfeited?: number}} Statistics */

/** @typedef {{seat: number, playerId: string, name: string, place: number,
 *     statistics: Statistics}} Standing */

/** @typedef {{roomId: string, outcomeHash: string, stateHash: string, ticks: number,
 *     reason: string, standings: Standing[], winner: string, winners: string[]}} Completion
 *     `winner`: the names of place 1; `winners`: their player ids */

/** @typedef {{rank: number, playerId: string, name: string, icon: string, score: number,
 *     wins: number, eliminations: number, played: number}} BoardEntry */

/** @typedef {{board: string, entries: BoardEntry[], next?: string, season?: string}} Board */

/** @typedef {{season: string, startsAt: number, endsAt: number | null,
 *     state: "open"|"archived"|"paid", players: number | null, archiveHash: string | null}}
 *     SeasonRecord */

/** @typedef {{rank: number, playerId: string, name: string, icon: string, score: number,
 *     wins: number, averageHundredths: number, played: number, correctAnswers: number,
 *     robotsIdentified: number}} PartyBoardEntry of the board `party`; `averageHundredths`: points
 *     a game, in hundredths */

/** @typedef {{playerId: string, name: string, icon: string, kind: string, statistics:
 *     {played: number, wins: number, eliminations: number, damageDealt: number},
 *     party: PartyTotals, ratings: Rating[]}} PlayerRecord `statistics`: of the arena */

/** @typedef {{ladder: string, rating: number, uncertainty: number, games: number}} Rating as of
 *     now, in whole points */

/** @typedef {{played: number, wins: number, totalScore: number, averageHundredths: number,
 *     roundsWon: number, correctAnswers: number, robotsIdentified: number,
 *     timesFooled: number}} PartyTotals over all party games */

/** @typedef {{roomId: string, game: string, rulesVersion: number,
 *     status: "placed"|"playing"|"finished"|"void", players: object[], standings?: Standing[],
 *     ticks?: number, outcomeHash?: string, journalHash?: string, stateHash?: string,
 *     settled: boolean, state: string, epoch: number, direct?: string, retryAfterMs?: number,
 *     stakes?: Stakes}} MatchRecord */

/** @typedef {{playerId: string, balance: number, fees: Record<string, number>,
 *     kind?: "guest" | "solana" | "evm", wallets?: {chain: "solana" | "evm", address: string}[]}}
 *     Account `fees`: of a warrior, by the games that are played for stakes; in the ledger's
 *     smallest unit; `wallets`: by which one signs in */

/** @typedef {{feePerWarrior: number,
 *     state: "open"|"settling"|"paying"|"paid"|"refunding"|"refunded",
 *     entries: {playerId: string, warriors: number, amount: number, refunded: boolean}[],
 *     pot: number, payouts?: {players: {playerId: string, amount: number}[], platform: number,
 *     burn: number}}} Stakes what a match costs, and what came of it; `refunded`: he has it back */

/** @typedef {{roomId: string, game: string, rulesVersion: number, tickRate: number,
 *     viewRate: number, ticks: number, startedAt: number, next: number | null,
 *     players: {seat: number, playerId: string, name: string, icon: string, bot: boolean}[],
 *     frames: string[]}} ViewsPage a part of a match that is over; frames in base64 */

export {};
