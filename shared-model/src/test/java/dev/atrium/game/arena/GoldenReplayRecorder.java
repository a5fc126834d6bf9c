package dev.atrium.game.arena;

import dev.atrium.game.Input;
import dev.atrium.game.Presence;
import dev.atrium.game.Seat;
import dev.atrium.game.Verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Writes the golden replay of a new rules version; those of old versions are never written again.
 */
final class GoldenReplayRecorder {
    private GoldenReplayRecorder() {}

    /**
     * Three arguments: {@code blitz}, {@code siege} or {@code practice}, the number of the seed,
     * and the file to write.
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[2]);
        if (Files.exists(file)) {
            throw new IOException(file + " is there already, and is to stay as it is");
        }
        long seed = Long.parseLong(arguments[1]);
        Files.write(
                file,
                switch (arguments[0]) {
                    case "blitz" -> blitz(seed);
                    case "siege" -> siege(seed);
                    case "practice" -> practice(seed);
                    default -> throw new IOException("no game " + arguments[0]);
                });
    }

    /**
     * Plays a Blitz to its time: bots fight for a while, then those who live walk to the middle and
     * keep apart, but for one seat, which burns outside. One goes and comes back, one leaves while
     * he lives, one forfeits, and the first who fell leaves.
     */
    static List<String> blitz(long seed) {
        int[] warriors = {1, 2, 1, 2, 1, 2, 3};
        BotMatch match = new BotMatch(seed, warriors);
        Walkers walkers = new Walkers(match);
        walkers.leaveAlone(6);
        List<String> lines = begin("blitz", match, seed, warriors);
        play(
                match,
                lines,
                300,
                tick -> {
                    if (tick == 100) {
                        match.apply(new Input.PresenceChanged(1, Presence.GONE));
                    } else if (tick == 250) {
                        match.apply(new Input.PresenceChanged(1, Presence.HERE));
                    } else if (tick == 300) {
                        match.apply(new Input.Left(2));
                    } else if (tick == 400) {
                        match.apply(new Input.Forfeited(3, "speed"));
                    } else if (tick == 500) {
                        refuse(match, lines, Stage.person(7, 1));
                        match.sendBotsAway();
                    } else if (tick == 2_000) {
                        firstWhoFellLeaves(match, 0, 1, 4, 5);
                    }
                    if (tick >= 500) {
                        walkers.command();
                    }
                });
        return lines;
    }

    /**
     * Plays a Siege to its time: bots fight for a while, then those who live walk to the middle and
     * keep apart, and fall one after the other to what the field costs. Shortly before half time
     * some come late with one to five warriors, of whom one stays where he is and burns; those who
     * come after half time are refused. One goes and comes back, one leaves while he lives, one
     * forfeits, and the first who fell leaves.
     */
    static List<String> siege(long seed) {
        int[] warriors = {1, 2, 3, 2, 1, 2, 3, 2};
        BotMatch match = new BotMatch(new SiegeGame(), seed, Stage.seats(warriors));
        Walkers walkers = new Walkers(match);
        walkers.leaveAlone(93);
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
                    } else if (tick == 700) {
                        match.apply(new Input.Left(2));
                    } else if (tick == 800) {
                        match.apply(new Input.Forfeited(3, "speed"));
                    } else if (tick == 1_500) {
                        match.sendBotsAway();
                    } else if (tick == 3_000) {
                        match.apply(new Input.Joined(Stage.person(90)));
                        refuse(match, lines, Stage.person(91, 6));
                    } else if (tick == 17_990) {
                        match.apply(new Input.Joined(Stage.person(91, 5)));
                        match.apply(new Input.Joined(Stage.person(92, 3)));
                        match.apply(new Input.Joined(Stage.person(93, 2)));
                    } else if (tick == 18_000) {
                        refuse(match, lines, Stage.person(94, 2));
                        firstWhoFellLeaves(match, 0, 1, 4, 5, 6, 7);
                    }
                    if (tick >= 1_500) {
                        walkers.command();
                    }
                });
        return lines;
    }

    /** Somebody comes too late, or with too many. */
    private static void refuse(BotMatch match, List<String> lines, Seat seat) {
        Input.Joined joined = new Input.Joined(seat);
        long tick = match.room.tick();
        if (!(match.apply(joined) instanceof Verdict.Refused refused)) {
            throw new IllegalStateException(seat + " is let in");
        }
        String line = GoldenReplay.line(new BotMatch.Entry(tick, joined));
        lines.add(
                "refused %d %s %s"
                        .formatted(tick, refused.code(), line.replaceFirst(" " + tick + " ", " ")));
    }

    private static void firstWhoFellLeaves(BotMatch match, int... seats) {
        for (int seat : seats) {
            if (match.view().warriors().stream().noneMatch(w -> w.seat() == seat)) {
                match.apply(new Input.Left(seat));
                return;
            }
        }
        throw new IllegalStateException("nobody has fallen: try another seed");
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
    private static List<String> practice(long seed) {
        String kinds = "person person person" + " bot".repeat(9);
        List<Seat> seats = GoldenReplay.seats(("practice " + kinds).split(" "));
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
                lines.add(GoldenReplay.line(match.journal.get(written)));
            }
        }
        lines.add("hash %d %s".formatted(match.room.tick(), match.room.hash().hex()));
    }
}
