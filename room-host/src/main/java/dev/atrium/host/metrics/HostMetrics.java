package dev.atrium.host.metrics;

import dev.atrium.host.connection.ConnectionMeter;
import dev.atrium.host.input.BreachMeters;
import dev.atrium.host.room.RoomMeters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Everything that a host counts and times. One for each host; thread-safe. */
public final class HostMetrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Histograms histograms = new Histograms();
    private final LoopMeters rooms = new LoopMeters(registry, histograms);
    private final OperationTimes operations = new OperationTimes(histograms);
    private final JvmGcMetrics collector = new JvmGcMetrics();
    private final TrafficMeter connections;
    private final BreachCounts breaches = new BreachCounts(registry);
    private final MachineFigures machine = new MachineFigures(Path.of("/proc"));

    /** Micrometer holds what it counts weakly; one for each name and label. */
    private final Collection<LongSupplier> counts = new ConcurrentLinkedQueue<>();

    /**
     * Metrics of a host at its start.
     *
     * @param actions that clients may want; others are counted together
     */
    public HostMetrics(Collection<String> actions) {
        this.connections = new TrafficMeter(registry, histograms, actions);
        registry.getPrometheusRegistry().register(histograms);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        collector.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        machine.bindTo(registry);
    }

    /** Where rooms tell what they measure. */
    public RoomMeters rooms() {
        return rooms;
    }

    /** Where connections do. */
    public ConnectionMeter connections() {
        return connections;
    }

    /** Where breaches of limits on input are counted. */
    public BreachMeters breaches() {
        return breaches;
    }

    /** Where operations and stores do. */
    public OperationTimes operations() {
        return operations;
    }

    /** For what is counted seldom. */
    public MeterRegistry registry() {
        return registry;
    }

    /** How long a loop has been inside rooms in all its life, in nanoseconds. */
    public LongSupplier busyNanos(String loop) {
        return () -> rooms.busyNanos(loop);
    }

    /** How often clocks of rooms were set back in the host's life. */
    public long timeSlips() {
        return rooms.timeSlips();
    }

    /** A request over HTTP was answered. */
    public void answered(int status) {
        Counter.builder("atrium.http.requests")
                .description("Requests over HTTP by their answer")
                .tag("status", Integer.toString(status))
                .register(registry)
                .increment();
    }

    /** A figure that is asked for when monitoring asks. */
    public void gauge(String name, String help, Supplier<Number> value, String... tags) {
        Gauge.builder(name, value).description(help).tags(tags).register(registry);
    }

    /** A count that is kept elsewhere and only rises. */
    public void counter(String name, String help, LongSupplier count, String... tags) {
        counts.add(count);
        FunctionCounter.builder(name, count, LongSupplier::getAsLong)
                .description(help)
                .tags(tags)
                .register(registry);
    }

    /** Remembers how things stand, for the figures of the last minute; every ten seconds. */
    public void remember() {
        histograms.remember();
    }

    /** All of it in Prometheus's text format, version 0.0.4. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collector.close();
        registry.close();
    }
}
