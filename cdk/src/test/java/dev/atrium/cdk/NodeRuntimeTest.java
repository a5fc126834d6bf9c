package dev.atrium.cdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

class NodeRuntimeTest {
    private static final String REMEDY =
            "install version 20 or newer (Debian: apt-get install nodejs)";

    @TempDir Path folder;

    private Map<String, String> path(String script) throws IOException {
        Path node = Files.writeString(folder.resolve("node"), "#!/bin/sh\n" + script + "\n");
        assertEquals(true, node.toFile().setExecutable(true));
        return Map.of("PATH", "/nowhere::" + folder);
    }

    @Test
    void machineWithoutNodeIsToldInOneLineWhatToInstall() {
        Optional<String> missing = Optional.of("Node.js is missing: " + REMEDY);
        assertEquals(missing, NodeRuntime.problem(Map.of()));
        assertEquals(missing, NodeRuntime.problem(Map.of("PATH", folder.toString())));
        assertEquals(
                missing,
                NodeRuntime.problem(Map.of("JSII_NODE", folder.resolve("none").toString())));
    }

    @ParameterizedTest
    @CsvSource({"v20.0.0", "v20.19.2", "v24.1.0-nightly"})
    void twentyOrNewerWillDo(String version) throws IOException {
        assertEquals(Optional.empty(), NodeRuntime.problem(path("echo " + version)));
    }

    @Test
    void olderOneIsNamed() throws IOException {
        assertEquals(
                Optional.of("Node.js v18.20.4 is too old: " + REMEDY),
                NodeRuntime.problem(path("echo v18.20.4")));
    }

    @ParameterizedTest
    @CsvSource({"exit 3", "echo hello", "echo v.1"})
    void whatDoesNotSayItsVersionIsNoNode(String script) throws IOException {
        assertEquals(
                Optional.of("Node.js does not start: " + REMEDY),
                NodeRuntime.problem(path(script)));
    }

    @Test
    void fileThatCannotBeRunIsNoNode() throws IOException {
        Map<String, String> environment = path("");
        Files.write(folder.resolve("node"), new byte[] {1, 2, 3});
        assertEquals(
                Optional.of("Node.js does not start: " + REMEDY), NodeRuntime.problem(environment));
    }
}
