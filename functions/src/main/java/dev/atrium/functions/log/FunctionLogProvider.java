package dev.atrium.functions.log;

import dev.atrium.fault.FaultReports;

import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/** SLF4J's way to the log of functions. Made once, when the first logger is asked for. */
public final class FunctionLogProvider implements SLF4JServiceProvider {
    /** Of SLF4J's API, as its providers say it. */
    private static final String API = "2.0.99";

    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter context = new NOPMDCAdapter();
    private @Nullable FunctionLog log;

    /** For SLF4J. */
    public FunctionLogProvider() {}

    @Override
    public void initialize() {
        log = new FunctionLog(System.err, () -> FaultReports.from(System.getenv(), "functions"));
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        FunctionLog made = log;
        if (made == null) {
            throw new IllegalStateException("initialize first");
        }
        return made;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return context;
    }

    @Override
    public String getRequestedApiVersion() {
        return API;
    }
}
