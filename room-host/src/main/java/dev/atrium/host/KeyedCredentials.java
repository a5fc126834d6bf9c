package dev.atrium.host;

import dev.atrium.host.front.Credentials;
import dev.atrium.identity.Session;
import dev.atrium.identity.Tokens;

import java.util.Optional;

/** Credentials that are checked with the public halves of the sessions' keys. */
record KeyedCredentials(Tokens tokens) implements Credentials {

    @Override
    public Admission ticket(String ticket) {
        return switch (tokens.datedTicket(ticket)) {
            case Tokens.Checked.Valid<Tokens.DatedTicket>(Tokens.DatedTicket valid) ->
                    new Admission.Admitted(valid.ticket(), valid.issuedAtMs());
            case Tokens.Checked.Refused<Tokens.DatedTicket> refused ->
                    new Admission.Denied(refused.code());
        };
    }

    @Override
    public Optional<SignedIn> signedIn(String sessionToken) {
        return switch (tokens.datedSession(sessionToken)) {
            case Tokens.Checked.Valid<Session>(Session session) ->
                    Optional.of(new SignedIn(session.player().playerId(), session.issuedAtMs()));
            case Tokens.Checked.Refused<Session> refused -> Optional.empty();
        };
    }
}
