package dev.atrium.rights;

import dev.atrium.rights.AskedRights.Asked;

import software.amazon.awssdk.core.SdkRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * What handlers and hosts have asked of AWS in this JVM, a line each in a file of the module's
 * {@code target/rights}; what {@link Rights} do not grant is refused, as the deployment would. Who
 * asks is read from the stack; threads that a handler starts ask for him. Thread-safe.
 */
public final class UsedRights {
    private static final Path FOLDER = Path.of("target", "rights");
    private static final String USED = "used";
    private static final String REFUSED = "refused";
    private static final String FUNCTIONS = "dev.atrium.functions.";
    private static final String HOST = "dev.atrium.host.";
    private static final String HANDLES = "handleRequest";
    private static final StackWalker WALKER =
            StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final Set<String> LINES = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<String> DONE_FOR = new ThreadLocal<>();
    private static final InheritableThreadLocal<String> CALLED = new InheritableThreadLocal<>();
    private static final InheritableThreadLocal<String> STARTED_BY = new InheritableThreadLocal<>();

    private UsedRights() {}

    static void heard(SdkRequest request) {
        asker().ifPresent(who -> AskedRights.of(request).forEach(asked -> note(who, asked)));
    }

    /**
     * Does something for a handler: its class may have inherited what is called.
     *
     * @return what it gives
     */
    public static <T> T calledFor(Class<?> handler, Supplier<T> call) {
        String before = CALLED.get();
        CALLED.set(handler.getName());
        try {
            return call.get();
        } finally {
            CALLED.set(before);
        }
    }

    /**
     * Does a part of what a handler does, as he would do it.
     *
     * @return what it gives
     */
    public static <T> T doneFor(Class<?> handler, Supplier<T> part) {
        String before = DONE_FOR.get();
        DONE_FOR.set(handler.getName().substring(FUNCTIONS.length()));
        try {
            return part.get();
        } finally {
            DONE_FOR.set(before);
        }
    }

    /** Whoever does it now has just used a right. */
    public static void heard(String action, String resource) {
        asker().ifPresent(who -> note(who, new Asked(action, resource)));
    }

    private static Optional<String> asker() {
        Optional<String> handler = handler().or(() -> Optional.ofNullable(DONE_FOR.get()));
        if (handler.isPresent()) {
            STARTED_BY.set(handler.get());
            return handler;
        }
        if (isHost()) {
            return Optional.of(Rights.HOST);
        }
        return Thread.currentThread().isVirtual()
                ? Optional.ofNullable(STARTED_BY.get())
                : Optional.empty();
    }

    /** The handler that was called: whoever it was called by. */
    private static Optional<String> handler() {
        return WALKER.walk(
                        frames ->
                                frames.filter(frame -> frame.getMethodName().equals(HANDLES))
                                        .map(StackWalker.StackFrame::getDeclaringClass)
                                        .filter(type -> type.getName().startsWith(FUNCTIONS))
                                        .reduce((inner, outer) -> outer))
                .flatMap(UsedRights::named);
    }

    private static Optional<String> named(Class<?> type) {
        String name = type.getName();
        if (Modifier.isAbstract(type.getModifiers())) {
            name = CALLED.get();
        }
        return Optional.ofNullable(name).map(n -> n.substring(FUNCTIONS.length()));
    }

    /** Whether the nearest code of the host is the product's and no test's. */
    private static boolean isHost() {
        return WALKER.walk(
                frames ->
                        frames.map(StackWalker.StackFrame::getDeclaringClass)
                                .filter(type -> type.getName().startsWith(HOST))
                                .findFirst()
                                .filter(type -> !isTest(type))
                                .isPresent());
    }

    private static boolean isTest(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath().contains("test");
    }

    /**
     * As AWS would do it.
     *
     * @throws IllegalStateException if who asks has no such right: the deployment would refuse him
     */
    private static void note(String who, Asked asked) {
        String line = who + " " + asked.action() + " " + asked.resource();
        boolean allowed = Rights.shipped().allow(who, asked.action(), asked.resource());
        if (LINES.add(line)) {
            write(allowed ? USED : REFUSED, line);
        }
        if (!allowed) {
            throw new IllegalStateException("access denied (rights.txt): " + line);
        }
    }

    private static void write(String kind, String line) {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    FOLDER.resolve(kind + "-" + ProcessHandle.current().pid() + ".txt"),
                    line + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
