package dev.atrium.localstack.replay;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.journal.JournalSegment;
import dev.atrium.localstack.replay.ReplayOptions.Source;
import dev.atrium.proof.ReplayException;
import dev.atrium.proof.ReplayFile;
import dev.atrium.vrf.VrfPublicKey;
import dev.atrium.wire.Json;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gets a replay, from a file or from a stack. Blocking. */
final class ReplaySource {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private ReplaySource() {}

    /** It cannot be had. */
    static final class MissingException extends Exception {
        private static final long serialVersionUID = 1L;

        private final String code;

        MissingException(String code, String message) {
            super(message);
            this.code = code;
        }

        /** What is wrong. */
        String code() {
            return code;
        }
    }

    /**
     * A replay that was had.
     *
     * @param bytes as they came, or of its text if it came in several answers
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two
    record Found(ReplayFile replay, byte[] bytes) {}

    /** Gets it, whole. */
    static Found find(Source source)
            throws MissingException, ReplayException, InterruptedException {
        return switch (source) {
            case Source.InFile file -> {
                byte[] bytes = read(file.path());
                yield new Found(ReplayFile.read(bytes), bytes);
            }
            case Source.AtStack stack -> whole(stack);
        };
    }

    /**
     * The public keys that a stack says it draws seeds with.
     *
     * @throws MissingException if it does not say so
     */
    static List<VrfPublicKey> seedKeys(Source.AtStack stack)
            throws MissingException, InterruptedException {
        List<VrfPublicKey> keys = new ArrayList<>();
        try {
            byte[] answer = get(stack, "/.well-known/atrium-vrf.json");
            for (JsonNode key : Json.object(answer).path("keys")) {
                keys.add(VrfPublicKey.ofHex(key.path("publicKey").asText()));
            }
        } catch (WireException | IllegalArgumentException e) {
            throw new MissingException("bad-answer", "The stack's keys of seeds are unreadable.");
        }
        return List.copyOf(keys);
    }

    /** A long journal comes in several answers, from its end. */
    private static Found whole(Source.AtStack stack)
            throws MissingException, ReplayException, InterruptedException {
        byte[] bytes = fetch(stack, "");
        ReplayFile replay = ReplayFile.read(bytes);
        if (replay.isWhole()) {
            return new Found(replay, bytes);
        }
        long length = bytes.length;
        while (!replay.isWhole()) {
            JournalSegment first = replay.segments().getFirst();
            bytes = fetch(stack, "?to=" + first.headBefore().hex());
            length += bytes.length;
            if (length > ReplayFile.BYTES_MAX) {
                throw ReplayFile.tooLarge();
            }
            // Each answer ends before the last one begins, or this throws.
            replay = replay.after(ReplayFile.read(bytes).segments());
        }
        return new Found(replay, replay.bytes());
    }

    /** No more than a replay may have, and one byte: enough to see that it is too long. */
    private static byte[] read(Path path) throws MissingException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(ReplayFile.BYTES_MAX + 1);
        } catch (NoSuchFileException e) {
            throw new MissingException("file-missing", "There is no file " + path + ".");
        } catch (IOException e) {
            throw new MissingException("file-unreadable", path + " cannot be read: " + e);
        }
    }

    private static byte[] fetch(Source.AtStack stack, String query)
            throws MissingException, InterruptedException {
        return get(stack, "/matches/" + stack.roomId() + "/replay" + query);
    }

    private static byte[] get(Source.AtStack stack, String path)
            throws MissingException, InterruptedException {
        URI uri = URI.create(stack.url() + path);
        Download.Answer answer;
        try {
            answer = Download.get(uri, TIMEOUT, ReplayFile.BYTES_MAX + 1);
        } catch (IOException e) {
            throw new MissingException(
                    "unreachable",
                    "%s does not answer; is the stack up? (--url)".formatted(stack.url()));
        }
        if (answer.status() != 200) {
            throw refusal(answer.status(), answer.body());
        }
        return answer.body();
    }

    private static MissingException refusal(int status, byte[] body) {
        try {
            JsonNode problem = Json.object(body);
            if (problem.path("code").isTextual()) {
                return new MissingException(
                        problem.path("code").asText(), problem.path("detail").asText());
            }
        } catch (WireException e) {
            // Then it is no problem of ours; the status says what there is to say.
        }
        return new MissingException("bad-answer", "The answer has the status " + status + ".");
    }
}
