package dev.atrium.functions.coldstart;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;

import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One function in a process of its own, under Lambda's own runtime client, which asks a {@link
 * RuntimeApi} for what to do.
 */
final class FunctionProcess implements AutoCloseable {
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final long END_MAX_S = 60;

    private final RuntimeApi api;
    private final Process process;
    private final Path errors;
    private final long startedAtNanos;

    private FunctionProcess(RuntimeApi api, Process process, Path errors, long startedAtNanos) {
        this.api = api;
        this.process = process;
        this.errors = errors;
        this.startedAtNanos = startedAtNanos;
    }

    /** How the classes are found. */
    enum Layout {
        /**
         * As a managed runtime does: a loader of its own reads {@code lib/} of the task's folder.
         */
        MANAGED,
        /** As an image of one's own may: everything on the class path, which caches want. */
        CLASS_PATH
    }

    /**
     * How it is started.
     *
     * @param layout where its classes are
     * @param flags of the JVM
     * @param environment what it adds to Lambda's own
     */
    record Launch(Layout layout, List<String> flags, Map<String, String> environment) {
        Launch {
            flags = List.copyOf(flags);
            environment = Map.copyOf(environment);
        }

        /** With more flags. */
        Launch with(String... more) {
            return new Launch(
                    layout, Stream.concat(flags.stream(), Stream.of(more)).toList(), environment);
        }

        /** With another variable. */
        Launch variable(String name, String value) {
            return new Launch(
                    layout,
                    flags,
                    Stream.concat(
                                    environment.entrySet().stream(),
                                    Stream.of(Map.entry(name, value)))
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey,
                                            Map.Entry::getValue,
                                            (before, after) -> after)));
        }
    }

    /**
     * Starts it.
     *
     * @param task the folder of its code, whose {@code lib/} holds the jars
     * @param handler the class
     */
    static FunctionProcess start(Path task, String handler, Launch launch) throws IOException {
        RuntimeApi api = RuntimeApi.start();
        Path log = Files.createTempFile("atrium-function", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(launch.flags());
        // The managed runtime names its implementation of the hooks so.
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        command.add("-cp");
        command.add(classPath(task, launch.layout()));
        command.add(MAIN);
        command.add(handler);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.directory(
                launch.layout() == Layout.MANAGED ? task.toFile() : log.getParent().toFile());
        Path errors = Files.createTempFile("atrium-function", ".errors");
        builder.redirectError(errors.toFile()).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
        environment.put("AWS_LAMBDA_FUNCTION_NAME", "atrium");
        environment.put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");
        environment.put("AWS_REGION", "eu-central-1");
        environment.put("AWS_ACCESS_KEY_ID", "local");
        environment.put("AWS_SECRET_ACCESS_KEY", "local");
        environment.put("_HANDLER", handler);
        environment.putAll(launch.environment());
        long startedAtNanos = System.nanoTime();
        Process process = builder.start();
        log.toFile().deleteOnExit();
        errors.toFile().deleteOnExit();
        return new FunctionProcess(api, process, errors, startedAtNanos);
    }

    private static String classPath(Path task, Layout layout) throws IOException {
        Stream<Path> runtime =
                Stream.of(
                                AWSLambda.class,
                                PojoSerializer.class,
                                Context.class,
                                // The runtime wants it after the first answer, and dies without.
                                SdkInternalThreadLocal.class)
                        .map(FunctionProcess::jarOf);
        if (layout == Layout.MANAGED) {
            return joined(runtime);
        }
        try (Stream<Path> jars = Files.list(task.resolve("lib"))) {
            // In one order always: a cache holds for the class path that it was made with.
            return joined(Stream.concat(runtime, jars.sorted()));
        }
    }

    private static String joined(Stream<Path> jars) {
        return jars.map(Path::toString).collect(Collectors.joining(":"));
    }

    private static Path jarOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What it is told and says. */
    RuntimeApi api() {
        return api;
    }

    /** What it has written to its standard error so far, by line. */
    List<String> errors() throws IOException {
        return Files.readAllLines(errors);
    }

    /** When the JVM was started. */
    long startedAtNanos() {
        return startedAtNanos;
    }

    /** Memory of the process that is resident now, in KiB. */
    long residentKib() {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time that it took so far, in ms: it says more where others use the machine too. */
    long cpuMs() {
        return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
    }

    /** Ends it as Lambda ends a runtime, with SIGTERM; in time, whatever it does. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_MAX_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        api.close();
    }
}
