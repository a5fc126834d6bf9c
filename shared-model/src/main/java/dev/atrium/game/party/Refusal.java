package dev.atrium.game.party;

import dev.atrium.game.Verdict;

/** Why a party does not take something. The code is the constant's name in kebab-case. */
enum Refusal {
    ALREADY_JOINED("already-joined", "You have a seat in this room already."),
    ALREADY_STARTING("already-starting", "The game is about to start."),
    ANSWER_ELIMINATED("answer-eliminated", "That answer was voted out."),
    GAME_STARTED("game-started", "The game has started; nobody joins any more."),
    KICKED("kicked", "The host has sent you away from this room."),
    NAME_TAKEN("name-taken", "Somebody here has that name."),
    NOT_HOST("not-host", "Only the host may do that."),
    NOT_PLAYING("not-playing", "You have no part in this game."),
    OWN_ANSWER("own-answer", "That answer is your own."),
    PLAYER_NOT_FOUND("player-not-found", "Nobody else of that id has part in this game."),
    ROOM_LOCKED("room-locked", "The host has locked the room."),
    TOO_EARLY("too-early", "The time is not over yet."),
    TOO_FEW_PLAYERS("too-few-players", "At least two players must be connected."),
    UNKNOWN_ACT("unknown-act", "A party knows no such act."),
    UNKNOWN_ANSWER("unknown-answer", "No such answer is shown."),
    UNKNOWN_COMMAND("unknown-command", "A party knows no such command."),
    WRONG_PHASE("wrong-phase", "That cannot be done in this phase."),
    WRONG_SEAT("wrong-seat", "That is not your room, or not your name in it.");

    private final String code;
    private final String message;

    Refusal(String code, String message) {
        this.code = code;
        this.message = message;
    }

    Verdict verdict() {
        return Verdict.refused(code, message);
    }
}
