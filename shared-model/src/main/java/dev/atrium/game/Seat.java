package dev.atrium.game;

import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A place in a room and who has it.
 *
 * @param index 0 and more; never changes while he sits
 * @param playerId the player's id, or a bot's
 * @param name shown to others, 1 to 64 characters
 * @param icon shown to others, one of a list that the client knows
 * @param bot whether a house bot plays it
 * @param options what was chosen for this seat when the match was made, by name
 */
public record Seat(
        int index,
        String playerId,
        String name,
        String icon,
        boolean bot,
        SortedMap<String, String> options) {

    public Seat {
        if (index < 0 || index > 999) {
            throw new IllegalArgumentException("index=" + index + " (allowed: 0-999)");
        }
        if (name.isEmpty() || name.length() > 64) {
            throw new IllegalArgumentException("a seat's name has 1 to 64 characters");
        }
        if (!StateWriter.isUnicode(name) || !StateWriter.isUnicode(playerId + "/" + icon)) {
            throw new IllegalArgumentException("a seat's texts are Unicode");
        }
        options = Collections.unmodifiableSortedMap(new TreeMap<>(options));
    }

    /** An option as a whole number, or {@code otherwise} if it was not given. */
    public int option(String option, int otherwise) {
        String value = options.get(option);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    /** Writes the canonical form. */
    public void write(StateWriter out) {
        out.int32(index).text(playerId).text(name).text(icon).bool(bot);
        writeOptions(out, options);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws dev.atrium.state.StateFormatException if the bytes are no seat
     */
    public static Seat read(StateReader in) {
        return StateReader.checked(
                () ->
                        new Seat(
                                in.int32(),
                                in.text(),
                                in.text(),
                                in.text(),
                                in.bool(),
                                readOptions(in)));
    }

    /** Writes a map of options, by rising name. */
    public static void writeOptions(StateWriter out, SortedMap<String, String> options) {
        out.int32(options.size());
        for (Map.Entry<String, String> option : options.entrySet()) {
            out.text(option.getKey()).text(option.getValue());
        }
    }

    /** Reads what {@link #writeOptions} wrote. */
    public static SortedMap<String, String> readOptions(StateReader in) {
        TreeMap<String, String> options = new TreeMap<>();
        int count = in.count(8);
        for (int i = 0; i < count; i++) {
            options.put(in.text(), in.text());
        }
        return options;
    }
}
