package dev.atrium.localstack.load;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the mains of {@code localstack/load} have in common: options in, a report and a status out.
 */
public final class LoadTool {
    private static final int FAILED_STATUS = 1;
    private static final int USAGE_STATUS = 2;

    private LoadTool() {}

    /**
     * What a tool does.
     *
     * @param <O> its options
     */
    public interface Task<O> {
        /**
         * Does it and tells the terminal, line by line.
         *
         * @return whether all went well
         * @throws IOException if something could not be started, or went away
         * @throws InterruptedException if this thread was interrupted
         */
        boolean run(O options, Consumer<String> terminal) throws IOException, InterruptedException;
    }

    /**
     * Runs a tool. What cannot be done is one line of the standard error.
     *
     * @param parse throws {@link IllegalArgumentException} with one line of what is wrong
     * @return 0 if all went well, 1 if not, 2 if the tool was called wrongly
     */
    public static <O> int run(
            String[] arguments,
            Function<List<String>, O> parse,
            Task<O> task,
            Consumer<String> terminal) {
        O options;
        try {
            options = parse.apply(List.of(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println("atrium: " + e.getMessage());
            return USAGE_STATUS;
        }
        try {
            return task.run(options, terminal) ? 0 : FAILED_STATUS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED_STATUS;
        } catch (IOException | RuntimeException e) {
            System.err.println("atrium: " + (e.getMessage() == null ? e : e.getMessage()));
            return FAILED_STATUS;
        }
    }

    /**
     * Tells a report: its table, and its JSON in one line, which goes to the file if one is given.
     *
     * @throws IOException if the file cannot be written
     */
    public static void tell(
            Consumer<String> terminal, String table, ObjectNode json, Optional<Path> file)
            throws IOException {
        terminal.accept(table);
        String line = Json.mapper().writeValueAsString(json);
        if (file.isPresent()) {
            Files.writeString(file.get(), line + "\n");
        } else {
            terminal.accept(line);
        }
    }
}
