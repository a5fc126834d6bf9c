package dev.atrium.functions.match;

import dev.atrium.functions.edge.LocalStores;
import dev.atrium.match.Entrant;
import dev.atrium.match.MatchRules;
import dev.atrium.match.NearTickets;
import dev.atrium.match.NearTicketsContractTest;
import dev.atrium.match.WaitingTicket;

import org.junit.jupiter.api.AutoClose;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Redis answers as the simulator's pool does. */
class WaitingIndexContractIT extends NearTicketsContractTest {
    @AutoClose private final LocalStores stores = LocalStores.open();

    private int queues;

    @Override
    protected NearTickets create(MatchRules rules) {
        Queue queue = new Queue("queue." + queues++, false);
        WaitingIndex index = new WaitingIndex(() -> stores.redis(), stores.keys());
        return new NearTickets() {
            @Override
            public void add(WaitingTicket ticket, long nowMs) {
                index.putBack(queue, rules, queued(ticket), OptionalLong.empty(), nowMs);
            }

            @Override
            public void refresh(WaitingTicket ticket, long nowMs) {
                index.looked(queue, rules, ticket, OptionalLong.empty(), nowMs);
            }

            @Override
            public void remove(WaitingTicket ticket) {
                index.forget(queue, List.of(ticket));
            }

            @Override
            public List<WaitingTicket> near(WaitingTicket ticket, long nowMs) {
                return index.near(queue, rules, ticket, nowMs).stream()
                        .filter(other -> !other.ticketId().equals(ticket.ticketId()))
                        .toList();
            }
        };
    }

    private static QueuedTicket queued(WaitingTicket ticket) {
        List<Entrant> entrants = new ArrayList<>();
        for (int i = 0; i < ticket.players(); i++) {
            int left = ticket.warriors() - entrants.stream().mapToInt(Entrant::warriors).sum();
            int others = ticket.players() - i - 1;
            String id = ticket.ticketId() + "-" + i;
            entrants.add(
                    new Entrant(
                            id,
                            id,
                            "fox",
                            Math.min(Entrant.WARRIORS_MAX, left - others),
                            "ab".repeat(32)));
        }
        return new QueuedTicket(
                ticket.ticketId(),
                ticket.ticketId() + "-0",
                entrants,
                ticket.skill(),
                ticket.bots(),
                false,
                ticket.latencies(),
                ticket.enqueuedAtMs());
    }
}
