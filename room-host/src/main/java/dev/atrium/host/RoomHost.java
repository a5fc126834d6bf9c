package dev.atrium.host;

import dev.atrium.host.config.Environment;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.log.HostLog;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;

import java.io.IOException;
import java.util.Map;

/** The room host. Reads environment variables; see {@link HostConfig}. */
public final class RoomHost {
    private RoomHost() {}

    /** Starts a host; one that cannot start says why in one line and ends with status 1. */
    public static void main(String[] arguments) {
        try {
            Environment environment = new Environment(System.getenv());
            if (environment.number("ATRIUM_EXIT_WITH_PARENT", 0, 0, 1) == 1) {
                exitWithParent();
            }
            ApplicationContext host = start(HostConfig.from(environment), Map.of());
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
        ApplicationContext context =
                ApplicationContext.builder()
                        .mainClass(RoomHost.class)
                        .singletons(config)
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
        stop(host);
        HostLog.end();
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
