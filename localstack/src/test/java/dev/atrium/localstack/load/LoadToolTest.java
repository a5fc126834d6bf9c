package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class LoadToolTest {
    private final List<String> told = new ArrayList<>();

    private int run(LoadTool.Task<Integer> task, String... arguments) {
        return LoadTool.run(
                arguments, words -> Integer.parseInt(words.getFirst()), task, told::add);
    }

    @Test
    void statusTellsHowItWent() {
        assertEquals(0, run((number, terminal) -> number == 7, "7"));
        assertEquals(1, run((number, terminal) -> number == 7, "8"));
        assertEquals(2, run((number, terminal) -> true, "seven"));
    }

    @Test
    void whatCannotBeDoneIsAFailure() {
        assertEquals(
                1,
                run(
                        (number, terminal) -> {
                            throw new IOException("no host");
                        },
                        "7"));
        assertEquals(
                1,
                run(
                        (number, terminal) -> {
                            throw new InterruptedException();
                        },
                        "7"));
        assertTrue(Thread.interrupted(), "who interrupted it can see so");
    }

    @Test
    void reportGoesToTheTerminalOrItsJsonToTheFile(@TempDir Path folder) throws IOException {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("a", 1);
        LoadTool.tell(told::add, "table", json, Optional.empty());
        assertEquals(List.of("table", "{\"a\":1}"), told);

        Path file = folder.resolve("report.json");
        LoadTool.tell(told::add, "table", json, Optional.of(file));
        assertEquals(List.of("table", "{\"a\":1}", "table"), told);
        assertEquals("{\"a\":1}\n", Files.readString(file));
    }
}
