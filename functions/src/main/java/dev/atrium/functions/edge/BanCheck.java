package dev.atrium.functions.edge;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/**
 * Asks the record of bans. Whoever is found there is repeated to Redis, where room hosts ask: it
 * may have lost him.
 */
public final class BanCheck {
    private static final Logger LOG = LoggerFactory.getLogger(BanCheck.class);

    private final BanBook book;
    private final Stores stores;
    private final InstantSource clock;

    BanCheck(BanBook book, Stores stores, InstantSource clock) {
        this.book = book;
        this.stores = stores;
        this.clock = clock;
    }

    /** The ban that keeps a player out now. Blocking. */
    public Optional<Ban> banOf(String playerId) {
        Optional<Ban> ban = book.of(playerId, clock.millis());
        ban.ifPresent(this::repeat);
        return ban;
    }

    /**
     * Lets everybody pass who is not banned.
     *
     * @throws WireException {@code banned}, with until when
     */
    public void admit(String playerId) throws WireException {
        admit(book.of(playerId, clock.millis()));
    }

    /** As {@link #admit(String)}, with the last ban of a player, which may have ended. */
    void admit(Optional<Ban> last) throws WireException {
        Optional<Ban> ban = last.filter(of -> of.isOn(clock.millis()));
        if (ban.isPresent()) {
            repeat(ban.get());
            throw new WireException(ErrorCode.BANNED, ban.get().text());
        }
    }

    private void repeat(Ban ban) {
        try {
            stores.redis()
                    .set(
                            stores.keys().ban(ban.playerId()),
                            Long.toString(ban.endsAtMs()),
                            SetArgs.Builder.px(ban.keptMs(clock.millis())));
        } catch (RedisException e) {
            LOG.warn("a ban could not be repeated to Redis: {}", e.toString());
        }
    }
}
