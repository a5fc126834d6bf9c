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
 * joined TICK SEAT N             or with so many
 * refused TICK CODE …            an input that was refused: its line, without its tick
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
        return firstDivergence(lines, Optional.empty());
    }

    /** The same under the eyes of somebody who sees every tick. */
    static Optional<String> firstDivergence(List<String> lines, GoldenWitness witness) {
        return firstDivergence(lines, Optional.of(witness));
    }

    private static Optional<String> firstDivergence(
            List<String> lines, Optional<GoldenWitness> witness) {
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
            advance(room, Long.parseLong(words[1]), witness);
            if (!holds(room, words, witness)) {
                return Optional.of(line);
            }
        }
        if (room != null && room.finished()) {
            RoomMachine ended = room;
            witness.ifPresent(seeing -> seeing.sawTheEnd(ended));
        }
        return room != null && room.finished()
                ? Optional.empty()
                : Optional.of("the match is not over");
    }

    private static void advance(RoomMachine room, long tick, Optional<GoldenWitness> witness) {
        if (witness.isEmpty()) {
            room.advanceTo(tick, Emissions.NONE);
            return;
        }
        while (room.tick() < tick && !room.finished()) {
            room.advanceTo(room.tick() + 1, witness.get());
            witness.get().sawTick(room);
        }
    }

    private static boolean holds(
            RoomMachine room, String[] words, Optional<GoldenWitness> witness) {
        return switch (words[0]) {
            case "hash" -> room.hash().equals(new StateHash(words[2]));
            case "refused" -> {
                List<String> rest = new ArrayList<>(List.of(words).subList(3, words.length));
                rest.add(1, words[1]);
                Input refused = input(rest.toArray(String[]::new));
                StateHash before = room.hash();
                witness.ifPresent(seeing -> seeing.sawRefused(words[2]));
                yield room.apply(refused, Emissions.NONE) instanceof Verdict.Refused verdict
                        && verdict.code().equals(words[2])
                        && room.hash().equals(before);
            }
            default -> {
                Input input = input(words);
                Emissions told = witness.<Emissions>map(seeing -> seeing).orElse(Emissions.NONE);
                witness.ifPresent(seeing -> seeing.sees(room, input));
                boolean accepted = room.apply(input, told) instanceof Verdict.Accepted;
                witness.ifPresent(seeing -> seeing.sawApplied(room, input));
                yield accepted;
            }
        };
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

    static List<Seat> seats(String[] words) {
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
            case "joined" ->
                    new Input.Joined(
                            words.length == 3
                                    ? Stage.person(seat)
                                    : Stage.person(seat, Integer.parseInt(words[3])));
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
            case Input.Joined joined -> {
                String count = joined.seat().options().get(Roster.WARRIORS_OPTION);
                yield "joined %d %d".formatted(entry.tick(), joined.seat().index())
                        + (count == null ? "" : " " + count);
            }
            case Input.Left left -> "left %d %d".formatted(entry.tick(), left.seat());
            case Input.Forfeited forfeited ->
                    "forfeit %d %d %s"
                            .formatted(entry.tick(), forfeited.seat(), forfeited.reason());
            default -> throw new IllegalArgumentException(entry.toString());
        };
    }
}
