package dev.atrium.game.arena;

import dev.atrium.dice.DiceStream;
import dev.atrium.game.Audience;
import dev.atrium.game.Out;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.message.Deadline;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.List;
import java.util.Optional;

/**
 * People come and go and the fallen return; it goes on while anybody but house bots plays. A room
 * whose people have all lost their connections is kept for them for a while: closing a window is
 * the usual way to leave, and a room that nobody is in must not run for good.
 */
final class EndlessCourse implements Course {
    private final ArenaMode.Course.Endless numbers;
    private final Roster roster;
    private final FreeCells freeCells;
    private final DiceStream places;

    /** That newcomers and those who return have. */
    private final int hp;

    /** Ticks in a row in which nobody but bots was here. */
    private int desertedTicks;

    /** Places are drawn from {@code places}. */
    EndlessCourse(
            ArenaMode.Course.Endless numbers,
            Roster roster,
            FreeCells freeCells,
            DiceStream places,
            int hp) {
        this.hp = hp;
        this.numbers = numbers;
        this.roster = roster;
        this.freeCells = freeCells;
        this.places = places;
    }

    @Override
    public Verdict join(Seat seat, int tick) {
        List<Warrior> brought;
        try {
            brought = roster.join(seat, tick);
        } catch (IllegalArgumentException e) {
            return Verdict.refused("out-of-range", "So many warriors cannot enter here.");
        }
        for (Warrior warrior : brought) {
            FreeCells.Cell cell = freeCells.draw(places);
            // Where no cell is free he waits like one who fell.
            if (cell != null) {
                roster.enter(warrior, cell, hp, tick);
            }
        }
        return Verdict.ACCEPTED;
    }

    /** His warriors go with him. */
    @Override
    public void leave(int seat, int tick, Out out) {
        roster.withdraw(seat, tick, out);
    }

    @Override
    public void gone(int seat) {
        roster.stop(seat);
        present(seat, false);
    }

    @Override
    public void back(int seat) {
        present(seat, true);
    }

    private void present(int seat, boolean here) {
        for (Player player : roster.players()) {
            if (player.seat == seat) {
                player.gone = !here;
            }
        }
    }

    @Override
    public void step(int tick, Out out) {
        for (Warrior warrior : roster.warriors()) {
            if (!warrior.living()
                    && !warrior.player.out()
                    && tick - warrior.fallenTick >= numbers.respawnTicks()) {
                comeBack(warrior, tick, out);
            }
        }
        desertedTicks = anybody(false) ? 0 : desertedTicks + 1;
    }

    private void comeBack(Warrior warrior, int tick, Out out) {
        FreeCells.Cell cell = freeCells.draw(places);
        // Where no cell is free he waits for the next tick.
        if (cell != null) {
            roster.enter(warrior, cell, hp, tick);
            out.event(Audience.ALL, new ArenaEvent.WarriorRespawned(warrior.id));
        }
    }

    /** Whether anybody but bots plays, those whose connections are gone among them or not. */
    private boolean anybody(boolean goneToo) {
        for (Player player : roster.players()) {
            if (!player.bot && !player.out() && (goneToo || !player.gone)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Standings> end(int tick) {
        if (!anybody(true)) {
            return Optional.of(standings(tick, "everybody-left"));
        }
        return desertedTicks < numbers.desertedTicks()
                ? Optional.empty()
                : Optional.of(standings(tick, "everybody-gone"));
    }

    private Standings standings(int tick, String reason) {
        return Ending.standings(roster, tick, reason, Ending.MOST_ELIMINATIONS);
    }

    @Override
    public Optional<Deadline> endsAt() {
        return Optional.empty();
    }

    @Override
    public void write(StateWriter out) {
        out.int32(desertedTicks);
        for (Player player : roster.players()) {
            out.bool(player.bot).bool(player.gone).bool(player.left);
        }
        for (Warrior warrior : roster.warriors()) {
            out.int32(warrior.livedTicks);
        }
    }

    @Override
    public void read(StateReader in) {
        desertedTicks = in.int32();
        if (desertedTicks < 0 || desertedTicks > numbers.desertedTicks()) {
            throw new StateFormatException("deserted for " + desertedTicks + " ticks");
        }
        for (Player player : roster.players()) {
            player.bot = in.bool();
            player.gone = in.bool();
            player.left = in.bool();
        }
        for (Warrior warrior : roster.warriors()) {
            warrior.livedTicks = in.int32();
        }
    }
}
