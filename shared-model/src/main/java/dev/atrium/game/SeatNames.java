package dev.atrium.game;

import dev.atrium.message.PlainText;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Names at the seats of one room. */
public final class SeatNames {
    /** Characters of a name at most, in code points, the number behind it among them. */
    public static final int CHARACTERS_MAX = 20;

    private SeatNames() {}

    /**
     * A name that nobody at the table has: the wanted one, or with the first number from 2 on
     * behind it that makes it one, for which its end is cut off if need be. Names are the same if
     * people take them for the same: {@link PlainText#key}.
     *
     * @param wanted 1 to {@value #CHARACTERS_MAX} characters
     * @param taken those of the others, fewer than 1,000
     */
    public static String distinct(String wanted, Collection<String> taken) {
        Set<String> keys = taken.stream().map(PlainText::key).collect(Collectors.toSet());
        String name = wanted;
        for (int number = 2; keys.contains(PlainText.key(name)); number++) {
            String behind = " " + number;
            name = PlainText.of(cut(wanted, CHARACTERS_MAX - behind.length())) + behind;
        }
        return name;
    }

    private static String cut(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
