package dev.atrium.localstack.matchsim;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the golden figures of the simulator again. Whoever changes how people are matched does so,
 * and looks at what has become better and what worse before he keeps them.
 */
final class GoldenSimulationRecorder {
    private GoldenSimulationRecorder() {}

    /** One argument: the file to write. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), GoldenSimulation.text());
    }
}
