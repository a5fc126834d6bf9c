package dev.atrium.host.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.AppenderBase;

import dev.atrium.fault.Fault;
import dev.atrium.fault.FaultReports;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * Tells Sentry of errors, where {@code ATRIUM_SENTRY_DSN} is set: on the log's own thread, which
 * hands them to another and waits for nothing. A DSN that is none was refused at the host's start.
 */
public final class FaultAppender extends AppenderBase<ILoggingEvent> {
    private static final long END_MS = 500;

    private String dsn = "";
    private String stage = "";
    private FaultReports reports = FaultReports.NONE;

    /**
     * Set by the configuration.
     *
     * @param dsn of Sentry's project, or empty
     */
    public void setDsn(String dsn) {
        this.dsn = dsn;
    }

    /**
     * Set by the configuration.
     *
     * @param stage the prefix of the deployment's tables, or empty
     */
    public void setStage(String stage) {
        this.stage = stage;
    }

    @Override
    public void start() {
        try {
            reports =
                    FaultReports.from(
                            Map.of(FaultReports.VARIABLE, dsn, "ATRIUM_TABLE_PREFIX", stage),
                            "room-host");
        } catch (IllegalArgumentException e) {
            addError(e.getMessage());
        }
        super.start();
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
            reports.report(faultOf(event));
        }
    }

    /** What an event says of an error, without its values. */
    static Fault faultOf(ILoggingEvent event) {
        return Fault.of(event.getLoggerName(), event.getMessage(), thrown(event));
    }

    private static @Nullable Throwable thrown(ILoggingEvent event) {
        IThrowableProxy proxy = event.getThrowableProxy();
        return proxy instanceof ThrowableProxy known ? known.getThrowable() : null;
    }

    @Override
    public void stop() {
        super.stop();
        reports.flush(END_MS);
        reports.close();
        reports = FaultReports.NONE;
    }
}
