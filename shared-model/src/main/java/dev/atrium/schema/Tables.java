package dev.atrium.schema;

import java.util.List;

/** Every table of Atrium. */
public final class Tables {
    /** Who plays, and what he has won. */
    public static final TableDefinition<PlayerRow> PLAYERS =
            TableDefinition.of("players", PlayerRow.class, "playerId");

    /** Which player a wallet belongs to. */
    public static final TableDefinition<WalletRow> WALLETS =
            TableDefinition.of("wallets", WalletRow.class, "wallet");

    /** Sign-in challenges, each used once. */
    public static final TableDefinition<ChallengeRow> CHALLENGES =
            TableDefinition.of("challenges", ChallengeRow.class, "wallet").expiringBy("ttl");

    /** One-use tokens for opening the gateway socket. */
    public static final TableDefinition<ConnectTokenRow> CONNECT_TOKENS =
            TableDefinition.of("connect-tokens", ConnectTokenRow.class, "tokenHash")
                    .expiringBy("ttl");

    /** Open gateway sockets. */
    public static final TableDefinition<ConnectionRow> CONNECTIONS =
            TableDefinition.of("connections", ConnectionRow.class, "connectionId")
                    .indexed("by-player", "playerId")
                    .expiringBy("ttl");

    /** The index of rooms by the host that has them; holds those only that have not ended. */
    public static final String ROOMS_BY_LIVE_OWNER = "by-live-owner";

    /**
     * The index of rooms that nobody has opened yet, the oldest first: small, since each is there
     * for the moment between its match and its first player. Sharded by {@link RoomRow}'s first
     * digit, since every match writes to it.
     */
    public static final String ROOMS_UNOPENED = "unopened";

    /** Room hosts and their leases. */
    public static final TableDefinition<HostRow> HOSTS =
            TableDefinition.of("hosts", HostRow.class, "hostId").expiringBy("ttl");

    /** Rooms: owner, epoch, status, seats; its stream tells of those that are void. */
    public static final TableDefinition<RoomRow> ROOMS =
            TableDefinition.of("rooms", RoomRow.class, "roomId")
                    .indexed(Tables.ROOMS_BY_LIVE_OWNER, "liveOwner")
                    .indexed(Tables.ROOMS_UNOPENED, "unopenedShard", "unopenedSince")
                    .streamed();

    /**
     * The index of codes that are not released yet, by when they expire. Sharded by {@link
     * RoomCodeRow}'s first digit, since every room that is opened by hand writes to it.
     */
    public static final String ROOM_CODES_LIVE = "live";

    /** Which room people find by which code. */
    public static final TableDefinition<RoomCodeRow> ROOM_CODES =
            TableDefinition.of("room-codes", RoomCodeRow.class, "code")
                    .indexed(Tables.ROOM_CODES_LIVE, "liveShard", "liveUntil")
                    .expiringBy("ttl");

    /** Journals of the games whose journals are kept here and not in Redis. */
    public static final TableDefinition<JournalRow> JOURNALS =
            TableDefinition.of("journals", JournalRow.class, "roomId")
                    .sortedBy("slot")
                    .expiringBy("ttl");

    /** What rooms' seeds were drawn from; one function alone writes here. */
    public static final TableDefinition<SeedDrawRow> SEED_DRAWS =
            TableDefinition.of("seed-draws", SeedDrawRow.class, "roomId").expiringBy("ttl");

    /** What rooms ended with, signed; its stream wakes settlement. */
    public static final TableDefinition<OutcomeRow> OUTCOMES =
            TableDefinition.of("outcomes", OutcomeRow.class, "roomId").streamed();

    /** The matches of a player, newest last. */
    public static final TableDefinition<MatchRow> MATCHES =
            TableDefinition.of("matches", MatchRow.class, "playerId").sortedBy("finishedAtRoom");

    /** Steps of settlement that are done: each once. */
    public static final TableDefinition<SettlementRow> SETTLEMENTS =
            TableDefinition.of("settlements", SettlementRow.class, "roomId").sortedBy("step");

    /** Leaderboards, the record behind Redis, in shards. */
    public static final TableDefinition<BoardRow> BOARDS =
            TableDefinition.of("board-rows", BoardRow.class, "boardShard").sortedBy("playerId");

    /** The index of seasons that are not paid yet, by board. */
    public static final String SEASONS_UNFINISHED = "unfinished";

    /** Seasons of leaderboards, and what they ended with. */
    public static final TableDefinition<SeasonRow> SEASONS =
            TableDefinition.of("board-seasons", SeasonRow.class, "board")
                    .sortedBy("season")
                    .indexed(Tables.SEASONS_UNFINISHED, "unfinished", "season");

    /** The index of party games by the code of their room: codes are used again. */
    public static final String GAMES_BY_ROOM_CODE = "by-room-code";

    /** The index of party games by the day on which they started, UTC. */
    public static final String GAMES_BY_DAY = "by-day";

    /** Party games that were played. */
    public static final TableDefinition<GameRow> GAMES =
            TableDefinition.of("games", GameRow.class, "gameId")
                    .indexed(Tables.GAMES_BY_ROOM_CODE, "roomCode", "startedAtGame")
                    .indexed(Tables.GAMES_BY_DAY, "startedDay", "startedAtGame");

    /** The index of what players did in party games by the player, newest last. */
    public static final String PLAYER_GAME_STATS_BY_PLAYER = "by-player";

    /** What each player did in each party game. */
    public static final TableDefinition<PlayerGameStatsRow> PLAYER_GAME_STATS =
            TableDefinition.of("player-game-stats", PlayerGameStatsRow.class, "gameId")
                    .sortedBy("playerId")
                    .indexed(Tables.PLAYER_GAME_STATS_BY_PLAYER, "playerId", "completedAtGame");

    /** What players have done in all their party games. */
    public static final TableDefinition<PartyTotalsRow> PARTY_TOTALS =
            TableDefinition.of("party-totals", PartyTotalsRow.class, "playerId");

    /** How good players are, on each ladder on which they have played. */
    public static final TableDefinition<RatingRow> RATINGS =
            TableDefinition.of("ratings", RatingRow.class, "playerId").sortedBy("ladder");

    /** Which player has which user name. */
    public static final TableDefinition<UserNameRow> USER_NAMES =
            TableDefinition.of("user-names", UserNameRow.class, "nameKey").expiringBy("ttl");

    /** The index of deletions of which something is left to do. */
    public static final String ACCOUNT_DELETIONS_UNFINISHED = "unfinished";

    /** Accounts that are being deleted, or were. */
    public static final TableDefinition<AccountDeletionRow> ACCOUNT_DELETIONS =
            TableDefinition.of("account-deletions", AccountDeletionRow.class, "playerId")
                    .indexed(Tables.ACCOUNT_DELETIONS_UNFINISHED, "unfinished");

    /** Players who are kept out of every game for a time. */
    public static final TableDefinition<BanRow> BANS =
            TableDefinition.of("bans", BanRow.class, "playerId").expiringBy("ttl");

    /** Players who have signed out everywhere. */
    public static final TableDefinition<SignOutRow> SIGN_OUTS =
            TableDefinition.of("sign-outs", SignOutRow.class, "playerId").expiringBy("ttl");

    /** What operators did, by day. */
    public static final TableDefinition<AuditRow> AUDIT =
            TableDefinition.of("audit", AuditRow.class, "day").sortedBy("entry").expiringBy("ttl");

    /** What operators have switched on for the whole deployment. */
    public static final TableDefinition<SwitchRow> SWITCHES =
            TableDefinition.of("switches", SwitchRow.class, "name");

    /** The ledger's accounts, but for escrows. */
    public static final TableDefinition<AccountRow> ACCOUNTS =
            TableDefinition.of("accounts", AccountRow.class, "accountId");

    /** The ledger's postings: each once. */
    public static final TableDefinition<PostingRow> POSTINGS =
            TableDefinition.of("postings", PostingRow.class, "book").sortedBy("step");

    /**
     * The index of escrows that are neither paid out nor given back, by when somebody should look
     * next why. Sharded by {@link EscrowRow}'s first digit, since every entry writes to it.
     */
    public static final String ESCROWS_UNSETTLED = "unsettled";

    /** Entry fees of rooms, held until they are paid out or given back. */
    public static final TableDefinition<EscrowRow> ESCROWS =
            TableDefinition.of("escrows", EscrowRow.class, "roomId")
                    .indexed(Tables.ESCROWS_UNSETTLED, "unsettledShard", "nextLook");

    /**
     * The index of sieges of which something may still become, by their start: whatever period
     * sieges have, and however long nobody looked, none of them is lost.
     */
    public static final String SIEGES_UNFINISHED = "unfinished";

    /** Sieges by their start, with who is registered. */
    public static final TableDefinition<SiegeRow> SIEGES =
            TableDefinition.of("sieges", SiegeRow.class, "slot")
                    .indexed(Tables.SIEGES_UNFINISHED, "unfinished", "slot")
                    .expiringBy("ttl");

    /** The pool of the party game's questions, and how often people and the robot were right. */
    public static final TableDefinition<QuestionRow> QUESTIONS =
            TableDefinition.of("questions", QuestionRow.class, "questionId");

    /** What players were asked in their last games. */
    public static final TableDefinition<RecentQuestionsRow> RECENT_QUESTIONS =
            TableDefinition.of("recent-questions", RecentQuestionsRow.class, "playerId")
                    .expiringBy("ttl");

    /** The questions of rooms, each dealt once. */
    public static final TableDefinition<DealtQuestionsRow> DEALT_QUESTIONS =
            TableDefinition.of("dealt-questions", DealtQuestionsRow.class, "roomId")
                    .expiringBy("ttl");

    /**
     * The index of tickets that wait, by since when. Sharded by the first digit of a ticket's id,
     * since everybody who queues writes to it.
     */
    public static final String TICKETS_WAITING = "waiting";

    /** Who waits for a match: one live ticket for each player. */
    public static final TableDefinition<TicketRow> TICKETS =
            TableDefinition.of("tickets", TicketRow.class, "playerId")
                    .indexed(Tables.TICKETS_WAITING, "waitingShard", "waitingSince")
                    .expiringBy("ttl");

    /** People who queue together. */
    public static final TableDefinition<PartyRow> PARTIES =
            TableDefinition.of("parties", PartyRow.class, "code").expiringBy("ttl");

    /** Which party a player is in. */
    public static final TableDefinition<PartyMemberRow> PARTY_MEMBERS =
            TableDefinition.of("party-members", PartyMemberRow.class, "playerId").expiringBy("ttl");

    /** The index of outcomes that wait, by when they are looked at next, in both tables of them. */
    public static final String WAITING_OUTCOMES = "open";

    /** Outcomes that could not be settled, and why. */
    public static final TableDefinition<DeadLetterRow> DEAD_LETTERS =
            TableDefinition.of("dead-letters", DeadLetterRow.class, "roomId")
                    .indexed(Tables.WAITING_OUTCOMES, "openShard", "nextLook")
                    .expiringBy("ttl");

    /** Pots that wait for the end of a pause, or for an operator's release. */
    public static final TableDefinition<WaitingPayoutRow> WAITING_PAYOUTS =
            TableDefinition.of("waiting-payouts", WaitingPayoutRow.class, "roomId")
                    .indexed(Tables.WAITING_OUTCOMES, "openShard", "nextLook");

    /** What the business sees of a day, counted in shards. */
    public static final TableDefinition<DailyAggregateRow> DAILY_AGGREGATES =
            TableDefinition.of("daily-aggregates", DailyAggregateRow.class, "bucket")
                    .sortedBy("metric");

    /** Who has played in which day, week and month, so that everybody counts once. */
    public static final TableDefinition<ActivePlayerRow> ACTIVE_PLAYERS =
            TableDefinition.of("active-players", ActivePlayerRow.class, "bucket")
                    .sortedBy("playerId")
                    .expiringBy("ttl");

    private Tables() {}

    /** All of them. */
    public static List<TableDefinition<?>> all() {
        return List.of(
                PLAYERS,
                WALLETS,
                CHALLENGES,
                CONNECT_TOKENS,
                CONNECTIONS,
                HOSTS,
                ROOMS,
                ROOM_CODES,
                JOURNALS,
                SEED_DRAWS,
                OUTCOMES,
                MATCHES,
                SETTLEMENTS,
                DEAD_LETTERS,
                WAITING_PAYOUTS,
                DAILY_AGGREGATES,
                ACTIVE_PLAYERS,
                BOARDS,
                SEASONS,
                GAMES,
                PLAYER_GAME_STATS,
                PARTY_TOTALS,
                RATINGS,
                USER_NAMES,
                ACCOUNT_DELETIONS,
                BANS,
                SIGN_OUTS,
                AUDIT,
                SWITCHES,
                ACCOUNTS,
                POSTINGS,
                ESCROWS,
                SIEGES,
                QUESTIONS,
                RECENT_QUESTIONS,
                DEALT_QUESTIONS,
                TICKETS,
                PARTIES,
                PARTY_MEMBERS);
    }
}
