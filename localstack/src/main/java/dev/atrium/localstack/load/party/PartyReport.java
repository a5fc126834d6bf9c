package dev.atrium.localstack.load.party;

import static dev.atrium.localstack.load.Latencies.rounded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.load.Latencies;
import dev.atrium.localstack.load.TickLateness;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a run.
 *
 * @param options what was asked for
 * @param entered how many were let in
 * @param tally what was counted within the window
 * @param cost what the window cost
 */
record PartyReport(PartyOptions options, int entered, PartyTally tally, HostCost cost) {
    /** A generator that sends later than this in one case of a hundred measures itself. */
    private static final double LATE_MS = 20;

    private static final double PER_CENT_P99 = 99;
    private static final int NAME_WIDTH = 27;

    /** Threads that take less than that share of the host are not told of. */
    private static final double SHARE_MIN = 0.01;

    /** Whether everybody came in, stayed and played, and nothing that was sent is missing. */
    boolean complete() {
        return entered == options.clients()
                && tally.started == options.rooms()
                && tally.ends.isEmpty()
                && tally.errors.isEmpty()
                && lost() == 0;
    }

    /** Commands, votes, answers and results that are missing or different. */
    private long lost() {
        return tally.refused
                + tally.unanswered
                + tally.votesDiffering
                + tally.answersLost
                + tally.phasesTimedOut
                + missingResults();
    }

    private long missingResults() {
        return tally.votedPhases * options.players() - tally.results;
    }

    /**
     * Whether the generator could not keep its own schedule: then the figures are not the host's.
     */
    boolean generatorLate() {
        return Latencies.ms(tally.sendLag, PER_CENT_P99) > LATE_MS;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("rooms", options.rooms()).put("playersPerRoom", options.players());
        json.put("throughput", options.throughput().orElse(0));
        json.put("answersWithinS", options.pace().answersS());
        json.put("votesWithinS", options.pace().votesS());
        json.put("clients", options.clients()).put("entered", entered);
        json.put("started", tally.started).put("seconds", options.seconds());
        ObjectNode in = json.putObject("toHost");
        in.put("perSecond", perSecond(tally.commands + tally.pings));
        in.put("commandsPerSecond", perSecond(tally.commands));
        in.put("bytesPerSecond", perSecond(tally.bytesOut));
        ObjectNode out = json.putObject("toPlayers");
        out.put("perSecond", perSecond(tally.messagesIn));
        out.put("viewsPerSecond", perSecond(tally.views));
        out.put("bytesPerSecond", perSecond(tally.bytesIn));
        ObjectNode commands = json.putObject("commands");
        commands.put("sent", tally.commands).put("accepted", tally.accepted);
        commands.put("refused", tally.refused).put("unanswered", tally.unanswered);
        commands.put("skipped", tally.skipped);
        Latencies.write(json.putObject("commandToAcceptedMs"), tally.dueToAccepted);
        results(json.putObject("results"));
        Latencies.write(json.putObject("voteToResultMs"), tally.voteToResult);
        Latencies.write(json.putObject("pingToPongMs"), tally.pingToPong);
        Latencies.write(json.putObject("connectingToEnteredMs"), tally.connectingToEntered);
        host(json.putObject("host"));
        machine(json);
        tally.putOff.forEach(json.putObject("putOff")::put);
        tally.errors.forEach(json.putObject("errors")::put);
        tally.ends.forEach(json.putObject("ends")::put);
        json.put("complete", complete());
        return json;
    }

    private void results(ObjectNode results) {
        results.put("phases", tally.votedPhases).put("receipts", tally.results);
        results.put("missing", missingResults()).put("roundsCompared", tally.roundsCompared);
        results.put("votesDiffering", tally.votesDiffering).put("answersLost", tally.answersLost);
        results.put("phasesTimedOut", tally.phasesTimedOut);
    }

    private void host(ObjectNode host) {
        host.put("cores", cores(cost.usage().host()));
        host.put("residentMiB", rounded(cost.memory().residentMiB()));
        host.put("peakMiB", rounded(cost.memory().peakMiB()));
        host.put("appendsPerSecond", perSecond(cost.appends()));
        cost.lateness().ifPresent(late -> late.write(host.putObject("tickLatenessMs")));
        ObjectNode threads = host.putObject("threadCores");
        cost.threadSeconds()
                .forEach(
                        (kind, seconds) -> {
                            if (isTold(seconds)) {
                                threads.put(kind, cores(seconds));
                            }
                        });
    }

    private void machine(ObjectNode json) {
        ObjectNode generator = json.putObject("generator");
        Latencies.write(generator.putObject("sendLagMs"), tally.sendLag);
        generator.put("late", generatorLate()).put("cores", cores(cost.usage().generator()));
        json.put("redisCores", cores(cost.redisSeconds()));
        json.put("othersCores", cores(others()));
        json.put("loadAverage", cost.loadAverage());
    }

    /** CPU seconds of whoever has nothing to do with the run. */
    private double others() {
        return Math.max(0, cost.usage().others() - cost.redisSeconds());
    }

    private double cores(double cpuSeconds) {
        return rounded(cpuSeconds / options.seconds());
    }

    private double perSecond(long count) {
        return rounded((double) count / options.seconds());
    }

    /** For people. */
    String table() {
        StringBuilder table = new StringBuilder();
        line(
                table,
                "rooms",
                "%d of %d players, %d of %d entered, %d games began"
                        .formatted(
                                options.rooms(),
                                options.players(),
                                entered,
                                options.clients(),
                                tally.started));
        line(table, "pace", pace());
        line(
                table,
                "to the host a second",
                "%.0f messages, %.0f of them commands; %.0f KB"
                        .formatted(
                                perSecond(tally.commands + tally.pings),
                                perSecond(tally.commands),
                                perSecond(tally.bytesOut) / 1_000));
        line(
                table,
                "to players a second",
                "%.0f messages, %.0f of them views; %.0f KB"
                        .formatted(
                                perSecond(tally.messagesIn),
                                perSecond(tally.views),
                                perSecond(tally.bytesIn) / 1_000));
        line(
                table,
                "commands",
                "%d sent, %d accepted, %d refused, %d unanswered, %d skipped"
                        .formatted(
                                tally.commands,
                                tally.accepted,
                                tally.refused,
                                tally.unanswered,
                                tally.skipped));
        line(table, "command to accepted", Latencies.line(tally.dueToAccepted));
        resultLines(table);
        line(table, "ping to pong", Latencies.line(tally.pingToPong));
        line(table, "connecting to entered", Latencies.line(tally.connectingToEntered));
        hostLines(table);
        counts(table, "tried again", tally.putOff);
        counts(table, "refusals and errors", tally.errors);
        counts(table, "connections that ended", tally.ends);
        line(table, "nothing lost or refused", complete() ? "yes" : "NO");
        return table.toString();
    }

    private String pace() {
        return options.throughput()
                .map("answers and votes replaced, %d a second in all"::formatted)
                .orElse(
                        "answers within %d s, votes within %d s"
                                .formatted(options.pace().answersS(), options.pace().votesS()));
    }

    private void resultLines(StringBuilder table) {
        if (options.throughput().isPresent()) {
            return;
        }
        line(table, "last vote to result", Latencies.line(tally.voteToResult));
        line(
                table,
                "results",
                "%d phases, heard %d times, %d not heard; %d rounds compared: %d votes differ,"
                                .formatted(
                                        tally.votedPhases,
                                        tally.results,
                                        missingResults(),
                                        tally.roundsCompared,
                                        tally.votesDiffering)
                        + " %d answers lost, %d phases ended by time"
                                .formatted(tally.answersLost, tally.phasesTimedOut));
    }

    private void hostLines(StringBuilder table) {
        line(
                table,
                "host",
                "%.3f cores, %.0f MiB, at most %.0f; %.0f appends to journals a second"
                        .formatted(
                                cores(cost.usage().host()),
                                cost.memory().residentMiB(),
                                cost.memory().peakMiB(),
                                perSecond(cost.appends())));
        line(table, "host's threads, cores", threads());
        line(
                table,
                "tick lateness",
                cost.lateness().map(TickLateness::line).orElse("not told by this host"));
        line(
                table,
                "generator",
                "%.3f cores, sent late by %s%s"
                        .formatted(
                                cores(cost.usage().generator()),
                                Latencies.line(tally.sendLag),
                                generatorLate() ? ": TOO LATE, the figures are its own" : ""));
        line(
                table,
                "the machine",
                "Redis %.3f cores, others %.3f; load average %s"
                        .formatted(
                                cores(cost.redisSeconds()), cores(others()), cost.loadAverage()));
    }

    /** Those that take most first. */
    private String threads() {
        return cost.threadSeconds().entrySet().stream()
                .filter(kind -> isTold(kind.getValue()))
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(kind -> "%s %.3f".formatted(kind.getKey(), cores(kind.getValue())))
                .collect(Collectors.joining(", "));
    }

    private boolean isTold(double seconds) {
        return seconds >= SHARE_MIN * cost.usage().host();
    }

    private static void counts(StringBuilder table, String name, Map<String, Integer> counts) {
        if (!counts.isEmpty()) {
            line(table, name, counts.toString());
        }
    }

    private static void line(StringBuilder table, String name, String value) {
        table.append(name)
                .append(" ".repeat(NAME_WIDTH - name.length()))
                .append(value)
                .append('\n');
    }
}
