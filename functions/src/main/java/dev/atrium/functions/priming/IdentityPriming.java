package dev.atrium.functions.priming;

import dev.atrium.identity.Base58;
import dev.atrium.identity.Player;
import dev.atrium.identity.Puzzles;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.SolanaSignIn;
import dev.atrium.identity.Ticket;
import dev.atrium.identity.Tokens;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Signs and verifies with a key that was made for it and is forgotten at once. */
public final class IdentityPriming {
    private IdentityPriming() {}

    /** Issues a session with a key that is forgotten at once. */
    public static void session() {
        Tokens tokens = Tokens.signedBy(SigningKey.generate(), InstantSource.system());
        var _ = tokens.issueSession(player());
    }

    private static Player player() {
        return new Player(Player.drawId(), "Priming", Player.ICONS.get(0), Player.Kind.GUEST);
    }

    /** Sessions, tickets, published keys, newcomers' puzzles, and the check of a wallet's word. */
    public static void run() {
        SigningKey throwaway = SigningKey.generate();
        Tokens tokens = Tokens.signedBy(throwaway, InstantSource.system());
        Player player = player();
        var _ = tokens.session(tokens.issueSession(player).token());
        var _ =
                tokens.ticket(
                        tokens.issueTicket(new Ticket("priming", player.playerId(), Optional.of(0)))
                                .token());
        var _ = tokens.session("priming");
        var _ = tokens.jwks();
        String address = Base58.encode(throwaway.publicKey().bytes());
        String challenge =
                SolanaSignIn.challenge("priming", address, InstantSource.system().instant());
        byte[] signature = throwaway.sign(challenge.getBytes(StandardCharsets.UTF_8));
        var _ = SolanaSignIn.isSigned(challenge, address, Base58.encode(signature));
        puzzle(new Puzzles(throwaway.secret()));
    }

    private static void puzzle(Puzzles puzzles) {
        Instant now = InstantSource.system().instant();
        String puzzle =
                puzzles.make("priming", "priming", 0, new byte[Puzzles.RANDOM_BYTES], now).text();
        var _ = puzzles.check("priming", "priming", puzzle, "0", now);
    }
}
