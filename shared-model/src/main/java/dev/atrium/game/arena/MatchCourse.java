package dev.atrium.game.arena;

import dev.atrium.game.Out;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.message.Deadline;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Optional;

/** A match: all start together, and one player is left, or time is up. Keeps nothing of its own. */
final class MatchCourse implements Course {
    private final ArenaMode.Course.Match numbers;
    private final Roster roster;

    MatchCourse(ArenaMode.Course.Match numbers, Roster roster) {
        this.numbers = numbers;
        this.roster = roster;
    }

    @Override
    public Verdict join(Seat seat, int tick) {
        return Verdict.refused("no-late-entry", "Nobody can enter after the start.");
    }

    /** Like one who is gone, for good: his warriors stop and fight on. */
    @Override
    public void leave(int seat, int tick, Out out) {
        roster.stop(seat);
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
        return Optional.of(Ending.standings(roster, tick, reason, Ending.LATEST_FALL));
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
