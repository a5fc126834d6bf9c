package dev.atrium.localstack.matchsim;

import dev.atrium.match.MatchRules;
import dev.atrium.match.WaitingTicket;

import java.util.Map;
import java.util.StringJoiner;

/**
 * A ticket of a trace.
 *
 * @param ticket who comes, when and with what
 * @param patienceMs after how long he goes if he has no match, 1 and more; 0 if he waits for good
 */
public record TraceTicket(WaitingTicket ticket, long patienceMs) {
    /** The longest patience: a day. */
    public static final long PATIENCE_MS_MAX = 86_400_000;

    public TraceTicket {
        if (patienceMs < 0 || patienceMs > PATIENCE_MS_MAX) {
            throw new IllegalArgumentException(
                    "patienceMs=" + patienceMs + " (allowed: 0-" + PATIENCE_MS_MAX + ")");
        }
    }

    /** As a line of a trace has it. */
    String line() {
        StringJoiner ways = new StringJoiner(";");
        for (Map.Entry<String, Integer> way : ticket.latencies().entrySet()) {
            ways.add(way.getKey() + "=" + way.getValue());
        }
        return "%d,%d,%d,%d,%b,%d,%s"
                .formatted(
                        ticket.enqueuedAtMs(),
                        ticket.players(),
                        ticket.warriors(),
                        ticket.skill(),
                        ticket.bots(),
                        patienceMs,
                        ways);
    }

    /**
     * Whether he may queue under rules.
     *
     * @throws IllegalArgumentException with one line that says what is allowed
     */
    void require(MatchRules rules) {
        if (ticket.players() > rules.partyMax()) {
            throw new IllegalArgumentException(
                    "players=%d (allowed by the rules: 1-%d)"
                            .formatted(ticket.players(), rules.partyMax()));
        }
        int most = ticket.players() * rules.warriorsPerPlayerMax();
        if (ticket.warriors() > most) {
            throw new IllegalArgumentException(
                    "warriors=%d (allowed by the rules: %d-%d)"
                            .formatted(ticket.warriors(), ticket.players(), most));
        }
    }

    /** The region that he is nearest to, the first by name of equals; empty if he names none. */
    String home() {
        return ticket.latencies().entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
