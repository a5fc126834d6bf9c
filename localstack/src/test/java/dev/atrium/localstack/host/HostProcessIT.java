package dev.atrium.localstack.host;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

class HostProcessIT {
    @Test
    void hostThatDoesNotStartSaysWhy(@TempDir Path folder) throws Exception {
        try (HostProcess host =
                HostProcess.start(
                        HostProcess.LAPTOP,
                        1,
                        HostProcess.Program.of(folder.toString()),
                        Map.of(),
                        folder.resolve("log"))) {
            String message =
                    assertThrows(IllegalStateException.class, host::awaitReady).getMessage();
            assertTrue(message.startsWith("the room host on port 1 ended at its start: "), message);
            assertTrue(message.contains("dev.atrium.host.RoomHost"), message);
        }
    }
}
