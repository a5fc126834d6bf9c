package dev.atrium.proof;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.archive.FolderArchive;
import dev.atrium.archive.Packed;
import dev.atrium.identity.SigningKey;
import dev.atrium.identity.VerifyKey;
import dev.atrium.journal.JournalFile;
import dev.atrium.message.Message;
import dev.atrium.proof.ReplayException.Fault;
import dev.atrium.state.StateFormatException;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * All that anyone needs to verify a finished room, as one JSON text: its journal, its outcome as it
 * was signed (the seed is in there), the signature, and the public key. Made when it is asked for,
 * of the archive's object and the outcome's row, neither of which ever changes.
 *
 * @param journal as the archive has it
 * @param outcome as it was signed
 * @param keyId whose key
 * @param signature base64url Ed25519 over the outcome's bytes
 * @param key that key, if whoever made this had it; what it says of itself proves nothing
 */
public record ReplayFile(
        JournalFile journal,
        OutcomeDocument outcome,
        String keyId,
        String signature,
        Optional<VerifyKey> key) {
    /** The text is at most this long: more than hours of the busiest arena, packed. */
    public static final int BYTES_MAX = 64 * 1024 * 1024;

    private static final String FORMAT = "atrium-replay/1";

    /** Far below the longest text that JSON may hold here; base64 works in threes. */
    private static final int CHUNK_BYTES = 300_000;

    /**
     * As it is written.
     *
     * @param journal base64 of the archive's object in gzip, cut into pieces
     * @param publicKey 64 hex digits
     */
    record Text(
            String format,
            List<String> journal,
            String outcome,
            String keyId,
            String signature,
            Optional<String> publicKey)
            implements Message {}

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

    /** Its JSON text. */
    public String text() {
        return MessageJson.text(
                new Text(
                        FORMAT,
                        chunks(Packed.pack(journal.encode())),
                        outcome.text(),
                        keyId,
                        signature,
                        key.map(known -> HexFormat.of().formatHex(known.bytes()))));
    }

    private static List<String> chunks(byte[] packed) {
        List<String> chunks = new ArrayList<>();
        for (int from = 0; from < packed.length; from += CHUNK_BYTES) {
            int length = Math.min(CHUNK_BYTES, packed.length - from);
            byte[] chunk = new byte[length];
            System.arraycopy(packed, from, chunk, 0, length);
            chunks.add(Base64.getEncoder().encodeToString(chunk));
        }
        return chunks;
    }

    /**
     * Reads a replay. That it can be read says nothing of whether it is true: {@link ReplayCheck}.
     *
     * @throws ReplayException if it is none, or torn, or too long
     */
    public static ReplayFile read(byte[] bytes) throws ReplayException {
        if (bytes.length > BYTES_MAX) {
            throw tooLarge();
        }
        if (!isJson(bytes)) {
            throw foreign(bytes);
        }
        Text text;
        try {
            JsonNode json = Json.object(bytes);
            if (!FORMAT.equals(json.path("format").textValue())) {
                throw new ReplayException(
                        Fault.NOT_A_REPLAY, "The JSON is no replay: its format is not " + FORMAT);
            }
            text = MessageJson.read(json, Text.class);
        } catch (WireException e) {
            throw new ReplayException(Fault.UNREADABLE, "The replay is damaged: " + e.text());
        }
        return new ReplayFile(
                journal(text.journal()),
                new OutcomeDocument(text.outcome()),
                text.keyId(),
                text.signature(),
                key(text.publicKey()));
    }

    private static ReplayException tooLarge() {
        return new ReplayException(
                Fault.TOO_LARGE, "A replay is at most " + BYTES_MAX + " bytes long.");
    }

    /** What else it is: people have the archive's objects at hand too. */
    private static ReplayException foreign(byte[] bytes) {
        try {
            JournalFile journal =
                    JournalFile.decode(Packed.unpack(bytes, FolderArchive.OBJECT_BYTES_MAX));
            return new ReplayException(
                    Fault.OUTCOME_MISSING,
                    "This is the journal of room %s without its outcome, so without the seed."
                            .formatted(journal.roomId()));
        } catch (IOException | StateFormatException e) {
            return new ReplayException(Fault.NOT_A_REPLAY, "This is no replay.");
        }
    }

    private static JournalFile journal(List<String> chunks) throws ReplayException {
        try {
            byte[][] parts = new byte[chunks.size()][];
            int length = 0;
            for (int i = 0; i < parts.length; i++) {
                parts[i] = Base64.getDecoder().decode(chunks.get(i));
                length += parts[i].length;
            }
            byte[] packed = new byte[length];
            int at = 0;
            for (byte[] part : parts) {
                System.arraycopy(part, 0, packed, at, part.length);
                at += part.length;
            }
            return JournalFile.decode(Packed.unpack(packed, FolderArchive.OBJECT_BYTES_MAX));
        } catch (IOException | StateFormatException | IllegalArgumentException e) {
            throw new ReplayException(
                    Fault.JOURNAL_UNREADABLE, "The journal is damaged: " + e.getMessage());
        }
    }

    private static Optional<VerifyKey> key(Optional<String> hex) throws ReplayException {
        try {
            return hex.map(digits -> VerifyKey.of(HexFormat.of().parseHex(digits)));
        } catch (IllegalArgumentException e) {
            throw new ReplayException(Fault.UNREADABLE, "The public key is none.");
        }
    }

    /** The bytes of its text. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
