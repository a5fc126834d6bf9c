package dev.atrium.game.arena;

import dev.atrium.dice.Dice;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.Simulation;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One play of the arena: takes inputs, makes each tick in its order, shows and writes the state.
 */
final class ArenaSimulation implements Simulation {
    private final Field field;
    private final Roster roster;
    private final Movement movement;
    private final SpecialEvents special;
    private final Combat combat;
    private final PowerUps powerUps;
    private final Environment environment;
    private final Course course;
    private int now;
    private @Nullable Standings standings;

    private ArenaSimulation(ArenaMode mode, Field field, Roster roster, Dice dice) {
        this.field = field;
        this.roster = roster;
        this.movement = new Movement(mode.movement(), field);
        this.special = new SpecialEvents(mode.specialEvents(), dice.stream("special-events"));
        this.combat = new Combat(mode, roster, special, dice);
        this.powerUps = new PowerUps(mode, roster, field, dice);
        this.environment = new Environment(mode, roster, special);
        this.course = Course.of(mode, roster, powerUps.freeCells(), dice);
    }

    static ArenaSimulation open(ArenaMode mode, Opening opening) {
        Field field = new Field(mode.ground());
        Dice dice = opening.dice();
        Roster roster = Roster.open(mode, opening.seats(), field, dice.stream("placement"));
        return new ArenaSimulation(mode, field, roster, dice);
    }

    static ArenaSimulation restore(ArenaMode mode, StateReader in, Dice dice) {
        int now = in.int32();
        if (now < 0) {
            throw new StateFormatException("tick " + now);
        }
        Roster roster = Roster.read(mode, in);
        ArenaSimulation simulation =
                new ArenaSimulation(mode, new Field(mode.ground()), roster, dice);
        simulation.now = now;
        simulation.field.moveTo(now);
        simulation.powerUps.read(in);
        simulation.course.read(in);
        simulation.special.read(in);
        if (in.bool()) {
            simulation.standings = Standings.read(in);
        }
        return simulation;
    }

    Roster roster() {
        return roster;
    }

    Combat combat() {
        return combat;
    }

    PowerUps powerUps() {
        return powerUps;
    }

    SpecialEvents special() {
        return special;
    }

    @Override
    public Verdict apply(long tick, Input.ToGame input, Out out) {
        return switch (input) {
            case Input.Command command -> applyCommand(command);
            case Input.PresenceChanged changed -> applyPresence(changed);
            case Input.Left left -> {
                course.leave(left.seat(), now, out);
                yield Verdict.ACCEPTED;
            }
            case Input.Forfeited forfeited ->
                    roster.forfeit(forfeited.seat(), now, out)
                            ? Verdict.ACCEPTED
                            : Verdict.REPEATED;
            case Input.Joined joined -> course.join(joined.seat(), now);
            case Input.OperatorAct act ->
                    Verdict.refused("unknown-act", "An arena knows no such act.");
            // No use for it; refused, it would hold up whatever that room sends next.
            case Input.RoomMessage message -> Verdict.ACCEPTED;
        };
    }

    private Verdict applyCommand(Input.Command command) {
        if (!(command.command() instanceof MoveWarrior move)) {
            return Verdict.refused("unknown-command", "An arena knows no such command.");
        }
        Warrior warrior = roster.find(move.warriorId());
        if (warrior == null) {
            return Verdict.refused("unknown-warrior", "There is no such warrior.");
        }
        if (warrior.player.seat != command.seat()) {
            return Verdict.refused("not-owner", "That warrior is not yours.");
        }
        if (!warrior.living()) {
            return Verdict.refused("warrior-fallen", "That warrior has fallen.");
        }
        warrior.direction = move.direction();
        return Verdict.ACCEPTED;
    }

    private Verdict applyPresence(Input.PresenceChanged changed) {
        switch (changed.presence()) {
            case GONE, LEFT -> course.gone(changed.seat());
            case HERE -> course.back(changed.seat());
        }
        return Verdict.ACCEPTED;
    }

    @Override
    public void step(long tick, Out out) {
        now = Math.toIntExact(tick);
        roster.beginTick();
        special.step(now, out);
        movement.step(roster.warriors(), now);
        combat.step(now, out);
        powerUps.step(now, special.surgePowerUps(), out);
        environment.wear(now, out);
        field.moveTo(now);
        field.announce(now, out);
        environment.burn(field, now, out);
        course.step(now, out);
        standings = course.end(now).orElse(null);
    }

    @Override
    public long nextStep(long tick) {
        return tick + 1;
    }

    @Override
    public Message view(Viewer viewer) {
        List<ArenaView.WarriorView> warriors = new ArrayList<>();
        for (Warrior warrior : roster.warriors()) {
            if (warrior.living()) {
                warriors.add(warrior.view(now));
            }
        }
        List<ArenaView.PowerUpView> lying = new ArrayList<>();
        for (LyingPowerUp powerUp : powerUps.lying()) {
            lying.add(
                    new ArenaView.PowerUpView(
                            powerUp.id(), powerUp.kind(), powerUp.cellX(), powerUp.cellY()));
        }
        return new ArenaView(
                standings == null ? ArenaView.Phase.FIGHTING : ArenaView.Phase.FINISHED,
                course.endsAt(),
                field.view(),
                warriors,
                lying,
                special.view(now));
    }

    @Override
    public void write(StateWriter out) {
        out.int32(now);
        roster.write(out);
        powerUps.write(out);
        course.write(out);
        special.write(out);
        out.bool(standings != null);
        if (standings != null) {
            standings.write(out);
        }
    }

    @Override
    public Optional<Standings> standings() {
        return Optional.ofNullable(standings);
    }
}
