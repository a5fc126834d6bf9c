package dev.atrium.functions.settle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.wire.Json;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines of the embedded metric format, of which CloudWatch makes metrics by itself (its user guide,
 * "Specification: Embedded metric format"). Pure.
 */
final class MetricLine {
    private static final String NAMESPACE = "Atrium";

    private MetricLine() {}

    /**
     * A room with an outcome.
     *
     * @param atMs wall time
     * @param people who played
     * @param firstIn how many of them for the first time in the day, the week and the month: their
     *     sums are the active players
     */
    static String finished(long atMs, String game, int people, long[] firstIn) {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("RoomsFinished", 1L);
        values.put("PlayersPerRoom", (long) people);
        values.put("DailyActivePlayers", firstIn[0]);
        values.put("WeeklyActivePlayers", firstIn[1]);
        values.put("MonthlyActivePlayers", firstIn[2]);
        return line(atMs, game, values);
    }

    /** A room that is void. */
    static String madeVoid(long atMs, String game) {
        return line(atMs, game, Map.of("RoomsVoid", 1L));
    }

    private static String line(long atMs, String game, Map<String, Long> values) {
        ObjectNode line = Json.mapper().createObjectNode();
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", atMs);
        ObjectNode metrics = aws.putArray("CloudWatchMetrics").addObject();
        metrics.put("Namespace", NAMESPACE);
        ArrayNode dimensions = metrics.putArray("Dimensions");
        dimensions.addArray();
        dimensions.addArray().add("Game");
        ArrayNode names = metrics.putArray("Metrics");
        values.keySet().forEach(name -> names.addObject().put("Name", name).put("Unit", "Count"));
        line.put("Game", game);
        values.forEach(line::put);
        return line.toString();
    }
}
