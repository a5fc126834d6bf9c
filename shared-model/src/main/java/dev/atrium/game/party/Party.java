package dev.atrium.game.party;

import dev.atrium.game.Standings;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;

/** Everything that a party is at one moment, but for its dice. */
final class Party {
    final String roomCode;
    final PartyMode mode;
    final Company company;
    final Door door;
    final Deck deck;
    final Clock clock;
    private Phase phase = Phase.LOBBY;
    private Optional<Round> round = Optional.empty();
    private Optional<Standings> standings = Optional.empty();

    /** A party as it is written. */
    record Kept(
            String roomCode,
            PartyMode mode,
            Phase phase,
            Company.Kept company,
            Door.Kept door,
            Deck.Kept deck,
            Clock.Kept clock,
            Optional<Round.Kept> round,
            Optional<Standings> standings)
            implements Message {
        Kept {
            boolean playing = phase != Phase.LOBBY && phase != Phase.FINAL;
            boolean shown =
                    phase == Phase.ELIMINATION || phase == Phase.VOTING || phase == Phase.RESULTS;
            boolean fits =
                    (!playing || round.isPresent())
                            && (!shown || round.orElseThrow().board().isPresent())
                            && (phase != Phase.LOBBY || round.isEmpty())
                            && (phase == Phase.FINAL) == standings.isPresent();
            if (!fits) {
                throw new IllegalArgumentException("phase=" + phase + " without what it needs");
            }
        }
    }

    /** An empty lobby. */
    Party(String roomCode, PartyMode mode) {
        this(roomCode, mode, new Company(), new Door(), new Deck(), new Clock());
    }

    private Party(
            String roomCode, PartyMode mode, Company company, Door door, Deck deck, Clock clock) {
        this.roomCode = roomCode;
        this.mode = mode;
        this.company = company;
        this.door = door;
        this.deck = deck;
        this.clock = clock;
    }

    static Party of(Kept kept) {
        Party party =
                new Party(
                        kept.roomCode(),
                        kept.mode(),
                        Company.of(kept.company()),
                        Door.of(kept.door()),
                        Deck.of(kept.deck()),
                        Clock.of(kept.clock()));
        party.phase = kept.phase();
        party.round = kept.round().map(Round::of);
        party.standings = kept.standings();
        return party;
    }

    Kept kept() {
        return new Kept(
                roomCode,
                mode,
                phase,
                company.kept(),
                door.kept(),
                deck.kept(),
                clock.kept(),
                round.map(Round::kept),
                standings);
    }

    Phase phase() {
        return phase;
    }

    void enter(Phase next) {
        phase = next;
    }

    /** The round that is played, or was played last; none in the lobby. */
    Optional<Round> round() {
        return round;
    }

    /** The round, in a phase that has one. */
    Round inRound() {
        return round.orElseThrow();
    }

    void begin(Round next) {
        round = Optional.of(next);
    }

    /** How it ended, once it has. */
    Optional<Standings> standings() {
        return standings;
    }

    void end(Standings how) {
        standings = Optional.of(how);
    }

    /** Seconds that the phase has in all, 0 without an end. */
    int timeLimit() {
        QuestionType type = round.map(r -> r.question().type()).orElse(QuestionType.TEXT);
        return PartyTimes.seconds(phase, type);
    }

    /** Whether that phase was the one before this, until a moment ago. */
    boolean hasJustEnded(Phase before, long tick) {
        boolean follows =
                switch (phase) {
                    case VOTING -> before == Phase.ELIMINATION;
                    case RESULTS -> before == Phase.VOTING;
                    case LOBBY, QUESTION, ELIMINATION, FINAL -> false;
                };
        long passed = (long) timeLimit() * PartyTimes.TICKS_PER_SECOND - clock.left(tick);
        return follows && passed <= PartyTimes.CLOCK_TICKS;
    }

    /** How many may be waited for in this phase: who is connected, or has answered or voted. */
    int voters() {
        int voters = 0;
        for (Player player : company.belonging()) {
            boolean counts = player.connected() || inRound().hasDone(phase, player.seat());
            voters += counts ? 1 : 0;
        }
        return voters;
    }

    /** Whether nobody who is connected is waited for in this phase. */
    boolean isComplete() {
        List<Player> players = company.belonging();
        return players.stream()
                .noneMatch(p -> p.connected() && inRound().waitsFor(phase, p.seat()));
    }
}
