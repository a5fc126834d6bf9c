package dev.atrium.game.party;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Two rooms under one seed in which the same texts are shown, but are other people's: another one
 * is correct, another one the robot's, others wrote the rest. One seat, the viewer's, wrote the
 * same in both; to him they are one room until the results.
 */
final class TwinParties {
    /** A text that no question and no other text resembles. */
    private static final List<String> TEXTS =
            List.of(
                    "a cat",
                    "Dog",
                    "owls",
                    "7",
                    "<i>fish</i>",
                    "snow",
                    "river",
                    "Über",
                    "tea",
                    "moon");

    final PartyRoom one;
    final PartyRoom other;

    /** What each seat wrote in each of the two; none if it stays silent. */
    final TreeMap<Integer, String> ofOne = new TreeMap<>();

    final TreeMap<Integer, String> ofOther = new TreeMap<>();

    private final Random random;
    private final int viewer;
    private final List<String> shown;
    private final List<Integer> writers = new ArrayList<>();

    /**
     * Both in the question of their first round, nothing written yet.
     *
     * @param viewer a seat, or -1 for who only watches
     */
    TwinParties(long seed, int players, int viewer) {
        this.random = new Random(seed);
        this.viewer = viewer;
        for (int seat = 0; seat < players; seat++) {
            if (seat == viewer || random.nextInt(6) > 0) {
                writers.add(seat);
            }
        }
        int others = viewer < 0 ? writers.size() : writers.size() - 1;
        List<String> texts = new ArrayList<>(TEXTS);
        Collections.shuffle(texts, random);
        this.shown = texts.subList(0, 2 + random.nextInt(others + 1));
        String own = shown.get(random.nextInt(shown.size()));
        this.one = room(seed, players, own, ofOne);
        this.other = room(seed, players, own, ofOther);
    }

    private PartyRoom room(long seed, int players, String own, SortedMap<Integer, String> written) {
        List<String> roles = new ArrayList<>(shown);
        Collections.shuffle(roles, random);
        List<String> left = new ArrayList<>(roles.subList(2, roles.size()));
        List<Integer> free = new ArrayList<>(writers);
        if (viewer >= 0) {
            written.put(viewer, own);
            left.remove(own);
            free.removeIf(seat -> seat == viewer);
        }
        Collections.shuffle(free, random);
        for (int seat : free) {
            written.put(
                    seat,
                    left.isEmpty() ? shown.get(random.nextInt(shown.size())) : left.removeFirst());
        }
        PartyRoom room = PartyRoom.lobby(PartyMode.SHORT, seed, players);
        room.start();
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < PartyMode.SHORT.rounds(); number++) {
            questions.add(Questions.of(number, roles.get(0), roles.get(1)));
        }
        room.deal(questions);
        return room;
    }

    List<Integer> writers() {
        return writers;
    }

    /** The same in both. */
    void both(Consumer<PartyRoom> what) {
        what.accept(one);
        what.accept(other);
    }

    /** Whether that text is the seat's own in one of the two. */
    boolean isOwn(int seat, String text) {
        return text.equals(ofOne.get(seat)) || text.equals(ofOther.get(seat));
    }

    Phase phase() {
        return one.view().phase();
    }

    boolean told() {
        return one.view().results().isPresent() || other.view().results().isPresent();
    }
}
