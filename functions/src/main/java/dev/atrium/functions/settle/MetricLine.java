package dev.atrium.functions.settle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.metric.FunctionMetric;
import dev.atrium.wire.Json;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Lines of the embedded metric format, of which CloudWatch makes metrics by itself (its user guide,
 * "Specification: Embedded metric format"). Pure.
 */
final class MetricLine {
    /**
     * Why a room is void that nobody lost by Atrium's fault: its players stayed away, could not
     * pay, or left before it began, or an operator ended it.
     */
    static final Set<String> EXCUSED =
            Set.of(
                    "nobody-entered",
                    "too-few-players",
                    "seats-changed",
                    "entries-missing",
                    "operator-void",
                    "operator-refund");

    private final String namespace;

    /** Lines of a deployment, in its namespace. */
    MetricLine(String namespace) {
        this.namespace = namespace;
    }

    /**
     * A room with an outcome.
     *
     * @param atMs wall time
     * @param people who played
     * @param firstIn how many of them for the first time in the day, the week and the month: their
     *     sums are the active players
     */
    String finished(long atMs, String game, int people, long[] firstIn) {
        Map<FunctionMetric, Long> values = new EnumMap<>(FunctionMetric.class);
        values.put(FunctionMetric.ROOMS_FINISHED, 1L);
        values.put(FunctionMetric.PLAYERS_PER_ROOM, (long) people);
        values.put(FunctionMetric.DAILY_ACTIVE_PLAYERS, firstIn[0]);
        values.put(FunctionMetric.WEEKLY_ACTIVE_PLAYERS, firstIn[1]);
        values.put(FunctionMetric.MONTHLY_ACTIVE_PLAYERS, firstIn[2]);
        return ofGame(atMs, game, values);
    }

    /**
     * A room that is void.
     *
     * @param reason why; one that is not known counts as lost
     */
    String madeVoid(long atMs, String game, String reason) {
        Map<FunctionMetric, Long> values = new EnumMap<>(FunctionMetric.class);
        values.put(FunctionMetric.ROOMS_VOID, 1L);
        values.put(FunctionMetric.ROOMS_LOST, EXCUSED.contains(reason) ? 0L : 1L);
        return ofGame(atMs, game, values);
    }

    /**
     * A minute's look at outcomes that wait.
     *
     * @param outcomes whose turn it was
     */
    String waiting(long atMs, int outcomes) {
        ObjectNode line = Json.mapper().createObjectNode();
        Map<FunctionMetric, Long> values = Map.of(FunctionMetric.OUTCOMES_WAITING, (long) outcomes);
        directive(line, atMs, values).addArray();
        return with(line, values);
    }

    private String ofGame(long atMs, String game, Map<FunctionMetric, Long> values) {
        ObjectNode line = Json.mapper().createObjectNode();
        ArrayNode dimensions = directive(line, atMs, values);
        dimensions.addArray();
        dimensions.addArray().add("Game");
        line.put("Game", game);
        return with(line, values);
    }

    /** What CloudWatch reads. */
    private ArrayNode directive(ObjectNode line, long atMs, Map<FunctionMetric, Long> values) {
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", atMs);
        ObjectNode metrics = aws.putArray("CloudWatchMetrics").addObject();
        metrics.put("Namespace", namespace);
        ArrayNode dimensions = metrics.putArray("Dimensions");
        ArrayNode names = metrics.putArray("Metrics");
        for (FunctionMetric metric : values.keySet()) {
            names.addObject().put("Name", metric.label()).put("Unit", "Count");
        }
        return dimensions;
    }

    private static String with(ObjectNode line, Map<FunctionMetric, Long> values) {
        values.forEach((metric, value) -> line.put(metric.label(), value));
        return line.toString();
    }
}
