package dev.atrium.functions.log;

import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;

/** A logger of a {@link FunctionLog}. Thread-safe. */
final class FunctionLogger extends LegacyAbstractLogger {
    private static final long serialVersionUID = 1;

    private final transient FunctionLog log;
    private final transient Level least;

    FunctionLogger(String name, FunctionLog log) {
        this.name = name;
        this.log = log;
        this.least = FunctionLog.leastOf(name);
    }

    private boolean writes(Level level) {
        return level.toInt() >= least.toInt();
    }

    @Override
    public boolean isTraceEnabled() {
        return writes(Level.TRACE);
    }

    @Override
    public boolean isDebugEnabled() {
        return writes(Level.DEBUG);
    }

    @Override
    public boolean isInfoEnabled() {
        return writes(Level.INFO);
    }

    @Override
    public boolean isWarnEnabled() {
        return writes(Level.WARN);
    }

    @Override
    public boolean isErrorEnabled() {
        return writes(Level.ERROR);
    }

    @Override
    protected @Nullable String getFullyQualifiedCallerName() {
        return null;
    }

    @Override
    protected void handleNormalizedLoggingCall(
            Level level,
            @Nullable Marker marker,
            @Nullable String messagePattern,
            Object @Nullable [] arguments,
            @Nullable Throwable throwable) {
        log.write(level, getName(), messagePattern, arguments, throwable);
    }
}
