package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.config.HostConfig;
import dev.atrium.host.takeover.Drain;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a host takes to leave, in the code and in what is written of it. */
class LeavingTest {
    private static final long ECS_KILLS_S = 120;

    private static String lineOf(String document, String beginning) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs", document));
        return lines.stream().filter(l -> l.startsWith(beginning)).findFirst().orElseThrow();
    }

    private static long seconds(long ms) {
        return TimeUnit.MILLISECONDS.toSeconds(ms);
    }

    @Test
    void theLongestLeavingEndsBeforeTheTaskIsKilled() {
        assertEquals(109, seconds(RoomHost.LEAVE_MS_MAX));
        assertTrue(seconds(RoomHost.LEAVE_MS_MAX) < ECS_KILLS_S);
    }

    @Test
    void whatOperatorsReadIsWhatIsBuilt() throws IOException {
        String all = seconds(RoomHost.LEAVE_MS_MAX) + " s";
        assertTrue(lineOf("operations.md", "takes now is stored").contains(all), all);
        String limits = lineOf("limits.md", "| a host that leaves, all together");
        long waitS = seconds(HostConfig.Operator.DRAIN_MS_MAX);
        long roomsS = seconds(Drain.GIVE_AWAY_MS_MAX);
        String parts = ": " + waitS + " s of that wait and " + roomsS + " s for its rooms";
        assertTrue(limits.contains("| " + all + parts), limits);
    }
}
