package dev.atrium.game.arena;

import dev.atrium.dice.DiceStream;
import dev.atrium.game.Out;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.message.Deadline;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A match: it ends when one player is left, or time is up; nobody returns. Keeps nothing of its
 * own.
 */
final class MatchCourse implements Course {
    private final ArenaMode.Course.Match numbers;
    private final Roster roster;
    private final FreeCells freeCells;
    private final DiceStream places;

    /** Places of those who come late are drawn from {@code places}. */
    MatchCourse(
            ArenaMode.Course.Match numbers, Roster roster, FreeCells freeCells, DiceStream places) {
        this.numbers = numbers;
        this.roster = roster;
        this.freeCells = freeCells;
        this.places = places;
    }

    /** A seat that was played once keeps its player: his place in the standings is his. */
    @Override
    public Verdict join(Seat seat, int tick) {
        if (tick >= numbers.late().untilTick()) {
            return Verdict.refused("no-late-entry", "Nobody can enter any more.");
        }
        if (roster.seats(seat.index())) {
            return Verdict.refused("seat-taken", "Somebody plays there already.");
        }
        List<Warrior> brought;
        try {
            if (freeCells.count() < roster.brought(seat)) {
                return Verdict.refused("field-full", "There is no place left to stand on.");
            }
            brought = roster.join(seat, tick);
        } catch (IllegalArgumentException e) {
            return Verdict.refused("out-of-range", "So many warriors cannot enter here.");
        }
        for (Warrior warrior : brought) {
            FreeCells.Cell cell = Objects.requireNonNull(freeCells.drawAtRim(places));
            roster.enter(warrior, cell, numbers.late().hp(), tick);
        }
        return Verdict.ACCEPTED;
    }

    @Override
    public void leave(int seat, int tick, Out out) {
        switch (numbers.leaving()) {
            case STANDS_STILL -> roster.stop(seat);
            case FORFEITS -> roster.forfeit(seat, tick, out);
            case FORFEITS_WHILE_LIVING -> {
                if (roster.lives(seat)) {
                    roster.forfeit(seat, tick, out);
                }
            }
        }
    }

    @Override
    public void gone(int seat) {
        roster.stop(seat);
    }

    @Override
    public void back(int seat) {}

    @Override
    public void step(int tick, Out out) {}

    @Override
    public Optional<Standings> end(int tick) {
        if (roster.playersLiving() > 1 && tick < numbers.lengthTicks()) {
            return Optional.empty();
        }
        String reason =
                switch (roster.playersLiving()) {
                    case 0 -> "all-fallen";
                    case 1 -> "last-standing";
                    default -> "time";
                };
        Standings standings = Ending.standings(roster, tick, reason, Ending.LATEST_FALL);
        return Optional.of(
                switch (numbers.leaving()) {
                    case STANDS_STILL -> standings;
                    case FORFEITS, FORFEITS_WHILE_LIVING ->
                            Ending.tellingForfeits(standings, roster);
                });
    }

    @Override
    public Optional<Deadline> endsAt() {
        return Optional.of(new Deadline(numbers.lengthTicks()));
    }

    @Override
    public void write(StateWriter out) {}

    @Override
    public void read(StateReader in) {}
}
