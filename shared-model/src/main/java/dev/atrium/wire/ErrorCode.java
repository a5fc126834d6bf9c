package dev.atrium.wire;

/** The refusals that every part of Atrium shares. Games have codes of their own beside them. */
public enum ErrorCode {
    /** Not a JSON object with an {@code action}. */
    MALFORMED("malformed", 400, false, "The message is not a JSON object with an action."),
    /** No such action. */
    UNKNOWN_ACTION("unknown-action", 400, false, "There is no such action."),
    /** A field is not there. */
    MISSING_FIELD("missing-field", 400, false, "A field is missing."),
    /** A field is of the wrong type. */
    INVALID_FIELD("invalid-field", 400, false, "A field is of the wrong type."),
    /** A field is outside its range. */
    OUT_OF_RANGE("out-of-range", 400, false, "A field is out of range."),
    /** A text that others would see has a word in it that is not allowed. */
    PROFANITY("profanity", 400, false, "That has a word in it that is not allowed here."),
    /** A message or body is over its limit. */
    TOO_LARGE("too-large", 413, false, "The message is too large."),
    /** Too many in too short a time. */
    RATE_LIMITED("rate-limited", 429, true, "Too many messages."),
    /** No session, or not a valid one. */
    UNAUTHORIZED("unauthorized", 401, false, "Sign in first."),
    /** The session is over. */
    TOKEN_EXPIRED("token-expired", 401, false, "The session has expired; sign in again."),
    /** The player has signed out everywhere since. */
    SIGNED_OUT("signed-out", 401, false, "You signed out everywhere; sign in again."),
    /** The page that asks is none of those that may. */
    ORIGIN_NOT_ALLOWED("origin-not-allowed", 403, false, "This page may not connect here."),
    /** The request went around what stands before the API. */
    EDGE_ONLY("edge-only", 403, false, "Ask at the public address."),
    /** The player is kept out for a time. */
    BANNED("banned", 403, false, "You are banned."),
    /** An operator took the player out of the room for good. */
    KICKED("kicked", 403, false, "You were removed from this game."),
    /** The player lost his part in the room by what was counted against him. */
    FORFEITED("forfeited", 403, false, "You forfeited this game."),
    /** Too many sockets from one address. */
    TOO_MANY_CONNECTIONS(
            "too-many-connections", 429, true, "Too many connections from your address."),
    /** The host has as many connections as it takes. */
    HOST_FULL("host-full", 503, true, "This server is full right now."),
    /** A chain whose wallets cannot sign in here. */
    UNSUPPORTED_CHAIN("unsupported-chain", 400, false, "Wallets of that chain cannot sign in."),
    /** No challenge waits for that wallet: none was asked for, or it was used. */
    CHALLENGE_NOT_FOUND("challenge-not-found", 401, false, "Ask for a challenge first."),
    /** The challenge's five minutes are over. */
    CHALLENGE_EXPIRED("challenge-expired", 401, false, "The challenge has expired."),
    /** The signature is not that wallet's over its challenge. */
    SIGNATURE_INVALID("signature-invalid", 401, false, "The signature is not valid."),
    /** The wallet is another player's. */
    WALLET_TAKEN("wallet-taken", 409, false, "That wallet belongs to another player."),
    /** The player has as many wallets as he may. */
    TOO_MANY_WALLETS("too-many-wallets", 409, false, "You have as many wallets as one may."),
    /** Nothing shows that a person signs up. */
    PROOF_REQUIRED("proof-required", 401, false, "Solve a puzzle before you sign up."),
    /** What should show it does not, or has been used. */
    PROOF_INVALID("proof-invalid", 401, false, "The proof is not valid, or was used."),
    /** Another player has that user name, or had it lately. */
    NAME_TAKEN("name-taken", 409, false, "That user name is taken."),
    /** A user name cannot be that. */
    NAME_NOT_ALLOWED("name-not-allowed", 400, false, "A user name cannot be that."),
    /** The player has changed his user name lately. */
    NAME_CHANGED_LATELY(
            "name-changed-lately", 409, false, "A user name may be changed once a day."),
    /** An account is not deleted by chance. */
    NOT_CONFIRMED("not-confirmed", 400, false, "Confirm that the account is to be deleted."),
    /** The account's player has money. */
    BALANCE_LEFT("balance-left", 409, false, "There is a balance left in the account."),
    /** The account's player has paid for a match that is not settled. */
    ENTRY_OPEN("entry-open", 409, false, "A match that you have paid for is not settled yet."),
    /** The account's player is no more. */
    ACCOUNT_DELETED("account-deleted", 410, false, "That account is deleted."),
    /** The ticket is not one, or not for this. */
    TICKET_INVALID("ticket-invalid", 403, false, "The ticket is not valid here."),
    /** The ticket's hour is over. */
    TICKET_EXPIRED("ticket-expired", 403, false, "The ticket has expired."),
    /** Somebody else entered with it. */
    TICKET_USED("ticket-used", 403, false, "The ticket has been used."),
    /** The nonce is not the one whose hash was given. */
    NONCE_MISMATCH("nonce-mismatch", 403, false, "The nonce does not match its hash."),
    /** There is no such thing. */
    NOT_FOUND("not-found", 404, false, "There is no such thing."),
    /** No game of that name. */
    UNKNOWN_GAME("unknown-game", 404, false, "There is no such game."),
    /** The player does not wait for a match. */
    NOT_QUEUED("not-queued", 409, false, "You are not waiting for a match."),
    /** There is no such room here. */
    ROOM_NOT_FOUND("room-not-found", 404, false, "There is no such room."),
    /** The code's room could be found by it once, and not any more. */
    ROOM_EXPIRED("room-expired", 410, false, "That code has expired."),
    /** No siege to come starts then. */
    UNKNOWN_SLOT("unknown-slot", 404, false, "No siege that you can register for starts then."),
    /** So many warriors do not fit any more. */
    SIEGE_FULL("siege-full", 409, false, "So many warriors do not fit into that siege any more."),
    /** The player is registered already, in another way. */
    ALREADY_REGISTERED("already-registered", 409, false, "You are registered for that siege."),
    /** The player is not registered. */
    NOT_REGISTERED("not-registered", 409, false, "You are not registered for that siege."),
    /** No siege runs that one could still enter. */
    NO_SIEGE("no-siege", 409, false, "No siege runs that you could still enter."),
    /** No party has that code. */
    PARTY_NOT_FOUND("party-not-found", 404, false, "There is no such party."),
    /** Nobody more fits into the party. */
    PARTY_FULL("party-full", 409, false, "The party is full."),
    /** The player is in no party. */
    NOT_IN_PARTY("not-in-party", 409, false, "You are in no party."),
    /** Only who leads a party queues for it. */
    NOT_LEADER("not-leader", 403, false, "Only who leads the party can do that."),
    /** Somebody of the party has not said what he plays with. */
    PARTY_NOT_READY("party-not-ready", 409, false, "Not everybody in the party is ready."),
    /** This game takes smaller parties, or none. */
    PARTY_TOO_LARGE("party-too-large", 409, false, "So large a party cannot play this game."),
    /** Somebody of the party is kept out of every game for a time. */
    MEMBER_BANNED("member-banned", 403, false, "One of the party is banned."),
    /** The player, or one of his party, waits with others already. */
    PARTY_QUEUED("party-queued", 409, false, "One of you waits for a match with others."),
    /** The connection has not entered that room. */
    NOT_ENTERED("not-entered", 403, false, "Enter the room first."),
    /** The room is full. */
    ROOM_FULL("room-full", 409, false, "The room is full."),
    /** As many look on already as may. */
    TOO_MANY_WATCHERS("too-many-watchers", 409, false, "Too many people watch that room."),
    /** Who has no seat can only look on. */
    WATCHING("watching", 403, false, "You are only watching."),
    /** The room has ended. */
    ROOM_OVER("room-over", 410, false, "The game is over."),
    /** The room's pot goes to who won it, and so nothing goes back. */
    ALREADY_PAID("already-paid", 409, false, "The pot of that room is paid out, or just being."),
    /** An operator holds the room's time. */
    ROOM_FROZEN("room-frozen", 503, true, "The game is held up for a moment."),
    /** The room has not begun. */
    ROOM_NOT_PLAYING("room-not-playing", 409, false, "The room does not play yet."),
    /** Another host owns the room. */
    ROOM_ELSEWHERE("room-elsewhere", 409, false, "Another host owns the room."),
    /** The room is on its way to another host, or back into memory; nothing was done. */
    ROOM_MOVING("room-moving", 503, true, "The room is on its way; ask again in a moment."),
    /** Nobody of that id is banned. */
    NOT_BANNED("not-banned", 404, false, "No such player is banned."),
    /** No outcome of that room is a dead letter, or its letter is closed. */
    NO_DEAD_LETTER("no-dead-letter", 404, false, "That room has no open dead letter."),
    /** No payout of that room waits. */
    NOT_WAITING("not-waiting", 404, false, "No payout of that room waits."),
    /** Nobody of that id has a seat in the room. */
    PLAYER_NOT_FOUND("player-not-found", 404, false, "No such player has a seat there."),
    /** No live host of that id. */
    HOST_NOT_FOUND("host-not-found", 404, false, "There is no such live host."),
    /** The host cannot take the room: it drains, is full, or cannot run its game. */
    HOST_UNFIT("host-unfit", 409, false, "That host cannot take the room."),
    /** No new matches, by an operator's word. */
    MAINTENANCE("maintenance", 503, true, "No new matches right now."),
    /** It has no result yet. */
    NOT_FINISHED("not-finished", 409, false, "The game is not over yet."),
    /** The mailbox is full. */
    BUSY("busy", 503, true, "The room is busy."),
    /** Nothing can be done now. */
    UNAVAILABLE("unavailable", 503, true, "Not available right now."),
    /** No store or room told in time what became of it. */
    NOT_KNOWN("not-known", 503, true, "Whether it is done is not known; look, or ask again."),
    /** No host has room. */
    NO_CAPACITY("no-capacity", 503, true, "No room host is free right now."),
    /** This game is not played for stakes here. */
    NO_STAKES("no-stakes", 409, false, "This game is not played for stakes here."),
    /** House bots play for nothing. */
    BOTS_WITH_STAKES("bots-with-stakes", 409, false, "House bots do not play for stakes."),
    /** The player has less than it costs. */
    INSUFFICIENT_FUNDS("insufficient-funds", 402, false, "You have not enough to enter."),
    /** A bug; the log knows more. */
    INTERNAL("internal", 500, true, "Something went wrong on our side.");

    private final String code;
    private final int httpStatus;
    private final boolean retryable;
    private final String message;

    ErrorCode(String code, int httpStatus, boolean retryable, String message) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.retryable = retryable;
        this.message = message;
    }

    /** Kebab-case, as on the wire. */
    public String code() {
        return code;
    }

    /** The status of an HTTP answer. */
    public int httpStatus() {
        return httpStatus;
    }

    /** Whether the same may succeed later. */
    public boolean retryable() {
        return retryable;
    }

    /** A sentence for people. */
    public String message() {
        return message;
    }
}
