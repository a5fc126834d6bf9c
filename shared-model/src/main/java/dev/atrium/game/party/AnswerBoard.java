package dev.atrium.game.party;

import dev.atrium.dice.DiceStream;
import dev.atrium.message.Message;
import dev.atrium.message.PlainText;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The answers of a round in the order shown: those of players, the correct one and the robot's.
 * Those that are the same but for case, accents, punctuation and articles are one. Immutable.
 */
final class AnswerBoard {
    private final List<Entry> entries;
    private final TreeMap<String, Integer> byKey = new TreeMap<>();
    private final int correct;
    private final int robot;

    /**
     * An answer.
     *
     * @param authors seats of those who wrote it, rising
     */
    record Entry(String text, AnswerType type, List<Integer> authors) implements Message {
        Entry without(int seat) {
            return new Entry(
                    text, type, authors.stream().filter(author -> author != seat).toList());
        }
    }

    private AnswerBoard(List<Entry> entries) {
        this.entries = List.copyOf(entries);
        for (int i = 0; i < entries.size(); i++) {
            if (byKey.put(PlainText.key(entries.get(i).text()), i) != null) {
                throw new IllegalArgumentException("an answer is shown twice");
            }
        }
        this.correct = only(AnswerType.CORRECT);
        this.robot = only(AnswerType.ROBOT);
    }

    private int only(AnswerType type) {
        int only = -1;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).type() == type) {
                if (only >= 0) {
                    throw new IllegalArgumentException("two answers are " + type);
                }
                only = i;
            }
        }
        if (only < 0) {
            throw new IllegalArgumentException("no answer is " + type);
        }
        return only;
    }

    /**
     * Answers as they are written, in the order shown.
     *
     * @throws IllegalArgumentException if they are not different ones, or not one of them correct
     *     and one the robot's
     */
    static AnswerBoard of(List<Entry> entries) {
        return new AnswerBoard(entries);
    }

    /**
     * Puts together what is shown. The order is that of the texts, then shuffled: so it depends on
     * nothing but texts and dice.
     *
     * @param written by seat
     */
    static AnswerBoard of(Question question, SortedMap<Integer, String> written, DiceStream dice) {
        TreeMap<String, Entry> byKey = new TreeMap<>();
        put(byKey, question.correctAnswer(), AnswerType.CORRECT);
        put(byKey, question.robotAnswer(), AnswerType.ROBOT);
        for (Map.Entry<Integer, String> answer : written.entrySet()) {
            byKey.merge(
                    PlainText.key(answer.getValue()),
                    new Entry(answer.getValue(), AnswerType.PLAYER, List.of(answer.getKey())),
                    AnswerBoard::merged);
        }
        List<Entry> shown = new ArrayList<>(byKey.values());
        shown.sort((a, b) -> byCodePoints(a.text(), b.text()));
        dice.shuffle(shown);
        return new AnswerBoard(shown);
    }

    private static void put(Map<String, Entry> byKey, String answer, AnswerType type) {
        String text = PlainText.of(answer);
        byKey.put(PlainText.key(text), new Entry(text, type, List.of()));
    }

    /**
     * The credit is shared, and the words of one author are shown, the least of theirs by code
     * points: who saw his own replaced by the correct answer, or by the robot's, would know that it
     * is one of them; and the first seat's would tell who wrote the same.
     */
    private static Entry merged(Entry there, Entry added) {
        List<Integer> authors = new ArrayList<>(there.authors());
        authors.addAll(added.authors());
        authors.sort(Comparator.naturalOrder());
        boolean words = there.authors().isEmpty() || byCodePoints(added.text(), there.text()) < 0;
        String text = words ? added.text() : there.text();
        return new Entry(text, there.type(), authors);
    }

    private static int byCodePoints(String a, String b) {
        PrimitiveIterator.OfInt ofA = a.codePoints().iterator();
        PrimitiveIterator.OfInt ofB = b.codePoints().iterator();
        while (ofA.hasNext() && ofB.hasNext()) {
            int order = Integer.compare(ofA.nextInt(), ofB.nextInt());
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(ofA.hasNext(), ofB.hasNext());
    }

    /** The same answers, of which that seat wrote none. */
    AnswerBoard without(int seat) {
        return new AnswerBoard(entries.stream().map(entry -> entry.without(seat)).toList());
    }

    List<Entry> entries() {
        return entries;
    }

    int size() {
        return entries.size();
    }

    Entry entry(int answer) {
        return entries.get(answer);
    }

    /** The place of the correct answer. */
    int correct() {
        return correct;
    }

    /** The place of the robot's answer. */
    int robot() {
        return robot;
    }

    /** The place of the answer that this text means, -1 if there is none. */
    int find(String text) {
        return byKey.getOrDefault(PlainText.key(text), -1);
    }

    /** Whether that seat wrote it. */
    boolean isOwn(int answer, int seat) {
        return entries.get(answer).authors().contains(seat);
    }

    /** Counts by text, without those that are 0. */
    SortedMap<String, Integer> named(int[] counts) {
        TreeMap<String, Integer> named = new TreeMap<>();
        for (int answer = 0; answer < counts.length; answer++) {
            if (counts[answer] > 0) {
                named.put(entries.get(answer).text(), counts[answer]);
            }
        }
        return named;
    }
}
