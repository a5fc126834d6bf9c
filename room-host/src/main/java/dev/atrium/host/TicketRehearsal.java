package dev.atrium.host;

import dev.atrium.identity.SigningKey;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Checks tickets of nobody, under a key that is forgotten at once, before a host takes rooms: the
 * first check takes hundreds of times as long as any later one, and the players of rooms that have
 * just come from another host would all wait for it. On the caller's thread.
 */
final class TicketRehearsal {
    private TicketRehearsal() {}

    /**
     * Checks so many.
     *
     * @return how many were found good: all of them
     */
    static int play(int tickets) {
        SigningKey key = SigningKey.generate();
        Tokens signing = Tokens.signedBy(key, InstantSource.system());
        Tokens trusting = Tokens.trusting(List.of(key.publicKey()), InstantSource.system());
        Ticket nobody = new Ticket("rehearsal", "nobody", Optional.of(0));
        String ticket = signing.issueTicket(nobody).token();
        int good = 0;
        for (int i = 0; i < tickets; i++) {
            good += trusting.ticket(ticket) instanceof Tokens.Checked.Valid<Ticket> ? 1 : 0;
        }
        return good;
    }
}
