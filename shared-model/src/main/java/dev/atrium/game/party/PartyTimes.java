package dev.atrium.game.party;

/** How long everything takes. Messages say seconds, rules count ticks. */
final class PartyTimes {
    static final int TICKS_PER_SECOND = 10;

    static final int QUESTION_SECONDS = 60;

    /** There is more to look at. */
    static final int PICTURE_SECONDS = 75;

    static final int ELIMINATION_SECONDS = 30;
    static final int VOTING_SECONDS = 30;
    static final int RESULTS_SECONDS = 12;

    /** How far a host's clock may be ahead or behind when he says that a phase is over. */
    static final int CLOCK_TICKS = 2 * TICKS_PER_SECOND;

    /** After that somebody else is host. */
    static final int HOST_GONE_TICKS = 15 * TICKS_PER_SECOND;

    /** After that a game that fewer than two are connected to is over. */
    static final int TOO_FEW_TICKS = 60 * TICKS_PER_SECOND;

    /** After that a lobby that everybody left is over. */
    static final int EMPTY_TICKS = 60 * TICKS_PER_SECOND;

    /** After that a lobby that nobody ever joined is over; a screen may wait for its guests. */
    static final int UNJOINED_TICKS = 60 * 60 * TICKS_PER_SECOND;

    /** After that a lobby whose players are all gone is over: phones may sleep for a while. */
    static final int UNATTENDED_TICKS = 20 * 60 * TICKS_PER_SECOND;

    /** After that a pool of questions that did not answer is taken to have none. */
    static final int DEAL_TICKS = 15 * TICKS_PER_SECOND;

    /** After that a room is over, whatever it does. */
    static final int EXPIRY_TICKS = 4 * 60 * 60 * TICKS_PER_SECOND;

    private PartyTimes() {}

    /** How long a phase is in seconds; 0 if nothing ends it by itself. */
    static int seconds(Phase phase, QuestionType question) {
        return switch (phase) {
            case LOBBY, FINAL -> 0;
            case QUESTION ->
                    switch (question) {
                        case TEXT -> QUESTION_SECONDS;
                        case PICTURE -> PICTURE_SECONDS;
                    };
            case ELIMINATION -> ELIMINATION_SECONDS;
            case VOTING -> VOTING_SECONDS;
            case RESULTS -> RESULTS_SECONDS;
        };
    }
}
