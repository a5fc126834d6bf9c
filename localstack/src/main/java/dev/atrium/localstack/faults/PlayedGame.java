package dev.atrium.localstack.faults;

import java.util.Locale;

/** What is played while things go wrong. */
public enum PlayedGame {
    /** {@code arena.practice}: a room for each player, whose journal need not be stored at once. */
    PRACTICE(600),
    /** {@code party.robots}: eight in a room that says nothing that is not stored. */
    PARTY(10);

    private final int playSecondsMax;

    PlayedGame(int playSecondsMax) {
        this.playSecondsMax = playSecondsMax;
    }

    /** As the command line names it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How long it may be played before the fault, for it must not be over by then. */
    int playSecondsMax() {
        return playSecondsMax;
    }

    /** How it is played, and what it is held to. */
    FaultGame game() {
        return switch (this) {
            case PRACTICE -> new PracticeFaults();
            case PARTY -> new PartyFaults();
        };
    }
}
