package dev.atrium.game.arena;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Verdict;
import dev.atrium.state.StateHash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A match as text, one thing a line, words parted by blanks; a line that starts with {@code #} says
 * nothing. In this order:
 *
 * <pre>
 * seed HEX                       32 bytes
 * warriors N N …                 one number a seat: how many warriors it enters
 * move TICK SEAT SEQUENCE WARRIOR DIRECTION
 * gone|here|left TICK SEAT
 * forfeit TICK SEAT REASON
 * hash TICK HEX                  the room's hash at that tick, before that tick's inputs
 * </pre>
 *
 * Inputs were applied at their tick, in the order of the lines. The last line is the hash at the
 * end of the match.
 */
final class GoldenReplay {
    private GoldenReplay() {}

    /** Plays a text and says the first line that does not hold, if there is one. */
    static Optional<String> firstDivergence(List<String> lines) {
        RoomMachine room = null;
        Seed seed = null;
        for (String line : lines) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] words = line.split(" ");
            if (words[0].equals("seed")) {
                seed = Seed.ofHex(words[1]);
                continue;
            }
            if (words[0].equals("warriors")) {
                int[] warriors =
                        Arrays.stream(words, 1, words.length).mapToInt(Integer::parseInt).toArray();
                room =
                        RoomMachine.open(
                                new BlitzGame(), seed, Stage.seats(warriors), new TreeMap<>());
                continue;
            }
            room.advanceTo(Long.parseLong(words[1]), Emissions.NONE);
            boolean holds =
                    words[0].equals("hash")
                            ? room.hash().equals(new StateHash(words[2]))
                            : room.apply(input(words), Emissions.NONE) instanceof Verdict.Accepted;
            if (!holds) {
                return Optional.of(line);
            }
        }
        return room != null && room.finished()
                ? Optional.empty()
                : Optional.of("the match is not over");
    }

    private static Input input(String[] words) {
        int seat = Integer.parseInt(words[2]);
        return switch (words[0]) {
            case "move" ->
                    new Input.Command(
                            seat,
                            Long.parseLong(words[3]),
                            new MoveWarrior(
                                    words[4], Direction.valueOf(words[5]), Optional.empty()));
            case "gone" -> new Input.PresenceChanged(seat, Presence.GONE);
            case "here" -> new Input.PresenceChanged(seat, Presence.HERE);
            case "left" -> new Input.Left(seat);
            case "forfeit" -> new Input.Forfeited(seat, words[3]);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** The line of an input of a match. */
    static String line(BlitzMatch.Entry entry) {
        return switch (entry.input()) {
            case Input.Command command -> {
                MoveWarrior move = (MoveWarrior) command.command();
                yield "move %d %d %d %s %s"
                        .formatted(
                                entry.tick(),
                                command.seat(),
                                command.sequence(),
                                move.warriorId(),
                                move.direction());
            }
            case Input.PresenceChanged changed ->
                    (changed.presence() == Presence.HERE ? "here" : "gone")
                            + " %d %d".formatted(entry.tick(), changed.seat());
            case Input.Left left -> "left %d %d".formatted(entry.tick(), left.seat());
            case Input.Forfeited forfeited ->
                    "forfeit %d %d %s"
                            .formatted(entry.tick(), forfeited.seat(), forfeited.reason());
            default -> throw new IllegalArgumentException(entry.toString());
        };
    }

    /** Plays a match of bots in which one goes and comes back, one leaves and one forfeits. */
    static List<String> record(long seed, int... warriors) {
        BlitzMatch match = new BlitzMatch(seed, warriors);
        List<String> lines = new ArrayList<>();
        lines.add("# A Blitz match, rules version 1: it must keep its hashes for good.");
        lines.add("# The format stands in GoldenReplay.java, beside the test that plays it.");
        lines.add("seed " + Stage.seed(seed).revealHex());
        lines.add(
                "warriors "
                        + String.join(
                                " ", Arrays.stream(warriors).mapToObj(Integer::toString).toList()));
        int written = 0;
        while (!match.room.finished()) {
            long tick = match.room.tick();
            if (tick % 300 == 0) {
                lines.add("hash %d %s".formatted(tick, match.room.hash().hex()));
            }
            if (tick == 250) {
                match.apply(new Input.PresenceChanged(1, Presence.GONE));
            } else if (tick == 400) {
                match.apply(new Input.PresenceChanged(1, Presence.HERE));
            } else if (tick == 500) {
                match.apply(new Input.Left(2));
            } else if (tick == 700) {
                match.apply(new Input.Forfeited(3, "speed"));
            }
            match.tick();
            for (; written < match.journal.size(); written++) {
                lines.add(line(match.journal.get(written)));
            }
        }
        lines.add("hash %d %s".formatted(match.room.tick(), match.room.hash().hex()));
        return lines;
    }
}
