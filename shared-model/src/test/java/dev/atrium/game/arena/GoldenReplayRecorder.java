package dev.atrium.game.arena;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Writes the golden replay of a new rules version; those of old versions are never written again.
 */
final class GoldenReplayRecorder {
    private GoldenReplayRecorder() {}

    /** Two arguments: {@code blitz}, {@code siege} or {@code practice}, and the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[1]);
        if (Files.exists(file)) {
            throw new IOException(file + " is there already, and is to stay as it is");
        }
        Files.write(
                file,
                switch (arguments[0]) {
                    case "blitz" -> GoldenReplay.record(20, 1, 2, 1, 2, 1, 2, 3);
                    case "siege" -> {
                        int[] warriors = new int[16];
                        Arrays.setAll(warriors, seat -> 1 + seat % 5);
                        yield GoldenReplay.recordSiege(40, warriors);
                    }
                    case "practice" -> GoldenReplay.recordPractice(30);
                    default -> throw new IOException("no game " + arguments[0]);
                });
    }
}
