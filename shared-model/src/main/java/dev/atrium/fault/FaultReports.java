package dev.atrium.fault;

import java.util.Map;

/** Tells somebody outside of errors. Thread-safe; never throws over what it is told. */
public interface FaultReports extends AutoCloseable {
    /** Where the key of Sentry's project stands; it is a secret, and nothing logs it. */
    String VARIABLE = "ATRIUM_SENTRY_DSN";

    /** Nobody is told. */
    FaultReports NONE =
            new FaultReports() {
                @Override
                public void report(Fault fault) {}

                @Override
                public void flush(long timeoutMs) {}

                @Override
                public void close() {}
            };

    /**
     * As the environment says. Where {@link #VARIABLE} is not set or empty no class of Sentry is
     * loaded.
     *
     * @param environment of the process
     * @param part of Atrium that it is, such as {@code room-host}
     * @throws IllegalArgumentException if it is no DSN; its value is not told
     */
    static FaultReports from(Map<String, String> environment, String part) {
        String dsn = environment.getOrDefault(VARIABLE, "");
        if (dsn.isEmpty()) {
            return NONE;
        }
        SentryDsn.require(dsn);
        String stage = environment.getOrDefault("ATRIUM_TABLE_PREFIX", "");
        return new SentryReports(dsn, part, stage);
    }

    /**
     * Checks what {@link #from} would be given, and makes nothing.
     *
     * @throws IllegalArgumentException as {@link #from}
     */
    static void check(Map<String, String> environment) {
        String dsn = environment.getOrDefault(VARIABLE, "");
        if (!dsn.isEmpty()) {
            SentryDsn.require(dsn);
        }
    }

    /** Takes it on; it is sent by another thread, or dropped where there are too many. */
    void report(Fault fault);

    /** Waits so long at the most until what was taken on is sent. */
    void flush(long timeoutMs);

    /** Ends; what was taken on may still be sent for a moment. */
    @Override
    void close();
}
