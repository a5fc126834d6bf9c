package dev.atrium.game.arena;

import dev.atrium.compact.CompactCodes;
import dev.atrium.compact.CompactFormatException;
import dev.atrium.compact.CompactReader;
import dev.atrium.compact.CompactWriter;
import dev.atrium.game.CompactForm;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.arena.ArenaView.FieldView;
import dev.atrium.game.arena.ArenaView.Phase;
import dev.atrium.game.arena.ArenaView.PowerUpView;
import dev.atrium.game.arena.ArenaView.Shrink;
import dev.atrium.game.arena.ArenaView.SpecialView;
import dev.atrium.message.Deadline;
import dev.atrium.message.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arena's view in few bytes. Positions are whole subunits and effects whole ticks already, so
 * nothing is lost. Foretold: warriors walk on, effects run down, the rest stays.
 */
final class ArenaCompactForm implements CompactForm {
    private static final int PHASE = 1;
    private static final int ENDS = 2;
    private static final int FIELD = 4;
    private static final int POWER_UPS = 8;
    private static final int LIST = 16;
    private static final int SPECIAL = 32;
    private static final int ALL = 63;

    private static final CompactCodes<Phase> PHASES =
            CompactCodes.of(Phase.class, List.of(Phase.FIGHTING, Phase.FINISHED));
    private static final CompactCodes<Shrink> SHRINKS =
            CompactCodes.of(Shrink.class, List.of(Shrink.NONE, Shrink.SHRINKING, Shrink.SHRUNK));
    private static final CompactCodes<PowerUpKind> KINDS =
            CompactCodes.of(
                    PowerUpKind.class,
                    List.of(
                            PowerUpKind.RAGE,
                            PowerUpKind.HEAL,
                            PowerUpKind.SHIELD,
                            PowerUpKind.HASTE));

    private static final CompactCodes<SpecialEventKind> SPECIALS =
            CompactCodes.of(
                    SpecialEventKind.class,
                    List.of(
                            SpecialEventKind.POWER_SURGE,
                            SpecialEventKind.BLOOD_MOON,
                            SpecialEventKind.SANCTUARY));

    /** Beside the direction of a command: a claimed position follows. */
    private static final int AT = 16;

    private final ArenaMode.Movement numbers;
    private final CompactWarriors warriors;

    ArenaCompactForm(ArenaMode mode) {
        this.numbers = mode.movement();
        this.warriors = new CompactWarriors(mode.movement(), mode.ground().cells());
    }

    @Override
    public void writeKeyframe(Message message, CompactWriter out) {
        ArenaView view = (ArenaView) message;
        out.unsigned(numbers.straight()).unsigned(numbers.diagonal());
        out.unsigned(numbers.straightHaste()).unsigned(numbers.diagonalHaste());
        PHASES.write(view.phase(), out);
        writeEnd(view.endsAt(), out);
        writeField(view.arena(), out);
        writePowerUps(view.powerUps(), out);
        out.unsigned(view.warriors().size());
        view.warriors().forEach(warrior -> CompactWarriors.writeWhole(warrior, out));
        // Left out where nothing is on: so the frames of modes without such things stay the same.
        if (view.special().isPresent()) {
            writeSpecial(view.special(), out);
        }
    }

    @Override
    public Message readKeyframe(CompactReader in) {
        // For clients that do not know the mode; this one does.
        if (in.unsigned() != numbers.straight()
                || in.unsigned() != numbers.diagonal()
                || in.unsigned() != numbers.straightHaste()
                || in.unsigned() != numbers.diagonalHaste()) {
            throw new CompactFormatException("a view of another arena");
        }
        Phase phase = PHASES.read(in);
        Optional<Deadline> endsAt = readEnd(in);
        FieldView field = readField(in);
        List<PowerUpView> powerUps = readPowerUps(in);
        int count = in.count();
        List<ArenaView.WarriorView> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(CompactWarriors.readWhole(in));
        }
        boolean on = in.hasMore();
        Optional<SpecialView> special = on ? readSpecial(in) : Optional.empty();
        if (on && special.isEmpty()) {
            throw new CompactFormatException("a special event that is none");
        }
        return new ArenaView(phase, endsAt, field, list, powerUps, special);
    }

    @Override
    public void writeDelta(Message beforeMessage, Message message, int ticks, CompactWriter out) {
        ArenaView before = (ArenaView) beforeMessage;
        ArenaView view = (ArenaView) message;
        boolean list = !CompactWarriors.sameIds(before.warriors(), view.warriors());
        int changes =
                (before.phase() == view.phase() ? 0 : PHASE)
                        | (before.endsAt().equals(view.endsAt()) ? 0 : ENDS)
                        | (before.arena().equals(view.arena()) ? 0 : FIELD)
                        | (before.powerUps().equals(view.powerUps()) ? 0 : POWER_UPS)
                        | (list ? LIST : 0)
                        | (before.special().equals(view.special()) ? 0 : SPECIAL);
        out.uint8(changes);
        if ((changes & PHASE) != 0) {
            PHASES.write(view.phase(), out);
        }
        if ((changes & ENDS) != 0) {
            writeEnd(view.endsAt(), out);
        }
        if ((changes & FIELD) != 0) {
            writeField(view.arena(), out);
        }
        if ((changes & POWER_UPS) != 0) {
            writePowerUps(view.powerUps(), out);
        }
        if ((changes & SPECIAL) != 0) {
            writeSpecial(view.special(), out);
        }
        warriors.writeDelta(before.warriors(), view.warriors(), list, ticks, out);
    }

    @Override
    public Message readDelta(Message beforeMessage, int ticks, CompactReader in) {
        ArenaView before = (ArenaView) beforeMessage;
        int changes = in.below(ALL + 1);
        Phase phase = (changes & PHASE) != 0 ? PHASES.read(in) : before.phase();
        Optional<Deadline> endsAt = (changes & ENDS) != 0 ? readEnd(in) : before.endsAt();
        FieldView field = (changes & FIELD) != 0 ? readField(in) : before.arena();
        List<PowerUpView> powerUps =
                (changes & POWER_UPS) != 0 ? readPowerUps(in) : before.powerUps();
        Optional<SpecialView> special =
                (changes & SPECIAL) != 0 ? readSpecial(in) : before.special();
        List<ArenaView.WarriorView> list =
                warriors.readDelta(before.warriors(), (changes & LIST) != 0, ticks, in);
        return new ArenaView(phase, endsAt, field, list, powerUps, special);
    }

    /** The tick, or 0: no arena ends at its first tick. */
    private static void writeEnd(Optional<Deadline> endsAt, CompactWriter out) {
        out.unsigned(endsAt.map(Deadline::tick).orElse(0L));
    }

    private static Optional<Deadline> readEnd(CompactReader in) {
        long tick = in.unsigned();
        return tick == 0 ? Optional.empty() : Optional.of(new Deadline(tick));
    }

    /** The tick at which it is over, 0 for nothing, and what it is. */
    private static void writeSpecial(Optional<SpecialView> special, CompactWriter out) {
        out.unsigned(special.map(on -> on.endsAt().tick()).orElse(0L));
        special.ifPresent(on -> SPECIALS.write(on.kind(), out));
    }

    private static Optional<SpecialView> readSpecial(CompactReader in) {
        long tick = in.unsigned();
        return tick == 0
                ? Optional.empty()
                : Optional.of(new SpecialView(SPECIALS.read(in), new Deadline(tick)));
    }

    private static void writeField(FieldView field, CompactWriter out) {
        out.unsigned(field.cells()).unsigned(field.subunits());
        out.unsigned(field.min()).unsigned(field.max());
        SHRINKS.write(field.shrink(), out);
    }

    private static FieldView readField(CompactReader in) {
        return new FieldView(
                in.unsigned(Short.MAX_VALUE),
                in.unsigned(Short.MAX_VALUE),
                in.unsigned(Integer.MAX_VALUE),
                in.unsigned(Integer.MAX_VALUE),
                SHRINKS.read(in));
    }

    private static void writePowerUps(List<PowerUpView> powerUps, CompactWriter out) {
        out.unsigned(powerUps.size());
        for (PowerUpView powerUp : powerUps) {
            out.text(powerUp.id());
            KINDS.write(powerUp.kind(), out);
            out.unsigned(powerUp.x()).unsigned(powerUp.y());
        }
    }

    private static List<PowerUpView> readPowerUps(CompactReader in) {
        int count = in.count();
        List<PowerUpView> powerUps = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            powerUps.add(
                    new PowerUpView(
                            in.text(),
                            KINDS.read(in),
                            in.unsigned(Short.MAX_VALUE),
                            in.unsigned(Short.MAX_VALUE)));
        }
        return powerUps;
    }

    /** Which of the seat's warriors, and where to. */
    @Override
    public void writeCommand(PlayerCommand command, CompactWriter out) {
        MoveWarrior move = (MoveWarrior) command;
        int number =
                Integer.parseInt(move.warriorId().substring(move.warriorId().indexOf('-') + 1));
        int direction = CompactWarriors.DIRECTIONS.code(move.direction());
        out.unsigned(number).uint8(direction | (move.at().isPresent() ? AT : 0));
        move.at().ifPresent(at -> out.signed(at.x()).signed(at.y()));
    }

    @Override
    public PlayerCommand readCommand(int seat, CompactReader in) {
        int number = in.unsigned(99);
        int how = in.uint8();
        if (how >= 2 * AT) {
            throw new CompactFormatException("no such direction");
        }
        Direction direction = CompactWarriors.DIRECTIONS.constant(how & (AT - 1));
        Optional<Point> at =
                (how & AT) == 0
                        ? Optional.empty()
                        : Optional.of(new Point(in.signed(), in.signed()));
        return new MoveWarrior(seat + "-" + number, direction, at);
    }
}
