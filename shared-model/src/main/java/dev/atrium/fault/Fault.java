package dev.atrium.fault;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An error as it was logged, without what it was about: values that were put into the message, and
 * messages of exceptions, may name people.
 *
 * @param logger who logged it
 * @param template its message with {@code {}} where values stood
 * @param failure what was thrown, if something was
 * @param fingerprint by which it is counted together with its like: twelve hex digits
 */
public record Fault(
        String logger, String template, Optional<Throwable> failure, String fingerprint) {
    /** Exceptions that are caused by one another: a chain may be a ring. */
    private static final int CAUSES_MAX = 8;

    /** Frames of ours for each: the place, and the way to it. */
    private static final int FRAMES_MAX = 3;

    private static final int FINGERPRINT_BYTES = 6;
    private static final String OURS = "dev.atrium.";

    /** Of names that the compiler and the JVM count up: lambdas and what is made at run time. */
    private static final Pattern COUNTED = Pattern.compile("\\$\\$.*|/0x.*|\\$\\d+|(?<=\\$)\\d+");

    /** An error with its fingerprint. */
    public static Fault of(String logger, @Nullable String template, @Nullable Throwable failure) {
        String text = template == null ? "" : template;
        return new Fault(
                logger,
                text,
                Optional.ofNullable(failure),
                fingerprint(failure == null ? logger + '\n' + text : shape(failure)));
    }

    /**
     * The classes that were thrown, and where in our code: without line numbers, which the next
     * build moves, and without messages.
     */
    private static String shape(Throwable failure) {
        StringBuilder shape = new StringBuilder();
        Throwable cause = failure;
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            shape.append(plain(cause.getClass().getName())).append('\n');
            frames(cause.getStackTrace(), shape);
            cause = cause.getCause();
        }
        return shape.toString();
    }

    private static void frames(StackTraceElement[] trace, StringBuilder shape) {
        int frames = 0;
        for (StackTraceElement frame : trace) {
            if (frame.getClassName().startsWith(OURS)) {
                shape.append(plain(frame.getClassName()))
                        .append('.')
                        .append(plain(frame.getMethodName()))
                        .append('\n');
                if (++frames == FRAMES_MAX) {
                    return;
                }
            }
        }
    }

    private static String plain(String name) {
        return COUNTED.matcher(name).replaceAll("");
    }

    private static String fingerprint(String shape) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(shape.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
