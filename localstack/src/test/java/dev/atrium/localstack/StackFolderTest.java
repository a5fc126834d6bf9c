package dev.atrium.localstack;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

class StackFolderTest {
    private static Path folderOf(long pid) throws IOException {
        Path folder = Files.createTempDirectory("atrium-");
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(folder.resolve("stack.pid"), Long.toString(pid));
        return folder;
    }

    @Test
    void whatAKilledStackLeftIsClearedByTheNext() throws Exception {
        Process over = new ProcessBuilder("true").start();
        over.waitFor();
        Path dead = folderOf(over.pid());
        Path living = folderOf(ProcessHandle.current().pid());
        Path others = Files.createTempDirectory("atrium-");
        try (StackFolder own = StackFolder.open(Optional.empty())) {
            assertFalse(Files.exists(dead), "keys lie there");
            assertTrue(Files.exists(living));
            assertTrue(Files.exists(others), "not a stack's");
            assertTrue(Files.exists(own.root()));
        } finally {
            Files.deleteIfExists(living.resolve("keys"));
            Files.deleteIfExists(living.resolve("stack.pid"));
            Files.deleteIfExists(living);
            Files.deleteIfExists(others);
        }
    }
}
