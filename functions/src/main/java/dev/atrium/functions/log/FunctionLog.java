package dev.atrium.functions.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import dev.atrium.fault.Fault;
import dev.atrium.fault.FaultReports;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.helpers.MessageFormatter;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * The log of a function. A line has {@code level}, {@code logger}, {@code message}, of an error the
 * {@code fingerprint} by which it is counted together with its like, and {@code failure} with its
 * trace; Lambda adds the time. What libraries do is not told, what goes wrong in them is.
 * Thread-safe.
 */
final class FunctionLog implements ILoggerFactory {
    /** Lambda takes 256 KB for a line; a trace that is longer says nothing more. */
    private static final int TRACE_CHARS_MAX = 32_768;

    /** Of exceptions that are caused by one another: a chain may be a ring. */
    private static final int CAUSES_MAX = 8;

    /** After the answer a function stands still, so what is to be sent is waited for. */
    private static final long SEND_MS_MAX = 500;

    private static final List<String> LIBRARIES =
            List.of("io.lettuce", "io.netty", "software.amazon.awssdk");

    private final PrintStream out;
    private final Supplier<FaultReports> newReports;
    private final ConcurrentMap<String, Logger> loggers = new ConcurrentHashMap<>();
    private @Nullable FaultReports reports;

    /** Made with the first line: most starts write none. */
    private static final class Lines {
        static final JsonFactory JSON = new JsonFactory();

        private Lines() {}
    }

    /**
     * A log.
     *
     * @param out gets the lines
     * @param newReports makes who is told of errors, with the first of them: never at a start
     */
    FunctionLog(PrintStream out, Supplier<FaultReports> newReports) {
        this.out = out;
        this.newReports = newReports;
    }

    @Override
    public Logger getLogger(String name) {
        return loggers.computeIfAbsent(name, made -> new FunctionLogger(made, this));
    }

    /** The least that is written of a logger. */
    static Level leastOf(String logger) {
        return LIBRARIES.stream().anyMatch(logger::startsWith) ? Level.WARN : Level.INFO;
    }

    void write(
            Level level,
            String logger,
            @Nullable String template,
            Object @Nullable [] values,
            @Nullable Throwable failure) {
        if (level != Level.ERROR) {
            print(line(level, logger, text(template, values), "", failure));
            return;
        }
        Fault fault = Fault.of(logger, template, failure);
        print(line(level, logger, text(template, values), fault.fingerprint(), failure));
        tell(fault);
    }

    private static String text(@Nullable String template, Object @Nullable [] values) {
        return values == null
                ? String.valueOf(template)
                : String.valueOf(MessageFormatter.basicArrayFormat(template, values));
    }

    /** In one call, so that lines of several threads do not mix. */
    private void print(byte[] line) {
        synchronized (out) {
            out.write(line, 0, line.length);
            out.flush();
        }
    }

    private static byte[] line(
            Level level,
            String logger,
            String message,
            String fingerprint,
            @Nullable Throwable failure) {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        try (JsonGenerator json = Lines.JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("level", level.name());
            json.writeStringField("logger", logger);
            json.writeStringField("message", message);
            if (!fingerprint.isEmpty()) {
                json.writeStringField("fingerprint", fingerprint);
            }
            if (failure != null) {
                json.writeStringField("failure", trace(failure));
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.toByteArray();
    }

    private static String trace(Throwable failure) {
        StringBuilder trace = new StringBuilder();
        String before = "";
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            trace.append(before).append(cause).append('\n');
            for (StackTraceElement frame : cause.getStackTrace()) {
                if (trace.length() > TRACE_CHARS_MAX) {
                    break;
                }
                trace.append("\tat ").append(frame).append('\n');
            }
            before = "Caused by: ";
            cause = cause.getCause();
        }
        String text = trace.toString();
        return text.length() > TRACE_CHARS_MAX ? text.substring(0, TRACE_CHARS_MAX) : text;
    }

    private void tell(Fault fault) {
        FaultReports told = reports();
        told.report(fault);
        told.flush(SEND_MS_MAX);
    }

    private synchronized FaultReports reports() {
        FaultReports known = reports;
        if (known == null) {
            try {
                known = newReports.get();
            } catch (IllegalArgumentException e) {
                // Once: the log says what is wrong, and is the only one that is told.
                known = FaultReports.NONE;
                print(line(Level.WARN, FunctionLog.class.getName(), message(e), "", null));
            }
            reports = known;
        }
        return known;
    }

    private static String message(IllegalArgumentException wrong) {
        return String.valueOf(wrong.getMessage());
    }
}
