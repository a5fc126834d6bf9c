package dev.atrium.functions.match;

import dev.atrium.match.WaitingTicket;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A {@link WaitingTicket} as a text without its id, short and quick to read: thousands of them are
 * read in a second. {@code players,warriors,skill,bots,enqueuedAtMs;region=ms;region=ms}.
 */
final class Brief {
    private static final int FIELDS = 5;

    private Brief() {}

    static String write(WaitingTicket ticket) {
        return ticket.players()
                + ","
                + ticket.warriors()
                + ","
                + ticket.skill()
                + ","
                + (ticket.bots() ? 1 : 0)
                + ","
                + ticket.enqueuedAtMs()
                + ticket.latencies().entrySet().stream()
                        .map(Brief::write)
                        .collect(Collectors.joining());
    }

    private static String write(Map.Entry<String, Integer> latency) {
        return ";" + latency.getKey() + "=" + latency.getValue();
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static WaitingTicket read(String ticketId, String text) {
        String[] parts = text.split(";", -1);
        String[] fields = parts[0].split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException("no brief");
        }
        TreeMap<String, Integer> latencies = new TreeMap<>();
        for (int i = 1; i < parts.length; i++) {
            int at = parts[i].indexOf('=');
            if (at < 0) {
                throw new IllegalArgumentException("no brief");
            }
            latencies.put(parts[i].substring(0, at), Integer.parseInt(parts[i].substring(at + 1)));
        }
        return new WaitingTicket(
                ticketId,
                Integer.parseInt(fields[0]),
                Integer.parseInt(fields[1]),
                Integer.parseInt(fields[2]),
                fields[3].equals("1"),
                latencies,
                Long.parseLong(fields[4]));
    }
}
