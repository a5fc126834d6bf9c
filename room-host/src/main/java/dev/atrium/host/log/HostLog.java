package dev.atrium.host.log;

import ch.qos.logback.classic.LoggerContext;

import org.slf4j.LoggerFactory;

/** The process's log. Any thread. */
public final class HostLog {
    /** The field of the host's id. */
    static final String HOST = "host";

    private HostLog() {}

    /** From now on every line names this host; of several in one process the last. */
    public static void names(String hostId) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.putProperty(HOST, hostId);
        }
    }

    /** Writes what waits to be written, and no more after that: the last act of a process. */
    public static void end() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }
}
