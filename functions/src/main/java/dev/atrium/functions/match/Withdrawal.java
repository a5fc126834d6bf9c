package dev.atrium.functions.match;

import dev.atrium.message.Message;
import dev.atrium.schema.TicketRow;
import dev.atrium.wire.ServerMessage;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes tickets back: out of the record first, which decides, then out of the index. */
final class Withdrawal {
    private final TicketBook tickets;
    private final WaitingIndex index;
    private final Summons summons;

    Withdrawal(TicketBook tickets, WaitingIndex index, Summons summons) {
        this.tickets = tickets;
        this.index = index;
        this.summons = summons;
    }

    /**
     * Takes the ticket back that somebody waits with; who waits with him is told.
     *
     * @param which whether it is one to take back
     * @return its queue; empty if there is none such, or it has a match
     */
    Optional<Queue> ofPlayer(String playerId, Predicate<TicketRow> which) {
        Optional<TicketRow> row = tickets.find(playerId).filter(TicketRow::isWaiting).filter(which);
        Optional<QueuedTicket> ticket = row.flatMap(tickets::ticket);
        if (ticket.isEmpty()) {
            return Optional.empty();
        }
        Queue queue = Queue.of(row.get().queue());
        if (!withdraw(queue, ticket.get())) {
            return Optional.empty();
        }
        tell(ticket.get(), playerId, new MatchMessages.MatchmakingCancelled(queue.game()));
        return Optional.of(queue);
    }

    /**
     * Takes a ticket back and tells all who are on it why.
     *
     * @return false if it does not wait any more
     */
    boolean because(Queue queue, QueuedTicket ticket, Message why) {
        boolean withdrawn = withdraw(queue, ticket);
        if (withdrawn) {
            tell(ticket, "", why);
        }
        return withdrawn;
    }

    private boolean withdraw(Queue queue, QueuedTicket ticket) {
        boolean withdrawn = tickets.cancel(queue, ticket);
        if (withdrawn) {
            index.forget(queue, List.of(ticket.waiting()));
        }
        return withdrawn;
    }

    private void tell(QueuedTicket ticket, String notHim, Message what) {
        byte[] message = ServerMessage.answer(Optional.empty(), what);
        ticket.playerIds().stream()
                .filter(playerId -> !playerId.equals(notHim))
                .forEach(playerId -> summons.tell(playerId, message));
    }
}
