package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** Finished rooms are out of memory and Redis once they were kept as long as the host is told. */
class SoakIT {
    @Test
    void nothingStaysOfMatchesThatAreOver() throws Exception {
        List<String> progress = new CopyOnWriteArrayList<>();
        Soak soak = new Soak(new SoakOptions(7, 60, 100, 5), progress::add);

        assertEquals(Optional.empty(), soak.play(), progress::toString);

        assertTrue(progress.getLast().endsWith("7 matches over"), progress.toString());
        assertTrue(
                progress.stream().anyMatch(line -> line.matches(".* [1-9]\\d* rooms .*")),
                progress.toString());
    }
}
