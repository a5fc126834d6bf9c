package dev.atrium.proof;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.archive.FolderArchive;
import dev.atrium.archive.Packed;
import dev.atrium.identity.VerifyKey;
import dev.atrium.journal.JournalFile;
import dev.atrium.journal.JournalSegment;
import dev.atrium.message.Message;
import dev.atrium.proof.ReplayException.Fault;
import dev.atrium.state.StateFormatException;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Replays as JSON: one object of the archive in the first format, several in the second. */
final class ReplayText {
    private static final String WHOLE = "atrium-replay/1";
    private static final String IN_SEGMENTS = "atrium-replay/2";

    /** Far below the longest text that JSON may hold here; base64 works in threes. */
    private static final int CHUNK_BYTES = 300_000;

    private ReplayText() {}

    /**
     * The first format.
     *
     * @param journal base64 of the archive's object in gzip, cut into pieces
     * @param publicKey 64 hex digits
     */
    record Whole(
            String format,
            List<String> journal,
            String outcome,
            String keyId,
            String signature,
            Optional<String> publicKey)
            implements Message {}

    /**
     * The second.
     *
     * @param segments of each object of the archive, in order: base64 in gzip, cut into pieces
     * @param publicKey 64 hex digits
     */
    record Segmented(
            String format,
            List<List<String>> segments,
            String outcome,
            String keyId,
            String signature,
            Optional<String> publicKey)
            implements Message {}

    static String of(ReplayFile replay) {
        Optional<String> key = replay.key().map(known -> HexFormat.of().formatHex(known.bytes()));
        List<List<String>> objects = replay.segments().stream().map(ReplayText::chunks).toList();
        String outcome = replay.outcome().text();
        boolean whole = objects.size() == 1 && replay.isWhole();
        return MessageJson.text(
                whole
                        ? new Whole(
                                WHOLE,
                                objects.getFirst(),
                                outcome,
                                replay.keyId(),
                                replay.signature(),
                                key)
                        : new Segmented(
                                IN_SEGMENTS,
                                objects,
                                outcome,
                                replay.keyId(),
                                replay.signature(),
                                key));
    }

    /** How long the text becomes by that segment, at most. */
    static long characters(JournalSegment segment) {
        return chunks(segment).stream().mapToLong(chunk -> chunk.length() + 3L).sum() + 3;
    }

    private static List<String> chunks(JournalSegment segment) {
        byte[] packed = Packed.pack(segment.encode());
        List<String> chunks = new ArrayList<>();
        for (int from = 0; from < packed.length; from += CHUNK_BYTES) {
            int length = Math.min(CHUNK_BYTES, packed.length - from);
            byte[] chunk = new byte[length];
            System.arraycopy(packed, from, chunk, 0, length);
            chunks.add(Base64.getEncoder().encodeToString(chunk));
        }
        return chunks;
    }

    static ReplayFile read(byte[] bytes) throws ReplayException {
        try {
            JsonNode json = Json.object(bytes);
            String format = json.path("format").asText();
            if (format.equals(WHOLE)) {
                return read(MessageJson.read(json, Whole.class));
            }
            if (format.equals(IN_SEGMENTS)) {
                return read(MessageJson.read(json, Segmented.class));
            }
        } catch (WireException e) {
            throw new ReplayException(Fault.UNREADABLE, "The replay is damaged: " + e.text());
        }
        throw new ReplayException(
                Fault.NOT_A_REPLAY,
                "The JSON is no replay: its format is neither %s nor %s"
                        .formatted(WHOLE, IN_SEGMENTS));
    }

    private static ReplayFile read(Whole text) throws ReplayException {
        JournalFile journal;
        try {
            journal = JournalFile.decode(object(text.journal()));
        } catch (IOException | StateFormatException | IllegalArgumentException e) {
            throw new ReplayException(
                    Fault.JOURNAL_UNREADABLE, "The journal is damaged: " + e.getMessage());
        }
        return new ReplayFile(
                journal,
                new OutcomeDocument(text.outcome()),
                text.keyId(),
                text.signature(),
                key(text.publicKey()));
    }

    private static ReplayFile read(Segmented text) throws ReplayException {
        List<JournalSegment> segments = new ArrayList<>();
        for (List<String> chunks : text.segments()) {
            segments.add(segment(chunks, segments.size() + 1, text.segments().size()));
        }
        if (segments.isEmpty()) {
            throw new ReplayException(Fault.SEGMENT_MISSING, "The replay has no segment at all.");
        }
        linked(segments);
        return new ReplayFile(
                segments,
                new OutcomeDocument(text.outcome()),
                text.keyId(),
                text.signature(),
                key(text.publicKey()));
    }

    private static JournalSegment segment(List<String> chunks, int number, int count)
            throws ReplayException {
        try {
            return JournalSegment.decode(object(chunks));
        } catch (IOException | StateFormatException | IllegalArgumentException e) {
            throw new ReplayException(
                    Fault.SEGMENT_UNREADABLE,
                    "Segment %d of %d is damaged: %s".formatted(number, count, e.getMessage()));
        }
    }

    /** Each goes on where the one before it ends, or it is said which does not. */
    static void linked(List<JournalSegment> segments) throws ReplayException {
        for (int i = 1; i < segments.size(); i++) {
            JournalSegment last = segments.get(i - 1);
            JournalSegment next = segments.get(i);
            if (next.before() > last.end()) {
                throw new ReplayException(
                        Fault.SEGMENT_MISSING,
                        "The entries from %d to %d are missing."
                                .formatted(last.end(), next.before() - 1));
            }
            if (!next.follows(last)) {
                throw new ReplayException(
                        Fault.SEGMENT_DIFFERS,
                        "Segment %d, from entry %d on, is not what follows the one before it."
                                .formatted(i + 1, next.before()));
            }
        }
    }

    private static byte[] object(List<String> chunks) throws IOException {
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
        return Packed.unpack(packed, FolderArchive.OBJECT_BYTES_MAX);
    }

    private static Optional<VerifyKey> key(Optional<String> hex) throws ReplayException {
        try {
            return hex.map(digits -> VerifyKey.of(HexFormat.of().parseHex(digits)));
        } catch (IllegalArgumentException e) {
            throw new ReplayException(Fault.UNREADABLE, "The public key is none.");
        }
    }
}
