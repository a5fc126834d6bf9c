package dev.atrium.game.party;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Writes the golden replay of a new rules version; those of old versions are never written again.
 */
final class PartyGoldenRecorder {
    private static final int PLAYERS = 6;

    private PartyGoldenRecorder() {}

    /** One argument: the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        if (Files.exists(file)) {
            throw new IOException(file + " is there already, and is to stay as it is");
        }
        Files.write(file, record());
    }

    /**
     * Plays twelve rounds of six: most answer and vote, some time runs out, one goes and comes
     * back, the host's connection is lost, one is kicked and one leaves, and once the clock stands.
     */
    private static List<String> record() {
        PartyRoom room = PartyRoom.lobby(PartyMode.LONG, 12, PLAYERS);
        List<String> lines = new ArrayList<>();
        lines.add("# A party of twelve rounds, rules version 1: it keeps its hashes for good.");
        lines.add("# The format stands in PartyGolden.java, beside the test that plays it.");
        lines.add("seed " + PartyRoom.seed("party 12").revealHex());
        lines.add("party 1 " + PartyRoom.ROOM_CODE + " " + PartyMode.LONG.wireName());
        room.start();
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < 12; number++) {
            questions.add(number % 4 == 3 ? Questions.picture(number) : Questions.text(number));
        }
        room.deal(questions);
        Random random = new Random(12);
        int written = 0;
        while (!room.machine.finished()) {
            long tick = room.machine.tick();
            if (tick % 200 == 0 && tick > 0) {
                lines.add("hash %d %s".formatted(tick, room.machine.hash().hex()));
            }
            disturb(room);
            for (int seat = 0; seat < PLAYERS; seat++) {
                if (random.nextInt(300) < 4) {
                    act(room, seat, random);
                }
            }
            for (; written < room.journal.size(); written++) {
                lines.add(PartyGolden.line(room.journal.get(written)));
            }
            if (!room.machine.finished()) {
                room.ticks(1);
            }
        }
        lines.add("hash %d %s".formatted(room.machine.tick(), room.machine.hash().hex()));
        return lines;
    }

    private static void disturb(PartyRoom room) {
        switch ((int) room.machine.tick()) {
            case 700 -> room.gone(2);
            case 900 -> room.back(2);
            case 1_500 -> room.gone(0);
            case 2_000 -> room.kick(1, 5);
            case 2_200 -> room.leave(4);
            case 2_400 -> {
                room.gone(1);
                room.gone(2);
            }
            case 2_700 -> room.back(1);
            case 2_800 -> room.back(0);
            case 2_900 -> room.back(2);
            default -> {}
        }
    }

    private static void act(PartyRoom room, int seat, Random random) {
        State view = room.view();
        if (view.players().stream().noneMatch(p -> p.seat() == seat && p.isConnected())) {
            return;
        }
        List<State.AnswerState> shown = view.answers();
        String text = shown.isEmpty() ? "" : shown.get(random.nextInt(shown.size())).text();
        room.put(
                room.of(
                        seat,
                        switch (view.phase()) {
                            case QUESTION -> PartyRoom.answering(answer(room, seat, random));
                            case ELIMINATION -> PartyRoom.eliminating(text);
                            case VOTING -> PartyRoom.voting(text);
                            case LOBBY, RESULTS, FINAL ->
                                    new PartyCommands.RequestNextRound(Optional.empty());
                        }));
    }

    private static String answer(PartyRoom room, int seat, Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> "the " + room.correct() + "!";
            case 1 -> room.robot();
            case 2 -> "Übung 😀";
            default -> "answer " + (seat / 2);
        };
    }
}
