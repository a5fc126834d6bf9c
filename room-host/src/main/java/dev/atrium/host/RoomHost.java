package dev.atrium.host;

import dev.atrium.fault.FaultReports;
import dev.atrium.host.config.Environment;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.log.HostLog;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The room host. Reads environment variables; see {@link HostConfig}. */
public final class RoomHost {
    /** For connections to stores, and the process itself. */
    private static final long CLOSE_MS_MAX = 1_000;

    /** ECS kills 120 s after SIGTERM; a host that hangs is gone before it looks like that. */
    static final long LEAVE_MS_MAX =
            HostConfig.Operator.DRAIN_MS_MAX + HostLife.LEAVE_MS_MAX + CLOSE_MS_MAX;

    /**
     * Connections to DynamoDB that are kept open, of which the JDK keeps five: rooms that are taken
     * over together would each make one of their own.
     */
    private static final String CONNECTIONS_KEPT = "64";

    private RoomHost() {}

    /** Starts a host; one that cannot start says why in one line and ends with status 1. */
    public static void main(String[] arguments) {
        System.setProperty("http.maxConnections", CONNECTIONS_KEPT);
        try {
            Environment environment = new Environment(System.getenv());
            if (environment.number("ATRIUM_EXIT_WITH_PARENT", 0, 0, 1) == 1) {
                exitWithParent();
            }
            FaultReports.check(System.getenv());
            HostExit exit = new HostExit(Optional.of(() -> System.exit(0)));
            ApplicationContext host = start(HostConfig.from(environment), Map.of(), exit);
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("leave").unstarted(() -> end(host)));
        } catch (RuntimeException e) {
            System.err.println("atrium room-host: " + reason(e));
            System.exit(1);
        }
    }

    /**
     * Starts a host in this process; {@link #stop} ends it.
     *
     * @param properties Micronaut's, such as {@code micronaut.server.port}
     */
    public static ApplicationContext start(HostConfig config, Map<String, Object> properties) {
        return start(config, properties, new HostExit(Optional.empty()));
    }

    /**
     * As {@link #start(HostConfig, Map)}, with journals that are kept elsewhere than a host's
     * configuration can say: for who measures what they cost.
     */
    public static ApplicationContext start(
            HostConfig config, Map<String, Object> properties, JournalStores journals) {
        return start(config, properties, new HostExit(Optional.empty()), journals);
    }

    private static ApplicationContext start(
            HostConfig config, Map<String, Object> properties, Object... singletons) {
        ApplicationContext context =
                ApplicationContext.builder()
                        .mainClass(RoomHost.class)
                        .singletons(config)
                        .singletons(singletons)
                        .properties(
                                Map.of(
                                        "micronaut.server.netty.options.SO_BACKLOG",
                                        config.edges().tcp().backlog()))
                        .properties(properties)
                        .banner(false)
                        .start();
        try {
            context.getBean(EmbeddedServer.class).start();
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
        return context;
    }

    /**
     * Ends a host: first the rooms, then the sockets. Micronaut alone would close the sockets
     * before rooms could tell their players anything.
     */
    public static void stop(ApplicationContext host) {
        host.getBean(HostLife.class).leave();
        host.close();
    }

    private static void end(ApplicationContext host) {
        boolean ended = endsWithin(() -> stop(host), LEAVE_MS_MAX);
        HostLog.end();
        if (!ended) {
            System.err.println("atrium room-host: it did not leave in time and is cut off");
            Runtime.getRuntime().halt(1);
        }
    }

    /** Whether it ended in that time, whatever it waits for. */
    static boolean endsWithin(Runnable leaving, long timeoutMs) {
        Thread thread = Thread.ofPlatform().name("leave-in-time").daemon(true).start(leaving);
        try {
            return thread.join(Duration.ofMillis(timeoutMs));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A parent holds our standard input; when it is gone, however it went, so are we. */
    private static void exitWithParent() {
        Thread.ofPlatform()
                .name("parent-watch")
                .daemon(true)
                .start(
                        () -> {
                            try {
                                while (System.in.read() >= 0) {
                                    // What it says does not matter, only that it is there.
                                }
                            } catch (IOException e) {
                                // Gone as well.
                            }
                            System.exit(0);
                        });
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof java.net.BindException
                ? "its port is in use: " + failure.getMessage()
                : String.valueOf(root.getMessage());
    }
}
