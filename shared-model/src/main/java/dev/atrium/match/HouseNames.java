package dev.atrium.match;

import dev.atrium.identity.Player;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What the house calls its bots in one match: no id and no name twice. */
final class HouseNames {
    static final List<String> NAMES =
            List.of(
                    "Amber", "Basil", "Cedar", "Clover", "Coral", "Dahlia", "Ember", "Fern",
                    "Flint", "Hazel", "Indigo", "Juniper", "Laurel", "Linden", "Maple", "Marlow",
                    "Olive", "Opal", "Pepper", "Rowan", "Saffron", "Sage", "Tansy", "Willow");

    private final RandomGenerator random;
    private final ArrayDeque<String> names;
    private final Set<String> ids = new HashSet<>();

    HouseNames(RandomGenerator random) {
        this.random = random;
        List<String> shuffled = new ArrayList<>(NAMES);
        Collections.shuffle(shuffled, Random.from(random));
        this.names = new ArrayDeque<>(shuffled);
    }

    String nextId() {
        String id;
        do {
            id = "bot-" + HexFormat.of().toHexDigits(random.nextLong());
        } while (!ids.add(id));
        return id;
    }

    /** At most {@code NAMES.size()} times: a match has fewer bots. */
    String nextName() {
        return names.removeFirst();
    }

    String nextIcon() {
        return Player.ICONS.get(random.nextInt(Player.ICONS.size()));
    }
}
