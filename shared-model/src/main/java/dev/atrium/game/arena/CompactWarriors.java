package dev.atrium.game.arena;

import dev.atrium.compact.CompactCodes;
import dev.atrium.compact.CompactFormatException;
import dev.atrium.compact.CompactReader;
import dev.atrium.compact.CompactWriter;
import dev.atrium.game.arena.ArenaView.WarriorView;

import java.util.ArrayList;
import java.util.List;

/** Warriors in few bytes: who keeps his course and his health costs one bit. */
final class CompactWarriors {
    private static final int POSITION = 1;
    private static final int DIRECTION = 2;
    private static final int HP = 4;
    private static final int RAGE = 8;
    private static final int HASTE = 16;
    private static final int SHIELD = 32;
    private static final int ELIMINATIONS = 64;
    private static final int MASK_END = 128;

    static final CompactCodes<Direction> DIRECTIONS =
            CompactCodes.of(
                    Direction.class,
                    List.of(
                            Direction.N,
                            Direction.NE,
                            Direction.E,
                            Direction.SE,
                            Direction.S,
                            Direction.SW,
                            Direction.W,
                            Direction.NW,
                            Direction.STOP));

    private final ArenaMode.Movement numbers;
    private final int last;

    CompactWarriors(ArenaMode.Movement numbers, int cells) {
        this.numbers = numbers;
        this.last = cells * Field.SUBUNITS - 1;
    }

    static boolean sameIds(List<WarriorView> before, List<WarriorView> now) {
        if (before.size() != now.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).id().equals(now.get(i).id())) {
                return false;
            }
        }
        return true;
    }

    static void writeWhole(WarriorView warrior, CompactWriter out) {
        int number = Integer.parseInt(warrior.id().substring(warrior.id().indexOf('-') + 1));
        out.unsigned(warrior.seat()).unsigned(number);
        out.signed(warrior.x()).signed(warrior.y());
        DIRECTIONS.write(warrior.direction(), out);
        out.unsigned(warrior.hp()).unsigned(warrior.rage()).unsigned(warrior.haste());
        out.unsigned(warrior.shield()).unsigned(warrior.eliminations());
    }

    static WarriorView readWhole(CompactReader in) {
        int seat = in.unsigned(999);
        int number = in.unsigned(99);
        return new WarriorView(
                seat + "-" + number,
                seat,
                in.signed(),
                in.signed(),
                DIRECTIONS.read(in),
                in.unsigned(Integer.MAX_VALUE),
                in.unsigned(Integer.MAX_VALUE),
                in.unsigned(Integer.MAX_VALUE),
                in.unsigned(Integer.MAX_VALUE),
                in.unsigned(Integer.MAX_VALUE));
    }

    /** Both lists are in the order of seats, so a merge finds who stayed, went and came. */
    void writeDelta(
            List<WarriorView> before,
            List<WarriorView> now,
            boolean listChanged,
            int ticks,
            CompactWriter out) {
        if (listChanged) {
            writeList(before, now, out);
        }
        int surprised = out.skip((now.size() + 7) >> 3);
        for (int i = 0, j = 0; i < now.size(); i++) {
            WarriorView warrior = now.get(i);
            while (j < before.size() && order(before.get(j), warrior) < 0) {
                j++;
            }
            if (j < before.size() && order(before.get(j), warrior) == 0) {
                WarriorView foretold = foretell(before.get(j), ticks);
                if (!foretold.equals(warrior)) {
                    out.setBit(surprised, i);
                    writeSurprise(foretold, warrior, out);
                }
            }
        }
    }

    List<WarriorView> readDelta(
            List<WarriorView> before, boolean listChanged, int ticks, CompactReader in) {
        List<WarriorView> now = listChanged ? readList(before, ticks, in) : walkOn(before, ticks);
        int surprised = in.bits(now.size());
        for (int i = 0; i < now.size(); i++) {
            if (in.bit(surprised, i)) {
                now.set(i, readSurprise(now.get(i), in));
            }
        }
        return now;
    }

    private List<WarriorView> walkOn(List<WarriorView> before, int ticks) {
        List<WarriorView> now = new ArrayList<>(before.size());
        for (WarriorView warrior : before) {
            now.add(foretell(warrior, ticks));
        }
        return now;
    }

    /** A bit for each who was there and is; then how many came, each whole. */
    private static void writeList(
            List<WarriorView> before, List<WarriorView> now, CompactWriter out) {
        int stayed = out.skip((before.size() + 7) >> 3);
        List<WarriorView> came = new ArrayList<>();
        int j = 0;
        for (WarriorView warrior : now) {
            while (j < before.size() && order(before.get(j), warrior) < 0) {
                j++;
            }
            if (j < before.size() && order(before.get(j), warrior) == 0) {
                out.setBit(stayed, j);
            } else {
                came.add(warrior);
            }
        }
        out.unsigned(came.size());
        came.forEach(warrior -> writeWhole(warrior, out));
    }

    private List<WarriorView> readList(List<WarriorView> before, int ticks, CompactReader in) {
        int stayed = in.bits(before.size());
        List<WarriorView> now = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (in.bit(stayed, i)) {
                now.add(foretell(before.get(i), ticks));
            }
        }
        int came = in.count();
        for (int i = 0; i < came; i++) {
            WarriorView warrior = readWhole(in);
            int at = 0;
            while (at < now.size() && order(now.get(at), warrior) < 0) {
                at++;
            }
            if (at < now.size() && order(now.get(at), warrior) == 0) {
                throw new CompactFormatException("warrior " + warrior.id() + " twice");
            }
            now.add(at, warrior);
        }
        return now;
    }

    private static int order(WarriorView a, WarriorView b) {
        if (a.seat() != b.seat()) {
            return Integer.compare(a.seat(), b.seat());
        }
        return Integer.compare(a.id().length(), b.id().length()) != 0
                ? Integer.compare(a.id().length(), b.id().length())
                : a.id().compareTo(b.id());
    }

    /** As both sides foretell him: he walks on, his effects run down. */
    WarriorView foretell(WarriorView warrior, int ticks) {
        int hasty = Math.min(ticks, warrior.haste());
        Direction direction = warrior.direction();
        boolean diagonal = direction.diagonal();
        long way =
                (long) hasty * (diagonal ? numbers.diagonalHaste() : numbers.straightHaste())
                        + (long) (ticks - hasty)
                                * (diagonal ? numbers.diagonal() : numbers.straight());
        return new WarriorView(
                warrior.id(),
                warrior.seat(),
                walked(warrior.x(), direction.stepX() * way),
                walked(warrior.y(), direction.stepY() * way),
                direction,
                warrior.hp(),
                Math.max(0, warrior.rage() - ticks),
                warrior.haste() - hasty,
                warrior.shield(),
                warrior.eliminations());
    }

    private int walked(int from, long way) {
        return way == 0 ? from : Math.clamp(from + way, 0, last);
    }

    private static void writeSurprise(WarriorView foretold, WarriorView now, CompactWriter out) {
        boolean moved = foretold.x() != now.x() || foretold.y() != now.y();
        int mask =
                (moved ? POSITION : 0)
                        | (foretold.direction() == now.direction() ? 0 : DIRECTION)
                        | (foretold.hp() == now.hp() ? 0 : HP)
                        | (foretold.rage() == now.rage() ? 0 : RAGE)
                        | (foretold.haste() == now.haste() ? 0 : HASTE)
                        | (foretold.shield() == now.shield() ? 0 : SHIELD)
                        | (foretold.eliminations() == now.eliminations() ? 0 : ELIMINATIONS);
        out.uint8(mask);
        if (moved) {
            out.signed(now.x() - foretold.x()).signed(now.y() - foretold.y());
        }
        if ((mask & DIRECTION) != 0) {
            DIRECTIONS.write(now.direction(), out);
        }
        if ((mask & HP) != 0) {
            out.unsigned(now.hp());
        }
        if ((mask & RAGE) != 0) {
            out.unsigned(now.rage());
        }
        if ((mask & HASTE) != 0) {
            out.unsigned(now.haste());
        }
        if ((mask & SHIELD) != 0) {
            out.unsigned(now.shield());
        }
        if ((mask & ELIMINATIONS) != 0) {
            out.unsigned(now.eliminations());
        }
    }

    private static WarriorView readSurprise(WarriorView foretold, CompactReader in) {
        int mask = in.below(MASK_END);
        boolean moved = (mask & POSITION) != 0;
        return new WarriorView(
                foretold.id(),
                foretold.seat(),
                moved ? foretold.x() + in.signed() : foretold.x(),
                moved ? foretold.y() + in.signed() : foretold.y(),
                (mask & DIRECTION) != 0 ? DIRECTIONS.read(in) : foretold.direction(),
                number(mask & HP, foretold.hp(), in),
                number(mask & RAGE, foretold.rage(), in),
                number(mask & HASTE, foretold.haste(), in),
                number(mask & SHIELD, foretold.shield(), in),
                number(mask & ELIMINATIONS, foretold.eliminations(), in));
    }

    private static int number(int told, int foretold, CompactReader in) {
        return told != 0 ? in.unsigned(Integer.MAX_VALUE) : foretold;
    }
}
