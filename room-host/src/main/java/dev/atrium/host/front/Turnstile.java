package dev.atrium.host.front;

import dev.atrium.host.connection.Connection;
import dev.atrium.host.input.InputBuckets;
import dev.atrium.host.input.InputPolicy;
import dev.atrium.host.input.Passage;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Holds what visitors send against their limits: answers what is refused, and closes who goes on.
 * On the threads of their messages.
 */
final class Turnstile {
    private final BiConsumer<Connection, CloseCode> close;

    /**
     * A turnstile.
     *
     * @param close closes a connection as the front does, which counts it if it is for abuse
     */
    Turnstile(BiConsumer<Connection, CloseCode> close) {
        this.close = close;
    }

    /** What is told of a message that is refused, as far as it has been read. */
    record Refused(Optional<String> id, String action, Optional<Long> sequence) {
        static final Refused UNREAD = new Refused(Optional.empty(), "", Optional.empty());
    }

    /** Whether anything at all may be read of him now; the only question before it is. */
    boolean admits(Visitor visitor) {
        long now = System.nanoTime();
        Passage passage = visitor.buckets().take(InputPolicy.ANYTHING, 0, now);
        if (passage == Passage.TAKEN) {
            return true;
        }
        refuse(visitor, passage, visitor.buckets(), InputPolicy.ANYTHING, Refused.UNREAD);
        return false;
    }

    /** Tells the sender, within bounds, or closes the connection if he went on too long. */
    void refuse(
            Visitor visitor, Passage passage, InputBuckets buckets, int index, Refused refused) {
        Connection connection = visitor.connection();
        if (visitor.breaches().breached(System.nanoTime())) {
            close.accept(connection, CloseCode.RATE_LIMITED);
            return;
        }
        switch (passage) {
            case TAKEN -> {}
            case RATE_LIMITED -> tellRate(connection, buckets.retryAfterMs(index), refused);
            case RATE_LIMITED_IN_SILENCE -> {
                // A view that names a later command as stored would count this one with it.
                if (refused.sequence().isPresent()) {
                    tellRate(connection, buckets.retryAfterMs(index), refused);
                }
            }
            case TOO_LARGE -> {
                String most =
                        "%s has at most %d bytes."
                                .formatted(refused.action(), buckets.bytesMax(index));
                tell(
                        connection,
                        refused,
                        ErrorBody.of(ErrorCode.TOO_LARGE, most, refused.action()));
            }
        }
    }

    private static void tellRate(Connection connection, long retryAfterMs, Refused refused) {
        tell(
                connection,
                refused,
                ErrorBody.of(ErrorCode.RATE_LIMITED, refused.action()).retryAfter(retryAfterMs));
    }

    private static void tell(Connection connection, Refused refused, ErrorBody error) {
        Replies.tell(
                connection, refused.id(), refused.sequence().map(error::ofCommand).orElse(error));
    }
}
