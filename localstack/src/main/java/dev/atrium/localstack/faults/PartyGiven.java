package dev.atrium.localstack.faults;

/**
 * A command that a player of a party gave.
 *
 * @param kind what it is
 * @param text the answer, or what is voted for; empty of the others
 * @param round in which he meant it, from 1; 0 in the lobby
 */
record PartyGiven(Kind kind, String text, int round) {
    /** What can be given. */
    enum Kind {
        /** The host begins. */
        START("start-game", "", "lobby"),
        /** An answer, or one in its place. */
        ANSWER("submit-answer", "answer", "question"),
        /** A vote of the elimination. */
        SUSPICION("submit-elimination-vote", "vote", "elimination"),
        /** A vote of the voting. */
        VOTE("submit-final-vote", "vote", "voting"),
        /** The host has seen enough of the results. */
        NEXT("request-next-round", "", "results");

        private final String action;
        private final String field;
        private final String phase;

        Kind(String action, String field, String phase) {
            this.action = action;
            this.field = field;
            this.phase = phase;
        }

        /** Its action in messages. */
        String action() {
            return action;
        }

        /** The field of its text; empty if it has none. */
        String field() {
            return field;
        }

        /** The phase in which it can be given. */
        String phase() {
            return phase;
        }
    }
}
