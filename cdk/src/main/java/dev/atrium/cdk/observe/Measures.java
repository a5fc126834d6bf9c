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

    /** A figure of an alarm, each value of so many seconds. */
    IMetric of(Figure figure, int periodS) {
        return of(figure, periodS, "", "m");
    }

    /**
     * A figure of a line in a graph.
     *
     * @param label of the line; empty for none
     * @param ids begin with it: no two lines of a graph may share one
     */
    IMetric of(Figure figure, int periodS, String label, String ids) {
        return switch (figure) {
            case Figure.OfHosts one ->
                    hosts(one.metric(), one.value(), one.statistic(), periodS, label);
            case Figure.OfFunctions(FunctionMetric metric, String statistic) ->
                    metric(namespace, metric.label(), Map.of(), statistic, periodS, label);
            case Figure.OfLogs(LogMetric metric) ->
                    metric(namespace, metric.label(), Map.of(), "Sum", periodS, label);
            case Figure.OfAws aws ->
                    metric(
                            aws.namespace(),
                            aws.name(),
                            aws.dimensions(),
                            aws.statistic(),
                            periodS,
                            label);
            case Figure.AcrossHosts _, Figure.Total _, Figure.Share _ -> {
                Sum sum = new Sum(periodS, ids);
                yield MathExpression.Builder.create()
                        .expression(sum.expression(figure))
                        .usingMetrics(sum.metrics)
                        .period(Duration.seconds(periodS))
                        .label(label.isEmpty() ? figure.text() : label)
                        .build();
            }
        };
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
                        .period(Duration.seconds(periodS));
        if (!label.isEmpty()) {
            metric.label(label);
        }
        if (!dimensions.isEmpty()) {
            metric.dimensionsMap(dimensions);
        }
        return metric.build();
    }

    /** A sum that names its metrics as it goes, each once. */
    private final class Sum {
        private final int periodS;
        private final String ids;
        private final Map<Figure, String> named = new HashMap<>();
        private final Map<String, IMetric> metrics = new LinkedHashMap<>();

        Sum(int periodS, String ids) {
            this.periodS = periodS;
            this.ids = ids;
        }

        String expression(Figure figure) {
            return switch (figure) {
                case Figure.AcrossHosts(HostMetric metric, String value) ->
                        "%s / %d"
                                .formatted(
                                        named(new Figure.OfHosts(metric, value, "Sum")),
                                        periodS / Collector.SCRAPE_S);
                case Figure.Total(List<Figure> parts) -> total(parts);
                case Figure.Share(Figure part, Figure whole, int partMin) ->
                        share(filled(part), filled(whole), partMin);
                case Figure.OfHosts _, Figure.OfFunctions _, Figure.OfLogs _, Figure.OfAws _ ->
                        named(figure);
            };
        }

        private String named(Figure figure) {
            String known = named.get(figure);
            if (known != null) {
                return known;
            }
            String id = ids + metrics.size();
            named.put(figure, id);
            metrics.put(id, of(figure, periodS, figure.text(), ids));
            return id;
        }

        private String total(List<Figure> parts) {
            List<String> filled = new ArrayList<>();
            parts.forEach(part -> filled.add(filled(part)));
            return "(" + String.join(" + ", filled) + ")";
        }

        /** What was never counted is none; a sum is filled already. */
        private String filled(Figure figure) {
            return figure instanceof Figure.Total
                    ? expression(figure)
                    : "FILL(" + expression(figure) + ", 0)";
        }

        /** Of nothing there is no share. */
        private static String share(String part, String whole, int partMin) {
            return "IF(%1$s >= %2$d AND %3$s > 0, %1$s / %3$s, 0)".formatted(part, partMin, whole);
        }
    }
}
