package dev.atrium.game.arena;

import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.Game;
import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;
import dev.atrium.state.StateHash;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * A match as text, one thing a line, words parted by blanks; a line that starts with {@code #} says
 * nothing. In this order:
 *
 * <pre>
 * seed HEX                       32 bytes
 * warriors N N …                 Blitz 1; one number a seat: how many warriors it enters
 * blitz VERSION N N …            Blitz in that rules version, likewise
 * siege VERSION N N …            Siege in that rules version, likewise
 * practice KIND KIND …           practice; one word a seat: person or bot
 * move TICK SEAT SEQUENCE WARRIOR DIRECTION
 * gone|here|left|joined TICK SEAT        who joins is a person with one warrior
 * forfeit TICK SEAT REASON
 * hash TICK HEX                  the room's hash at that tick, before that tick's inputs
 * </pre>
 *
 * Inputs were applied at their tick, in the order of the lines. The last line is the hash at the
 * end of the match.
 */
final class GoldenReplay {
    private static final List<String> OPENINGS = List.of("warriors", "blitz", "siege", "practice");

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
            if (OPENINGS.contains(words[0])) {
                room = open(seed, words);
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

    private static RoomMachine open(Seed seed, String[] words) {
        return switch (words[0]) {
            case "warriors" -> open(game("blitz", 1), seed, Stage.seats(numbers(words, 1)));
            case "practice" -> open(game("practice", 1), seed, seats(words));
            default ->
                    open(
                            game(words[0], Integer.parseInt(words[1])),
                            seed,
                            Stage.seats(numbers(words, 2)));
        };
    }

    private static RoomMachine open(Game game, Seed seed, List<Seat> seats) {
        return RoomMachine.open(game, seed, seats, new TreeMap<>());
    }

    /** As every host has it. */
    private static Game game(String mode, int rulesVersion) {
        return Games.all().find("arena." + mode, rulesVersion).orElseThrow();
    }

    private static int[] numbers(String[] words, int from) {
        return Arrays.stream(words, from, words.length).mapToInt(Integer::parseInt).toArray();
    }

    private static List<Seat> seats(String[] words) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 1; i < words.length; i++) {
            seats.add(words[i].equals("bot") ? Stage.bot(i - 1) : Stage.person(i - 1));
        }
        return seats;
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
            case "joined" -> new Input.Joined(Stage.person(seat));
            case "left" -> new Input.Left(seat);
            case "forfeit" -> new Input.Forfeited(seat, words[3]);
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** The line of an input of a match. */
    static String line(BotMatch.Entry entry) {
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
            case Input.Joined joined ->
                    "joined %d %d".formatted(entry.tick(), joined.seat().index());
            case Input.Left left -> "left %d %d".formatted(entry.tick(), left.seat());
            case Input.Forfeited forfeited ->
                    "forfeit %d %d %s"
                            .formatted(entry.tick(), forfeited.seat(), forfeited.reason());
            default -> throw new IllegalArgumentException(entry.toString());
        };
    }

    /** Plays a match of bots in which one goes and comes back, one leaves and one forfeits. */
    static List<String> record(long seed, int... warriors) {
        BotMatch match = new BotMatch(seed, warriors);
        List<String> lines = begin("blitz", match, seed, warriors);
        play(
                match,
                lines,
                300,
                tick -> {
                    if (tick == 250) {
                        match.apply(new Input.PresenceChanged(1, Presence.GONE));
                    } else if (tick == 400) {
                        match.apply(new Input.PresenceChanged(1, Presence.HERE));
                    } else if (tick == 500) {
                        match.apply(new Input.Left(2));
                    } else if (tick == 700) {
                        match.apply(new Input.Forfeited(3, "speed"));
                    }
                });
        return lines;
    }

    /**
     * Plays a siege of bots in which two come late, one goes and comes back, one leaves and one
     * forfeits.
     */
    static List<String> recordSiege(long seed, int... warriors) {
        BotMatch match = new BotMatch(new SiegeGame(), seed, Stage.seats(warriors));
        List<String> lines = begin("siege", match, seed, warriors);
        play(
                match,
                lines,
                600,
                tick -> {
                    if (tick == 250) {
                        match.apply(new Input.PresenceChanged(1, Presence.GONE));
                    } else if (tick == 400) {
                        match.apply(new Input.PresenceChanged(1, Presence.HERE));
                    } else if (tick == 500 || tick == 1500) {
                        match.join(Stage.person(tick == 500 ? 90 : 91));
                    } else if (tick == 900) {
                        match.apply(new Input.Left(2));
                    } else if (tick == 1100) {
                        match.apply(new Input.Forfeited(3, "speed"));
                    }
                });
        return lines;
    }

    private static List<String> begin(String mode, BotMatch match, long seed, int... warriors) {
        int version = match.room.game().info().rulesVersion();
        List<String> lines = new ArrayList<>();
        lines.add(
                "# A match of %s, rules version %d: it must keep its hashes for good."
                        .formatted(mode, version));
        lines.add("# The format stands in GoldenReplay.java, beside the test that plays it.");
        lines.add("seed " + Stage.seed(seed).revealHex());
        List<String> numbers = Arrays.stream(warriors).mapToObj(Integer::toString).toList();
        lines.add("%s %d %s".formatted(mode, version, String.join(" ", numbers)));
        return lines;
    }

    /**
     * Plays a practice of three people and nine bots: of the people one leaves, and another takes
     * his seat; one forfeits; late ones come; and in the end all connections are lost.
     */
    static List<String> recordPractice(long seed) {
        String kinds = "person person person" + " bot".repeat(9);
        List<Seat> seats = seats(("practice " + kinds).split(" "));
        BotMatch match = new BotMatch(new PracticeGame(), seed, seats);
        List<String> lines = new ArrayList<>();
        lines.add("# A practice, rules version 1: it must keep its hashes for good.");
        lines.add("# The format stands in GoldenReplay.java, beside the test that plays it.");
        lines.add("seed " + Stage.seed(seed).revealHex());
        lines.add("practice " + kinds);
        play(
                match,
                lines,
                600,
                tick -> {
                    if (tick == 500 || tick == 1900) {
                        match.join(Stage.person(tick == 500 ? 19 : 1));
                    } else if (tick == 1300) {
                        match.apply(new Input.Left(1));
                    } else if (tick == 2500) {
                        match.apply(new Input.Forfeited(2, "speed"));
                    } else if (tick == 4000) {
                        for (int seat : new int[] {0, 1, 2, 19}) {
                            match.apply(new Input.PresenceChanged(seat, Presence.GONE));
                        }
                    }
                });
        return lines;
    }

    private static void play(
            BotMatch match, List<String> lines, int hashTicks, LongConsumer disturb) {
        int written = 0;
        while (!match.room.finished()) {
            long tick = match.room.tick();
            if (tick % hashTicks == 0) {
                lines.add("hash %d %s".formatted(tick, match.room.hash().hex()));
            }
            disturb.accept(tick);
            match.tick();
            for (; written < match.journal.size(); written++) {
                lines.add(line(match.journal.get(written)));
            }
        }
        lines.add("hash %d %s".formatted(match.room.tick(), match.room.hash().hex()));
    }
}
