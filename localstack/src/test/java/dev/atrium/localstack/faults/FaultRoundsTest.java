package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is told of rounds, and what is left of them. */
class FaultRoundsTest {
    private static final FaultPlan PLAN = FaultPlan.parse(List.of("kill"));

    @TempDir private Path temporary;

    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();

    private Path folder() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("rounds/logs"));
        Files.writeString(folder.resolve("host-1.log"), "up");
        return folder.getParent();
    }

    private int run(Path folder, FaultRounds.Rounds rounds) throws IOException {
        return FaultRounds.run(PLAN, folder, rounds, out::add, err::add);
    }

    @Test
    void nothingIsLeftOfRoundsThatWentWell() throws IOException {
        Path folder = folder();

        assertEquals(0, run(folder, tally -> tally.round(0)));
        assertTrue(Files.notExists(folder));
        assertTrue(out.getFirst().startsWith("kill, practice: 1 rounds, 0 rooms"), out::toString);
        assertEquals(List.of(), err);
    }

    @Test
    void logsOfRoundsThatDidNotStayAndAreNamed() throws IOException {
        Path folder = folder();

        assertEquals(1, run(folder, tally -> tally.odd("a host did not leave")));
        assertTrue(Files.exists(folder.resolve("logs/host-1.log")));
        assertTrue(out.getFirst().contains("1 x a host did not leave"), out::toString);
        assertEquals(List.of("atrium: the hosts' logs are in " + folder), err);
    }

    @Test
    void roundThatCannotBePlayedLeavesTheReportOfThoseBeforeIt() throws IOException {
        Path folder = folder();

        int status =
                run(
                        folder,
                        tally -> {
                            tally.round(0);
                            throw new IllegalStateException("not everybody came in");
                        });
        assertEquals(1, status);
        assertTrue(out.getFirst().startsWith("kill, practice: 1 rounds"), out::toString);
        assertEquals(
                List.of(
                        "atrium: a round could not be played:"
                                + " java.lang.IllegalStateException: not everybody came in",
                        "atrium: the hosts' logs are in " + folder),
                err);
        assertTrue(Files.exists(folder));
    }
}
