package dev.atrium.host;

import dev.atrium.host.front.Credentials;
import dev.atrium.identity.Player;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;

import java.util.Optional;

/** Credentials that are checked with the session key's public half. */
record KeyedCredentials(Tokens tokens) implements Credentials {

    @Override
    public Admission ticket(String ticket) {
        return switch (tokens.ticket(ticket)) {
            case Tokens.Checked.Valid<Ticket>(Ticket valid) -> new Admission.Admitted(valid);
            case Tokens.Checked.Refused<Ticket> refused -> new Admission.Denied(refused.code());
        };
    }

    @Override
    public Optional<String> playerOf(String sessionToken) {
        return switch (tokens.session(sessionToken)) {
            case Tokens.Checked.Valid<Player>(Player player) -> Optional.of(player.playerId());
            case Tokens.Checked.Refused<Player> refused -> Optional.empty();
        };
    }
}
