package dev.atrium.fault;

import io.sentry.Hint;
import io.sentry.SentryClient;
import io.sentry.SentryEvent;
import io.sentry.SentryLevel;
import io.sentry.SentryOptions;
import io.sentry.protocol.Message;
import io.sentry.protocol.SentryException;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Sends errors to Sentry: classes, frames, the message's template and the fingerprint, by which
 * Sentry groups them too. Messages of exceptions stay here, and so does the machine's name. A
 * client of its own and nothing global: no hook of the JVM is set.
 */
final class SentryReports implements FaultReports {
    /** Waiting to be sent; more are dropped, since they are in the log. */
    private static final int QUEUE_MAX = 30;

    /** In a minute: a fault that comes with every message would else be all that a host does. */
    static final int MINUTE_MAX = 60;

    private static final int CONNECT_TIMEOUT_MS = 2_000;
    private static final int READ_TIMEOUT_MS = 3_000;
    private static final long END_MS = 500;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SentryClient client;
    private final String part;
    private long minuteNanos = System.nanoTime();
    private int inMinute;

    SentryReports(String dsn, String part, String stage) {
        this.part = part;
        SentryOptions options = new SentryOptions();
        options.setDsn(dsn);
        options.setEnvironment(stage.isEmpty() ? "local" : stage.replaceAll("-+$", ""));
        options.setAttachServerName(false);
        options.setAttachThreads(false);
        options.setAttachStacktrace(false);
        options.setSendModules(false);
        options.setSendClientReports(false);
        options.setEnableAutoSessionTracking(false);
        options.setEnableUncaughtExceptionHandler(false);
        options.setEnableShutdownHook(false);
        options.setEnableDeduplication(false);
        options.setMaxBreadcrumbs(0);
        options.setMaxQueueSize(QUEUE_MAX);
        options.setConnectionTimeoutMillis(CONNECT_TIMEOUT_MS);
        options.setReadTimeoutMillis(READ_TIMEOUT_MS);
        options.setShutdownTimeoutMillis(END_MS);
        options.addInAppInclude("dev.atrium");
        options.setBeforeSend((event, hint) -> withoutValues(event));
        this.client = new SentryClient(options);
    }

    /** The library has made them of what was thrown by now, with the messages. */
    private static SentryEvent withoutValues(SentryEvent event) {
        List<SentryException> exceptions = event.getExceptions();
        if (exceptions != null) {
            exceptions.forEach(exception -> exception.setValue(null));
        }
        event.setServerName(null);
        event.setUser(null);
        return event;
    }

    @Override
    public void report(Fault fault) {
        if (!takesAnother()) {
            return;
        }
        try {
            SentryEvent event = new SentryEvent();
            fault.failure().ifPresent(event::setThrowable);
            Message message = new Message();
            message.setMessage(fault.template());
            event.setMessage(message);
            event.setLogger(fault.logger());
            event.setLevel(SentryLevel.ERROR);
            event.setTag("part", part);
            event.setTag("fingerprint", fault.fingerprint());
            event.setFingerprints(List.of(fault.fingerprint()));
            var _ = client.captureEvent(event, null, new Hint());
        } catch (RuntimeException e) {
            // It is in the log already; to log this would come back here.
        }
    }

    private synchronized boolean takesAnother() {
        long now = System.nanoTime();
        if (now - minuteNanos > MINUTE_NANOS) {
            minuteNanos = now;
            inMinute = 0;
        }
        return inMinute++ < MINUTE_MAX;
    }

    @Override
    public void flush(long timeoutMs) {
        client.flush(timeoutMs);
    }

    @Override
    public void close() {
        client.close();
    }
}
