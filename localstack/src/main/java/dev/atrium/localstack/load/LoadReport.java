package dev.atrium.localstack.load;

import static dev.atrium.localstack.load.Latencies.rounded;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param options what was asked for
 * @param clients that were to enter
 * @param entered that did
 * @param tally what was counted within the window
 * @param usage CPU seconds within the window
 * @param memory of the host at its end
 * @param lateness of the host's ticks in the window, if the host tells
 * @param appends to journals in the window, as the host tells
 */
record LoadReport(
        LoadOptions options,
        int clients,
        int entered,
        Tally tally,
        Usage usage,
        ProcessFigures.Memory memory,
        Optional<TickLateness> lateness,
        long appends) {
    /** A generator that sends later than this in one case of a hundred measures itself. */
    private static final double LATE_MS = 20;

    private static final double PER_CENT_P99 = 99;
    private static final int NAME_WIDTH = 27;

    /** Whether everybody came in and stayed, and every input is accounted for. */
    boolean complete() {
        return entered == clients && tally.ends.isEmpty();
    }

    /**
     * Whether the generator could not keep its own schedule: then the figures are not the host's.
     */
    boolean generatorLate() {
        return Latencies.ms(tally.sendLag, PER_CENT_P99) > LATE_MS;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        boolean plays = options.connected().isEmpty();
        if (plays) {
            json.put("game", options.game()).put("wire", options.compact() ? "compact" : "json");
            json.put("rooms", options.rooms()).put("botsPerRoom", options.bots());
            json.put("inputsPerSecondWanted", clients * options.rate());
        }
        json.put("clients", clients).put("entered", entered).put("seconds", options.seconds());
        if (plays) {
            play(json);
        }
        traffic(json);
        ObjectNode generator = json.putObject("generator");
        Latencies.write(generator.putObject("sendLagMs"), tally.sendLag);
        generator.put("late", generatorLate()).put("cpuSeconds", rounded(usage.generator()));
        ObjectNode host = json.putObject("host");
        host.put("cpuSeconds", rounded(usage.host()));
        host.put("cpuSecondsPer1000ClientSeconds", rounded(per1000ClientSeconds()));
        host.put("residentMiB", rounded(memory.residentMiB()));
        host.put("peakMiB", rounded(memory.peakMiB()));
        host.put("journalAppends", appends);
        lateness.ifPresent(late -> late.write(host.putObject("tickLatenessMs")));
        json.put("othersCores", rounded(usage.others() / options.seconds()));
        counts(json.putObject("putOff"), tally.putOff);
        counts(json.putObject("errors"), tally.errors);
        counts(json.putObject("ends"), tally.ends);
        json.put("complete", complete());
        return json;
    }

    private void play(ObjectNode json) {
        ObjectNode inputs = json.putObject("inputs");
        inputs.put("sent", tally.sent).put("answered", tally.answered);
        inputs.put("refused", tally.refused).put("unanswered", tally.unanswered);
        inputs.put("skipped", tally.skipped).put("perSecond", perSecond(tally.sent));
        ObjectNode views = json.putObject("views");
        views.put("read", tally.views).put("perSecond", perSecond(tally.views));
        views.put("perClientAndSecond", viewsPerClientAndSecond());
        Latencies.write(json.putObject("inputToViewMs"), tally.inputToView);
    }

    private void traffic(ObjectNode json) {
        ObjectNode bytes = json.putObject("bytes");
        bytes.put("received", tally.bytesIn).put("sent", tally.bytesOut);
        bytes.put("receivedPerClientAndSecond", perClient(tally.bytesIn));
        bytes.put("sentPerClientAndSecond", perClient(tally.bytesOut));
        ObjectNode heartbeats = json.putObject("heartbeats");
        heartbeats.put("pings", tally.pings).put("pongs", tally.pongs);
        Latencies.write(heartbeats.putObject("pingToPongMs"), tally.pingToPong);
        Latencies.write(json.putObject("connectDueToEnteredMs"), tally.dueToEntered);
    }

    /** Views as one client gets them. */
    double viewsPerClientAndSecond() {
        return perClient(tally.views);
    }

    private static void counts(ObjectNode json, Map<String, Integer> counts) {
        counts.forEach(json::put);
    }

    private double perSecond(long count) {
        return rounded((double) count / options.seconds());
    }

    private double perClient(long count) {
        return rounded((double) count / options.seconds() / Math.max(1, clients));
    }

    private double per1000ClientSeconds() {
        return usage.host() / options.seconds() / Math.max(1, clients) * 1_000;
    }

    /** For people. */
    String table() {
        StringBuilder table = new StringBuilder();
        line(table, "clients", "%d, of whom %d entered".formatted(clients, entered));
        if (options.connected().isEmpty()) {
            playLines(table);
        }
        line(
                table,
                "bytes a client and second",
                "%.0f in, %.0f out".formatted(perClient(tally.bytesIn), perClient(tally.bytesOut)));
        line(table, "heartbeats", "%d sent, %d answered".formatted(tally.pings, tally.pongs));
        line(table, "ping to pong", Latencies.line(tally.pingToPong));
        line(table, "connection due to entered", Latencies.line(tally.dueToEntered));
        line(
                table,
                "host",
                "%.2f CPU s in %d s, %.3f for 1000 client-seconds"
                        .formatted(usage.host(), options.seconds(), per1000ClientSeconds()));
        line(
                table,
                "host's memory",
                "%.0f MiB, at most %.0f".formatted(memory.residentMiB(), memory.peakMiB()));
        line(table, "appends to journals", "%d".formatted(appends));
        line(
                table,
                "tick lateness",
                lateness.map(TickLateness::line).orElse("not told by this host"));
        line(
                table,
                "generator",
                "%.2f CPU s, sent late by %s%s"
                        .formatted(
                                usage.generator(),
                                Latencies.line(tally.sendLag),
                                generatorLate() ? ": TOO LATE, the figures are its own" : ""));
        line(
                table,
                "others on the machine",
                "%.2f cores".formatted(usage.others() / options.seconds()));
        counts(table, "entering put off", tally.putOff);
        counts(table, "errors", tally.errors);
        counts(table, "connections that ended", tally.ends);
        return table.toString();
    }

    private void playLines(StringBuilder table) {
        line(
                table,
                "inputs",
                "%d sent, %d answered, %d refused, %d unanswered, %d skipped"
                        .formatted(
                                tally.sent,
                                tally.answered,
                                tally.refused,
                                tally.unanswered,
                                tally.skipped));
        line(table, "inputs a second", "%.0f".formatted(perSecond(tally.sent)));
        line(
                table,
                "views a second",
                "%.0f, %.2f a client".formatted(perSecond(tally.views), viewsPerClientAndSecond()));
        line(table, "input to view", Latencies.line(tally.inputToView));
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
