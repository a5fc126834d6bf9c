package dev.atrium.localstack.scalesim;

import dev.atrium.localstack.load.LoadTool;
import dev.atrium.scaling.ScalingNumbers;
import dev.atrium.scaling.sim.LoadTrace;
import dev.atrium.scaling.sim.LoadTraceText;
import dev.atrium.scaling.sim.TraceKind;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The main of {@code localstack/scale-sim}: replays traces of arriving players against the policies
 * of scaling and prints what became of them, which is its product; or makes up a trace.
 */
public final class ScaleSimTool {
    private static final int BYTES_MAX = 4 << 20;

    private ScaleSimTool() {}

    /** Ends with status 0 if all went well, 1 if a file cannot be written, 2 on bad input. */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out::println));
    }

    /** What there is to do: options, and the traces that they name. */
    record Job(ScaleSimOptions options, List<NamedTrace> traces) {}

    record NamedTrace(String name, LoadTrace trace) {}

    /**
     * Runs. What cannot be done is one line of the standard error.
     *
     * @return 0 if all went well, 1 if a file cannot be written, 2 on bad input
     */
    static int run(String[] arguments, Consumer<String> terminal) {
        return LoadTool.run(arguments, ScaleSimTool::job, ScaleSimTool::run, terminal);
    }

    /**
     * What arguments ask for.
     *
     * @throws IllegalArgumentException what the standard error is told, a line
     */
    static Job job(List<String> arguments) {
        ScaleSimOptions options = ScaleSimOptions.parse(arguments);
        List<NamedTrace> traces = new ArrayList<>();
        if (options.generate().isEmpty()) {
            for (Path file : options.traces()) {
                traces.add(new NamedTrace(file.toString(), read(file)));
            }
            if (traces.isEmpty()) {
                for (TraceKind kind : TraceKind.values()) {
                    traces.add(new NamedTrace(kind.label(), kind.committed()));
                }
            }
        }
        return new Job(options, traces);
    }

    private static LoadTrace read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("there is no file " + file);
        }
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new IllegalArgumentException(
                        "%s: %d bytes (allowed: 0 to %d)"
                                .formatted(file, Files.size(file), BYTES_MAX));
            }
            // What is no UTF-8 is no number either, and is told of with its line.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            return LoadTraceText.parse(file.toString(), text.lines().toList());
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean run(Job job, Consumer<String> terminal) throws IOException {
        ScaleSimOptions options = job.options();
        if (options.generate().isPresent()) {
            TraceKind kind = options.generate().get();
            LoadTrace made = kind.generate(options.seed());
            Path file = options.traces().getFirst();
            Files.writeString(file, LoadTraceText.text(made));
            terminal.accept(
                    "%s of seed %d, %d stretches, in %s"
                            .formatted(
                                    kind.label(), options.seed(), made.stretches().size(), file));
        }
        ScalingNumbers numbers = ScalingNumbers.PRODUCTION.with(options.thresholds());
        for (NamedTrace each : job.traces()) {
            terminal.accept(ScaleTable.of(each.name(), each.trace(), numbers));
        }
        return true;
    }
}
