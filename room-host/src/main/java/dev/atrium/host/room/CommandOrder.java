package dev.atrium.host.room;

import dev.atrium.host.loop.Scheduled;
import dev.atrium.message.Message;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * Puts the commands of each seat of a strict room in their order, since what is between keeps none
 * and delivers some twice: each is handed on once, and who gives one again gets its first answer.
 * The room's thread alone.
 */
final class CommandOrder {
    /** Commands of a seat that may wait for one before them; with the next the gap is given up. */
    static final int WAITING_MAX = 16;

    /** So long they wait for it. */
    static final long WAITING_NANOS = 500_000_000L;

    /** First answers that are kept of each seat; who asks for an older one is told so. */
    static final int ANSWERS_MAX = 64;

    private final TreeMap<Integer, Line> lines = new TreeMap<>();
    private final Steps steps;

    /** What becomes of commands. */
    interface Steps {
        /** It is its turn. */
        void turn(int seat, RoomCall.Act act);

        /** It had its turn, and this was the answer. */
        void again(RoomCall.Act act, Message answer);

        /** A later one has had its turn, and this one will not. */
        void tooLate(RoomCall.Act act);
    }

    CommandOrder(Steps steps) {
        this.steps = steps;
    }

    /** A command that had its turn: who wants the answer now, and what it is, once it is known. */
    private static final class Given {
        RoomCall.@Nullable Act asker;
        @Nullable Message answer;
    }

    /** The commands of one seat. */
    private static final class Line {
        long next = 1;
        long waitingSinceNanos;

        /** By number; empty for one that is spent. */
        final TreeMap<Long, Optional<RoomCall.Act>> waiting = new TreeMap<>();

        final LinkedHashMap<Long, Given> given = new LinkedHashMap<>();

        Given give(long sequence) {
            if (given.size() >= ANSWERS_MAX) {
                given.pollFirstEntry();
            }
            Given now = new Given();
            given.put(sequence, now);
            return now;
        }
    }

    /**
     * A seat as another owner left it.
     *
     * @param last the highest number that was applied
     * @param recent the numbers that were applied last
     * @param answer what each of them was answered
     */
    void restore(int seat, long last, List<Long> recent, LongFunction<Message> answer) {
        Line line = line(seat);
        line.next = last + 1;
        recent.forEach(sequence -> line.give(sequence).answer = answer.apply(sequence));
    }

    /** Another has the seat: his numbers begin at 1, and nothing that was answered was his. */
    void forget(int seat) {
        lines.remove(seat);
    }

    private Line line(int seat) {
        return lines.computeIfAbsent(seat, s -> new Line());
    }

    /** The number of a seat's next command: all below it were used, by refused ones too. */
    long next(int seat) {
        Line line = lines.get(seat);
        if (line == null) {
            return 1;
        }
        return line.waiting.isEmpty() ? line.next : line.waiting.lastKey() + 1;
    }

    /** A command has come. */
    void arrived(int seat, RoomCall.Act act, long nowNanos) {
        Line line = line(seat);
        if (act.sequence() < line.next) {
            again(line, act);
            return;
        }
        waits(seat, line, act.sequence(), Optional.of(act), nowNanos);
    }

    /**
     * No command will come under that number: it was refused before it came here. The ones behind
     * it need not wait. Should one come all the same before its turn, it has it.
     */
    void spent(int seat, long sequence, long nowNanos) {
        Line line = line(seat);
        if (sequence >= line.next && !line.waiting.containsKey(sequence)) {
            waits(seat, line, sequence, Optional.empty(), nowNanos);
        }
    }

    private void waits(
            int seat, Line line, long sequence, Optional<RoomCall.Act> act, long nowNanos) {
        if (line.waiting.isEmpty()) {
            line.waitingSinceNanos = nowNanos;
        }
        line.waiting.put(sequence, act);
        if (line.waiting.size() > WAITING_MAX) {
            line.next = line.waiting.firstKey();
        }
        handOn(seat, line, nowNanos);
    }

    private void again(Line line, RoomCall.Act act) {
        Given given = line.given.get(act.sequence());
        if (given == null) {
            steps.tooLate(act);
        } else if (given.answer == null) {
            // Not decided yet: whoever asked last is answered.
            given.asker = act;
        } else {
            steps.again(act, given.answer);
        }
    }

    private void handOn(int seat, Line line, long nowNanos) {
        boolean any = false;
        while (!line.waiting.isEmpty() && line.waiting.firstKey() == line.next) {
            any = true;
            Optional<RoomCall.Act> turn = line.waiting.pollFirstEntry().getValue();
            line.next++;
            if (turn.isPresent()) {
                RoomCall.Act act = turn.get();
                line.give(act.sequence()).asker = act;
                steps.turn(seat, act);
            }
        }
        if (any) {
            line.waitingSinceNanos = nowNanos;
        }
    }

    /** Gives up gaps that were waited for long enough. */
    void run(long nowNanos) {
        lines.forEach(
                (seat, line) -> {
                    if (!line.waiting.isEmpty()
                            && nowNanos - line.waitingSinceNanos >= WAITING_NANOS) {
                        line.next = line.waiting.firstKey();
                        handOn(seat, line, nowNanos);
                    }
                });
    }

    /** When it must be run again. */
    long due() {
        long due = Scheduled.NEVER;
        for (Line line : lines.values()) {
            if (!line.waiting.isEmpty()) {
                due = Math.min(due, line.waitingSinceNanos + WAITING_NANOS);
            }
        }
        return due;
    }

    /** A command has its answer: returns who is to be told. */
    RoomCall.Act decided(int seat, RoomCall.Act act, Message answer) {
        Given given = line(seat).given.get(act.sequence());
        if (given == null) {
            return act;
        }
        given.answer = answer;
        RoomCall.Act asker = given.asker;
        given.asker = null;
        return asker == null ? act : asker;
    }
}
