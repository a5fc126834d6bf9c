package dev.atrium.journal;

import dev.atrium.game.Destination;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Presence;
import dev.atrium.game.Seat;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateFormatException;
import dev.atrium.state.StateHash;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * Entries as bytes: a format version, a kind, the fields, and a CRC-32C over all of it, so that a
 * torn or altered entry is found and never guessed at. Stateless but for the vocabulary.
 */
public final class JournalCodec {
    private static final int FORMAT_VERSION = 1;
    private static final int OPENED = 1;
    private static final int APPLIED = 2;
    private static final int MARK = 3;
    private static final int CRC_BYTES = 4;

    private final Vocabulary vocabulary;

    /** A codec for journals of a game with that vocabulary. */
    public JournalCodec(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The bytes of an entry. */
    public byte[] encode(JournalEntry entry) {
        StateWriter out = new StateWriter(64);
        out.uint8(FORMAT_VERSION);
        switch (entry) {
            case JournalEntry.Opened opened -> writeOpened(out.uint8(OPENED), opened);
            case JournalEntry.Applied applied -> {
                out.uint8(APPLIED).int64(applied.tick()).int32(applied.index());
                writeInput(out, applied.input());
            }
            case JournalEntry.Mark mark -> {
                out.uint8(MARK).int64(mark.tick()).bool(mark.hash().isPresent());
                mark.hash().ifPresent(hash -> out.raw(hash.toBytes()));
            }
        }
        byte[] body = out.toBytes();
        return out.int32(crc(body, body.length)).toBytes();
    }

    /**
     * The entry of these bytes.
     *
     * @throws StateFormatException if they are torn, altered or of another format
     */
    public JournalEntry decode(byte[] bytes) {
        StateReader in = body(bytes);
        JournalEntry entry =
                switch (in.uint8()) {
                    case OPENED -> readOpened(in);
                    case APPLIED -> new JournalEntry.Applied(in.int64(), in.int32(), readInput(in));
                    case MARK -> new JournalEntry.Mark(in.int64(), readHash(in));
                    default -> throw new StateFormatException("no such kind of journal entry");
                };
        in.expectEnd();
        return entry;
    }

    /** Whether these bytes are a sound entry that follows others, whatever the game. */
    static boolean isLater(byte[] bytes) {
        try {
            int kind = body(bytes).uint8();
            return kind == APPLIED || kind == MARK;
        } catch (StateFormatException e) {
            return false;
        }
    }

    /** The fields of an entry that is whole, from its kind on. */
    private static StateReader body(byte[] bytes) {
        int bodyLength = bytes.length - CRC_BYTES;
        if (bodyLength < 2) {
            throw new StateFormatException("a journal entry is longer");
        }
        StateReader crc = new StateReader(bytes, bodyLength, CRC_BYTES);
        if (crc.int32() != crc(bytes, bodyLength)) {
            throw new StateFormatException("a journal entry is damaged");
        }
        StateReader in = new StateReader(bytes, 0, bodyLength);
        if (in.uint8() != FORMAT_VERSION) {
            throw new StateFormatException("no journal entry of format " + FORMAT_VERSION);
        }
        return in;
    }

    private static Optional<StateHash> readHash(StateReader in) {
        return in.bool()
                ? Optional.of(StateHash.ofDigest(in.raw(StateHash.BYTES)))
                : Optional.empty();
    }

    private static int crc(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }

    private static void writeOpened(StateWriter out, JournalEntry.Opened opened) {
        out.text(opened.roomId()).text(opened.gameId()).int32(opened.rulesVersion());
        out.int32(opened.seats().size());
        opened.seats().forEach(seat -> seat.write(out));
        Seat.writeOptions(out, opened.options());
        out.int32(opened.nonces().size());
        for (Map.Entry<Integer, String> nonce : opened.nonces().entrySet()) {
            out.int32(nonce.getKey()).text(nonce.getValue());
        }
    }

    private static JournalEntry.Opened readOpened(StateReader in) {
        String roomId = in.text();
        String gameId = in.text();
        int rulesVersion = in.int32();
        List<Seat> seats = new ArrayList<>();
        int seated = in.count(16);
        for (int i = 0; i < seated; i++) {
            seats.add(Seat.read(in));
        }
        Map<String, String> options = Seat.readOptions(in);
        TreeMap<Integer, String> nonces = new TreeMap<>();
        int given = in.count(8);
        for (int i = 0; i < given; i++) {
            nonces.put(in.int32(), in.text());
        }
        return new JournalEntry.Opened(
                roomId, gameId, rulesVersion, seats, new TreeMap<>(options), nonces);
    }

    private void writeInput(StateWriter out, Input input) {
        switch (input) {
            case Input.Command command -> {
                out.uint8(1).int32(command.seat()).int64(command.sequence());
                vocabulary.write(out, command.command());
            }
            case Input.Joined joined -> joined.seat().write(out.uint8(2));
            case Input.Left left -> out.uint8(3).int32(left.seat());
            case Input.PresenceChanged changed ->
                    out.uint8(4).int32(changed.seat()).bool(changed.presence() == Presence.HERE);
            case Input.Forfeited forfeited ->
                    out.uint8(5).int32(forfeited.seat()).text(forfeited.reason());
            case Input.OperatorAct act -> out.uint8(6).text(act.act()).text(act.argument());
            case Input.RoomMessage message -> {
                out.uint8(7).text(message.from()).int64(message.sequence());
                vocabulary.write(out, message.message());
            }
            case Input.EffectsAcknowledged acknowledged ->
                    out.uint8(8)
                            .text(acknowledged.destination().address())
                            .int64(acknowledged.sequence());
        }
    }

    private Input readInput(StateReader in) {
        return switch (in.uint8()) {
            case 1 -> new Input.Command(in.int32(), in.int64(), readCommand(in));
            case 2 -> new Input.Joined(Seat.read(in));
            case 3 -> new Input.Left(in.int32());
            case 4 ->
                    new Input.PresenceChanged(
                            in.int32(), in.bool() ? Presence.HERE : Presence.GONE);
            case 5 -> new Input.Forfeited(in.int32(), in.text());
            case 6 -> new Input.OperatorAct(in.text(), in.text());
            case 7 -> new Input.RoomMessage(in.text(), in.int64(), vocabulary.read(in));
            case 8 -> new Input.EffectsAcknowledged(readDestination(in), in.int64());
            default -> throw new StateFormatException("no such kind of input");
        };
    }

    private PlayerCommand readCommand(StateReader in) {
        if (vocabulary.read(in) instanceof PlayerCommand command) {
            return command;
        }
        throw new StateFormatException("no command of a player");
    }

    private static Destination readDestination(StateReader in) {
        try {
            return new Destination(in.text());
        } catch (IllegalArgumentException e) {
            throw new StateFormatException("no destination");
        }
    }
}
