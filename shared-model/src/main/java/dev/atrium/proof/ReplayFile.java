package dev.atrium.proof;

import dev.atrium.archive.FolderArchive;
import dev.atrium.archive.Packed;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.VerifyKey;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalSegment;
import dev.atrium.proof.ReplayException.Fault;
import dev.atrium.state.StateFormatException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that anyone needs to verify a finished room, as one JSON text: its journal, its outcome as it
 * was signed (the seed is in there), the signature, and the public key. Made when it is asked for,
 * of the archive's objects and the outcome's row, none of which ever changes.
 *
 * @param segments of the journal as the archive has them, each where the one before it ends; if the
 *     first does not begin with the opening, those before it are yet to be had
 * @param outcome as it was signed
 * @param keyId whose key
 * @param signature base64url Ed25519 over the outcome's bytes
 * @param key that key, if whoever made this had it; what it says of itself proves nothing
 */
public record ReplayFile(
        List<JournalSegment> segments,
        OutcomeDocument outcome,
        String keyId,
        String signature,
        Optional<VerifyKey> key) {
    /** The text is at most this long: more than hours of the busiest arena, packed. */
    public static final int BYTES_MAX = 64 * 1024 * 1024;

    public ReplayFile {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("a replay without a journal");
        }
    }

    /** Of a room whose journal is one object. */
    public ReplayFile(
            JournalFile journal,
            OutcomeDocument outcome,
            String keyId,
            String signature,
            Optional<VerifyKey> key) {
        this(List.of(JournalSegment.whole(journal)), outcome, keyId, signature, key);
    }

    /** Whether its journal begins with the opening. */
    public boolean isWhole() {
        return segments.getFirst().isFirst();
    }

    /** Its journal in one piece. Only of one that is whole. */
    public JournalFile journal() {
        if (!isWhole()) {
            throw new IllegalStateException("segments are missing");
        }
        List<byte[]> entries = segments.stream().flatMap(s -> s.entries().stream()).toList();
        return new JournalFile(segments.getFirst().roomId(), entries);
    }

    /**
     * The same with earlier segments before its own.
     *
     * @throws ReplayException if its own do not go on where those end
     */
    public ReplayFile after(List<JournalSegment> earlier) throws ReplayException {
        List<JournalSegment> all = Stream.concat(earlier.stream(), segments.stream()).toList();
        ReplayText.linked(all);
        return new ReplayFile(all, outcome, keyId, signature, key);
    }

    /** Its JSON text. */
    public String text() {
        return ReplayText.of(this);
    }

    /** The bytes of its text. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }

    /** How many characters that segment takes in a text, at most. */
    public static long charactersOf(JournalSegment segment) {
        return ReplayText.characters(segment);
    }

    /**
     * Reads a replay. That it can be read says nothing of whether it is true: {@link ReplayCheck}.
     *
     * @throws ReplayException if it is none, or torn, or too long, or a segment within it is
     *     missing, altered or in another's place
     */
    public static ReplayFile read(byte[] bytes) throws ReplayException {
        if (bytes.length > BYTES_MAX) {
            throw tooLarge();
        }
        if (!isJson(bytes)) {
            throw foreign(bytes);
        }
        return ReplayText.read(bytes);
    }

    /** It is longer than a replay may be. */
    public static ReplayException tooLarge() {
        return new ReplayException(
                Fault.TOO_LARGE, "A replay is at most " + BYTES_MAX + " bytes long.");
    }

    /** A replay with an outcome that is signed here, and the key that verifies it. */
    public static ReplayFile signed(JournalFile journal, OutcomeDocument outcome, SigningKey key) {
        return new ReplayFile(
                journal,
                outcome,
                key.publicKey().keyId(),
                outcome.signature(key),
                Optional.of(key.publicKey()));
    }

    /** Whether a text begins as replays do: says nothing of the rest. */
    private static boolean isJson(byte[] bytes) {
        int first = 0;
        while (first < bytes.length && Character.isWhitespace(bytes[first])) {
            first++;
        }
        return first < bytes.length && bytes[first] == '{';
    }

    /** What else it is: people have the archive's objects at hand too. */
    private static ReplayException foreign(byte[] bytes) {
        try {
            JournalSegment journal =
                    JournalSegment.decode(Packed.unpack(bytes, FolderArchive.OBJECT_BYTES_MAX));
            return new ReplayException(
                    Fault.OUTCOME_MISSING,
                    "This is the journal of room %s without its outcome, so without the seed."
                            .formatted(journal.roomId()));
        } catch (IOException | StateFormatException e) {
            return new ReplayException(Fault.NOT_A_REPLAY, "This is no replay.");
        }
    }
}
