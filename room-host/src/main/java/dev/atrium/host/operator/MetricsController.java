package dev.atrium.host.operator;

import dev.atrium.host.metrics.HostMetrics;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** Metrics for Prometheus. */
@Controller(value = "/metrics", port = OperatorPort.NUMBER)
final class MetricsController {
    private final HostMetrics metrics;

    MetricsController(HostMetrics metrics) {
        this.metrics = metrics;
    }

    @Get(produces = "text/plain;version=0.0.4;charset=utf-8")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String metrics() {
        return metrics.scrape();
    }
}
