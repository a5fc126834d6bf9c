package dev.atrium.cdk.observe;

import dev.atrium.cdk.stage.Stage;
import dev.atrium.metric.FunctionMetric;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes of figures what CloudWatch takes for them, in a stage's namespace. */
final class Measures {
    private final String namespace;

    Measures(Stage stage) {
        this.namespace = FunctionMetric.namespace(stage.tablePrefix());
    }

    /** Where the stage's own metrics stand. */
    String namespace() {
        return namespace;
    }

    /**
     * A figure, each value of so many seconds.
     *
     * @param label of its line in a graph
     */
    IMetric of(Figure figure, int periodS, String label) {
        if (figure instanceof Figure.OfHosts one) {
            return hosts(one.metric(), one.value(), one.statistic(), periodS, label);
        }
        Sum sum = new Sum(periodS);
        return MathExpression.Builder.create()
                .expression(sum.expression(figure))
                .usingMetrics(sum.metrics)
                .period(Duration.seconds(periodS))
                .label(label)
                .build();
    }

    private Metric hosts(
            HostMetric metric, String value, String statistic, int periodS, String label) {
        Map<String, String> dimensions = new HashMap<>();
        dimensions.put(Collector.SERVICE, Collector.ROOM_HOST);
        metric.label().ifPresent(name -> dimensions.put(name, value));
        return metric(namespace, metric.family(), dimensions, statistic, periodS, label);
    }

    private static Metric metric(
            String namespace,
            String name,
            Map<String, String> dimensions,
            String statistic,
            int periodS,
            String label) {
        Metric.Builder metric =
                Metric.Builder.create()
                        .namespace(namespace)
                        .metricName(name)
                        .statistic(statistic)
                        .period(Duration.seconds(periodS))
                        .label(label);
        if (!dimensions.isEmpty()) {
            metric.dimensionsMap(dimensions);
        }
        return metric.build();
    }

    /** A sum that names its metrics as it goes. */
    private final class Sum {
        private final int periodS;
        private final Map<String, IMetric> metrics = new LinkedHashMap<>();

        Sum(int periodS) {
            this.periodS = periodS;
        }

        String expression(Figure figure) {
            return switch (figure) {
                case Figure.OfHosts(HostMetric metric, String value, String statistic) ->
                        named(hosts(metric, value, statistic, periodS, metric.family()));
                case Figure.AcrossHosts(HostMetric metric, String value) ->
                        "%s / %d"
                                .formatted(
                                        named(hosts(metric, value, "Sum", periodS, "hosts")),
                                        periodS / Collector.SCRAPE_S);
                case Figure.OfFunctions(FunctionMetric metric, String statistic) ->
                        named(own(metric.label(), statistic));
                case Figure.OfLogs(LogMetric metric) -> named(own(metric.label(), "Sum"));
                case Figure.OfAws(
                                String of,
                                String name,
                                Map<String, String> dimensions,
                                String statistic) ->
                        named(metric(of, name, dimensions, statistic, periodS, name));
                case Figure.Total(List<Figure> parts) -> total(parts);
                case Figure.Share(Figure part, Figure whole, int partMin) ->
                        share(expression(part), expression(whole), partMin);
            };
        }

        private Metric own(String name, String statistic) {
            return metric(namespace, name, Map.of(), statistic, periodS, name);
        }

        private String named(IMetric metric) {
            String id = "m" + metrics.size();
            metrics.put(id, metric);
            return id;
        }

        private String total(List<Figure> parts) {
            List<String> filled = new ArrayList<>();
            parts.forEach(part -> filled.add("FILL(" + expression(part) + ", 0)"));
            return "(" + String.join(" + ", filled) + ")";
        }

        /** What was never counted is none; of nothing there is no share. */
        private static String share(String part, String whole, int partMin) {
            String some = part.startsWith("(") ? part : "FILL(" + part + ", 0)";
            String all = whole.startsWith("(") ? whole : "FILL(" + whole + ", 0)";
            return "IF(%s >= %d AND %s > 0, %s / %s, 0)".formatted(some, partMin, all, some, all);
        }
    }
}
