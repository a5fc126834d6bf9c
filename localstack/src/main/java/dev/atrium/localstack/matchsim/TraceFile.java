package dev.atrium.localstack.matchsim;

import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitingTicket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Traces as text: a line for each ticket, by rising time, with {@value #HEADER}. That may be its
 * first line too; lines that begin with {@code #} and empty ones are passed over. A file whose name
 * ends in {@code .gz} is compressed.
 */
public final class TraceFile {
    /** The fields of a line. */
    public static final String HEADER = "atMs,players,warriors,skill,bots,patienceMs,regions";

    /** Tickets of a trace at most. */
    public static final int TICKETS_MAX = 1_000_000;

    private static final int FIELDS = 7;
    private static final int LATENCY_MS_MAX = 10_000;
    private static final long AT_MS_MAX = 4_102_444_800_000L;

    private TraceFile() {}

    /**
     * Reads a trace.
     *
     * @param rules that its tickets must be allowed by
     * @throws IOException if the file cannot be read, or with one line that names the first line
     *     that is wrong and why
     */
    public static List<TraceTicket> read(Path file, MatchRules rules) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream text = isCompressed(file) ? new GZIPInputStream(bytes) : bytes;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
            return read(file.getFileName().toString(), lines, rules);
        }
    }

    private static List<TraceTicket> read(String name, BufferedReader lines, MatchRules rules)
            throws IOException {
        List<TraceTicket> tickets = new ArrayList<>();
        int number = 0;
        long before = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#") || (number == 1 && line.equals(HEADER))) {
                continue;
            }
            try {
                TraceTicket ticket = parse(line, tickets.size());
                ticket.require(rules);
                if (ticket.ticket().enqueuedAtMs() < before) {
                    throw new IllegalArgumentException("atMs is before that of the line above");
                }
                if (tickets.size() == TICKETS_MAX) {
                    throw new IllegalArgumentException("more than " + TICKETS_MAX + " tickets");
                }
                before = ticket.ticket().enqueuedAtMs();
                tickets.add(ticket);
            } catch (IllegalArgumentException e) {
                throw new IOException("%s:%d: %s".formatted(name, number, e.getMessage()), e);
            }
        }
        if (tickets.isEmpty()) {
            throw new IOException(name + ": there is no ticket in it");
        }
        return tickets;
    }

    /** Writes a trace. */
    public static void write(Path file, List<TraceTicket> tickets) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                OutputStream text = isCompressed(file) ? new GZIPOutputStream(bytes) : bytes;
                Writer writer = new OutputStreamWriter(text, StandardCharsets.UTF_8)) {
            writer.write(HEADER + "\n");
            for (TraceTicket ticket : tickets) {
                writer.write(ticket.line() + "\n");
            }
        }
    }

    private static boolean isCompressed(Path file) {
        return file.toString().endsWith(".gz");
    }

    /**
     * A line.
     *
     * @param index how many tickets stand before it
     */
    static TraceTicket parse(String line, int index) {
        String[] fields = line.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "%d fields (allowed: %s)".formatted(fields.length, HEADER));
        }
        return new TraceTicket(
                new WaitingTicket(
                        id(index),
                        (int) number("players", fields[1], 1, WaitingTicket.PLAYERS_MAX),
                        (int) number("warriors", fields[2], 1, MatchRules.WARRIORS_MAX),
                        (int)
                                number(
                                        "skill",
                                        fields[3],
                                        WaitingTicket.SKILL_MIN,
                                        WaitingTicket.SKILL_MAX),
                        truth("bots", fields[4]),
                        latencies(fields[6]),
                        number("atMs", fields[0], 0, AT_MS_MAX)),
                number("patienceMs", fields[5], 0, TraceTicket.PATIENCE_MS_MAX));
    }

    /** The id of the ticket of that number: ids are in the order of the trace. */
    static String id(int index) {
        return "t" + Integer.toString(TICKETS_MAX + index).substring(1);
    }

    private static long number(String name, String text, long least, long most) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through: the message is the same.
        }
        throw new IllegalArgumentException(
                "%s=%s (allowed: %d to %d)".formatted(name, text, least, most));
    }

    private static boolean truth(String name, String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(name + "=" + text + " (allowed: true, false)");
        }
        return text.equals("true");
    }

    private static SortedMap<String, Integer> latencies(String text) {
        SortedMap<String, Integer> latencies = new TreeMap<>();
        if (text.isEmpty()) {
            return latencies;
        }
        for (String way : text.split(";", -1)) {
            int equals = way.indexOf('=');
            String region = way.substring(0, Math.max(0, equals));
            if (!WaitingTicket.isRegion(region)) {
                throw new IllegalArgumentException("regions=" + text + " (allowed: region=ms;…)");
            }
            long latency = number(region, way.substring(equals + 1), 0, LATENCY_MS_MAX);
            if (latencies.put(region, (int) latency) != null) {
                throw new IllegalArgumentException("regions names " + region + " twice");
            }
        }
        return latencies;
    }
}
