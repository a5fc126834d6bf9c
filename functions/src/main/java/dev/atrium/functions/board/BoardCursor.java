package dev.atrium.functions.board;

import dev.atrium.board.BoardPlace;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.WireException;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A place in the order of a board: what follows it is the next page. It names the last place that
 * was shown, not how many were: so whatever others do meanwhile, nobody comes twice or is left out
 * who did not himself pass it.
 *
 * @param score of the last place shown
 * @param member of the last place shown, {@link BoardPlace#member}
 */
record BoardCursor(long score, String member) {
    /** The cursor behind a place. */
    static BoardCursor behind(BoardPlace place) {
        return new BoardCursor(place.score(), place.member());
    }

    /** Makes texts of cursors, and reads those that it made. Thread-safe. */
    static final class Seal {
        private static final String ALGORITHM = "HmacSHA256";
        private static final int MAC_BYTES = 16;
        private static final int CHARACTERS_MAX = 200;

        private final SecretKeySpec key;

        /**
         * A seal.
         *
         * @param secret 32 bytes that nobody else has
         */
        Seal(byte[] secret) {
            this.key = new SecretKeySpec(secret, ALGORITHM);
        }

        /** The text, good for this season of this board alone. */
        String text(String board, String season, BoardCursor cursor) {
            byte[] member = cursor.member().getBytes(StandardCharsets.UTF_8);
            byte[] place =
                    ByteBuffer.allocate(Long.BYTES + member.length)
                            .putLong(cursor.score())
                            .put(member)
                            .array();
            byte[] all = Arrays.copyOf(mac(board, season, place), MAC_BYTES + place.length);
            System.arraycopy(place, 0, all, MAC_BYTES, place.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        }

        /**
         * The cursor of a text.
         *
         * @throws WireException {@code invalid-field} if it was not made here, or for another board
         *     or season; both are found out in the same time
         */
        BoardCursor read(String board, String season, String text) throws WireException {
            byte[] all = decoded(text);
            byte[] place = Arrays.copyOfRange(all, MAC_BYTES, all.length);
            byte[] claimed = Arrays.copyOf(all, MAC_BYTES);
            if (!MessageDigest.isEqual(claimed, mac(board, season, place))) {
                throw notOurs();
            }
            ByteBuffer read = ByteBuffer.wrap(place);
            long score = read.getLong();
            return new BoardCursor(score, StandardCharsets.UTF_8.decode(read).toString());
        }

        private static byte[] decoded(String text) throws WireException {
            if (text.length() > CHARACTERS_MAX) {
                throw notOurs();
            }
            byte[] all;
            try {
                all = Base64.getUrlDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw notOurs();
            }
            if (all.length <= MAC_BYTES + Long.BYTES) {
                throw notOurs();
            }
            return all;
        }

        private byte[] mac(String board, String season, byte[] place) {
            try {
                Mac mac = Mac.getInstance(ALGORITHM);
                mac.init(key);
                // Neither name can hold a space.
                mac.update((board + " " + season + " ").getBytes(StandardCharsets.UTF_8));
                return Arrays.copyOf(mac.doFinal(place), MAC_BYTES);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JVM has HMAC-SHA256", e);
            }
        }

        private static WireException notOurs() {
            return new WireException(
                    ErrorCode.INVALID_FIELD,
                    "The field cursor must be the next of a page of this board and season.");
        }
    }
}
