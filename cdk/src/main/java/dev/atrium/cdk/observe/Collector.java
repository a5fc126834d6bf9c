package dev.atrium.cdk.observe;

import dev.atrium.cdk.network.NetworkStack;
import dev.atrium.cdk.stage.Stage;
import dev.atrium.metric.FunctionMetric;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The container beside each host that carries its metrics to CloudWatch: AWS's own distribution of
 * the OpenTelemetry collector. It asks the host's operators' port over the loopback of their task,
 * drops what {@link HostMetric} does not name, and writes the rest as lines of the embedded metric
 * format, of which CloudWatch makes metrics. Data alone: the hosts' stack puts it into its task.
 */
public final class Collector {
    /** The dimension that every metric of hosts has. */
    public static final String SERVICE = "service";

    /** Its value. */
    public static final String ROOM_HOST = "room-host";

    /** The host's metrics are asked for that often. */
    public static final int SCRAPE_S = 20;

    private static final String IMAGE =
            "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0";

    /** A host has some hundred series, of which a third is passed on. */
    private static final int MEMORY_MIB = 128;

    private static final int CPU_UNITS = 64;

    /** Refusals for which no player is to blame. */
    private static final List<String> FAULTS = List.of("internal", "unavailable");

    private Collector() {}

    /**
     * A container.
     *
     * @param image with its version
     * @param environment its variables, the configuration among them; none is a secret
     * @param cpuUnits of the task's, 1,024 to a processor
     * @param memoryMib of the task's, at most
     * @param healthCommand what ECS asks it, as it is run without a shell
     * @param logGroup where it writes, which is there already
     * @param actions that the task's role needs on the streams of that log group
     */
    public record Sidecar(
            String image,
            Map<String, String> environment,
            int cpuUnits,
            int memoryMib,
            List<String> healthCommand,
            String logGroup,
            List<String> actions) {}

    /**
     * The container of a stage.
     *
     * @param stage whose namespace and log group it writes to
     */
    public static Sidecar of(Stage stage) {
        return new Sidecar(
                IMAGE,
                Map.of("AOT_CONFIG_CONTENT", configuration(stage)),
                CPU_UNITS,
                MEMORY_MIB,
                List.of("CMD", "/healthcheck"),
                ObservabilityStack.metricsLog(stage),
                List.of("logs:CreateLogStream", "logs:PutLogEvents"));
    }

    /** What the collector is to do, in YAML. */
    public static String configuration(Stage stage) {
        return """
        extensions:
          health_check:
        receivers:
          prometheus:
            config:
              scrape_configs:
                - job_name: %s
                  scrape_interval: %ds
                  scrape_timeout: 10s
                  metrics_path: /metrics
                  static_configs:
                    - targets: ['127.0.0.1:%d']
                      labels: {%s: %s}
                  metric_relabel_configs:
                    - {source_labels: [__name__], regex: '%s', action: keep}
                    - {source_labels: [__name__, status], regex: '%s;5..', \
        target_label: %s, replacement: %s}
                    - {source_labels: [__name__, code], regex: '%s;(%s)', \
        target_label: %s, replacement: %s}
        processors:
          resourcedetection:
            detectors: [ecs]
          batch:
            timeout: 10s
        exporters:
          awsemf:
            namespace: %s
            log_group_name: %s
            log_stream_name: '{TaskId}'
            dimension_rollup_option: NoDimensionRollup
            detailed_metrics: true
            retain_initial_value_of_delta_metric: true
            resource_to_telemetry_conversion: {enabled: false}
            metric_declarations:
        %s
        service:
          extensions: [health_check]
          telemetry:
            metrics: {level: none}
          pipelines:
            metrics:
              receivers: [prometheus]
              processors: [resourcedetection, batch]
              exporters: [awsemf]
        """
                .formatted(
                        ROOM_HOST,
                        SCRAPE_S,
                        NetworkStack.OPERATOR_PORT,
                        SERVICE,
                        ROOM_HOST,
                        kept(),
                        HostMetric.HTTP_FAILURES.family(),
                        HostMetric.Label.CLASS,
                        HostMetric.Label.FAULT,
                        HostMetric.ERRORS.family(),
                        String.join("|", FAULTS),
                        HostMetric.Label.CLASS,
                        HostMetric.Label.FAULT,
                        FunctionMetric.namespace(stage.tablePrefix()),
                        ObservabilityStack.metricsLog(stage),
                        declarations());
    }

    /** Sums and counts of summaries come with their quantiles, or the receiver drops them. */
    private static String kept() {
        return Arrays.stream(HostMetric.values())
                .map(
                        metric ->
                                metric.type() == HostMetric.Type.SUMMARY
                                        ? metric.family() + "(_sum|_count)?"
                                        : metric.family())
                .distinct()
                .collect(Collectors.joining("|"));
    }

    private static String declarations() {
        return Arrays.stream(HostMetric.values())
                .map(
                        metric ->
                                "      - {dimensions: [[%s]], metric_name_selectors: ['^%s$$']}"
                                        .formatted(
                                                String.join(", ", metric.dimensions()),
                                                metric.family()))
                .collect(Collectors.joining("\n"));
    }
}
