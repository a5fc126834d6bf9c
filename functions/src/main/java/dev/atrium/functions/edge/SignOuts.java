package dev.atrium.functions.edge;

import dev.atrium.schema.ConnectionRow;
import dev.atrium.schema.Tables;
import dev.atrium.signout.Eviction;
import dev.atrium.signout.SignOutBook;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import io.lettuce.core.SetArgs;
import io.lettuce.core.XAddArgs;

import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

import java.time.InstantSource;
import java.util.OptionalLong;

/**
 * Signing out everywhere, and who has. The record is asked, not what Redis repeats of it: who holds
 * a stolen token must not profit from what Redis has lost. Blocking, thread-safe.
 */
public final class SignOuts {
    /** Sockets of one player that are closed at once; each call closes as many. */
    private static final int SOCKETS_MAX = 100;

    private final SignOutBook book;
    private final Stores stores;
    private final Poster poster;
    private final InstantSource clock;

    SignOuts(SignOutBook book, Stores stores, Poster poster, InstantSource clock) {
        this.book = book;
        this.stores = stores;
        this.poster = poster;
        this.clock = clock;
    }

    /** Whether a player has signed out since, or just when, he was given something. */
    public boolean isEnded(String playerId, long givenAtMs) {
        OptionalLong before = book.of(playerId);
        return before.isPresent() && isEnded(before.getAsLong(), givenAtMs);
    }

    /** Whether something that was given then is ended by a sign-out of what was until then. */
    static boolean isEnded(long beforeMs, long givenAtMs) {
        return givenAtMs <= beforeMs;
    }

    /**
     * Lets everybody pass who has not signed out since.
     *
     * @param givenAtMs wall time at which he was given what he shows
     * @throws WireException {@code signed-out}
     */
    public void admit(String playerId, long givenAtMs) throws WireException {
        if (isEnded(playerId, givenAtMs)) {
            throw new WireException(ErrorCode.SIGNED_OUT);
        }
    }

    /**
     * The wall time for something that a player is given now: later than what he has ended, however
     * the clocks differ of who ended it and of this.
     */
    public long givenNowMs(String playerId) {
        OptionalLong before = book.of(playerId);
        return before.isPresent()
                ? Math.max(clock.millis(), before.getAsLong() + 1)
                : clock.millis();
    }

    /**
     * Ends everything that a player was given until now, and closes his sockets: those of the
     * gateway here, direct ones by their hosts, which read a log every second. Whoever does not
     * know whether it was done may do it again.
     *
     * @return what is ended: what he was given at that wall time in ms or before
     */
    public long signOut(String playerId) {
        long beforeMs = book.signOut(playerId, clock.millis());
        tell(playerId, beforeMs);
        return beforeMs;
    }

    /**
     * Does again what {@link #signOut} does once it is written: ends no more than is ended.
     *
     * @return what is ended; empty if that is long ago
     */
    public OptionalLong signOutAgain(String playerId) {
        OptionalLong beforeMs = book.of(playerId);
        beforeMs.ifPresent(ms -> tell(playerId, ms));
        return beforeMs;
    }

    private void tell(String playerId, long beforeMs) {
        stores.redis()
                .set(
                        stores.keys().signOut(playerId),
                        Long.toString(beforeMs),
                        SetArgs.Builder.px(SignOutBook.KEPT));
        stores.redis()
                .xadd(
                        stores.keys().evictions(),
                        XAddArgs.Builder.maxlen(Eviction.KEPT_MAX).approximateTrimming(),
                        new Eviction(playerId, beforeMs, CloseCode.SIGNED_OUT).fields());
        closeSockets(playerId, beforeMs);
    }

    /** Last: a socket that is opened meanwhile asks the record itself. */
    private void closeSockets(String playerId, long beforeMs) {
        stores
                .table(Tables.CONNECTIONS)
                .index("by-player")
                .query(
                        query ->
                                query.queryConditional(
                                                QueryConditional.keyEqualTo(
                                                        k -> k.partitionValue(playerId)))
                                        .limit(SOCKETS_MAX))
                .stream()
                .limit(1)
                .flatMap(page -> page.items().stream())
                .filter(socket -> socket.connectedAtMs() <= beforeMs)
                .map(ConnectionRow::connectionId)
                .forEach(connectionId -> poster.cutOff(connectionId, CloseCode.SIGNED_OUT));
    }
}
