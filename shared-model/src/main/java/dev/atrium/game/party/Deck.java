package dev.atrium.game.party;

import dev.atrium.dice.DiceStream;
import dev.atrium.game.Simulation;
import dev.atrium.message.Message;
import dev.atrium.message.PlainText;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The questions of a game: wanted, waited for, and dealt in the order in which they are asked. */
final class Deck {
    private List<Question> ahead = List.of();
    private int wanted;
    private long givenUpAt = Simulation.NEVER;

    /** A deck as it is written. */
    record Kept(List<Question> ahead, int wanted, long givenUpAt) implements Message {
        Kept {
            if (wanted < 0 || givenUpAt < 0) {
                throw new IllegalArgumentException("a deck's numbers are 0 and more");
            }
        }
    }

    static Deck of(Kept kept) {
        Deck deck = new Deck();
        deck.ahead = List.copyOf(kept.ahead());
        deck.wanted = kept.wanted();
        deck.givenUpAt = kept.givenUpAt();
        return deck;
    }

    Kept kept() {
        return new Kept(ahead, wanted, givenUpAt);
    }

    /** Questions are wanted; they are waited for so long. */
    void want(long tick) {
        wanted++;
        givenUpAt = tick + PartyTimes.DEAL_TICKS;
    }

    /** Whether questions are waited for. */
    boolean awaited() {
        return givenUpAt != Simulation.NEVER;
    }

    /**
     * Whether the pool's message of that number answers what is waited for, and no earlier want.
     */
    boolean awaits(long sequence) {
        return awaited() && sequence >= wanted;
    }

    /** When the wait is over. */
    long givenUpAt() {
        return givenUpAt;
    }

    /** Nothing is waited for any more. */
    void stopWaiting() {
        givenUpAt = Simulation.NEVER;
    }

    /** Whether these questions make a game of so many rounds. */
    static boolean isWhole(List<Question> questions, int rounds) {
        TreeSet<String> ids = new TreeSet<>();
        for (Question question : questions) {
            String correct = PlainText.of(question.correctAnswer());
            String robot = PlainText.of(question.robotAnswer());
            boolean apart =
                    !correct.isEmpty()
                            && !robot.isEmpty()
                            && !PlainText.key(correct).equals(PlainText.key(robot));
            if (!apart || !ids.add(question.id())) {
                return false;
            }
        }
        return questions.size() == rounds;
    }

    /** Brings them into the order in which they are asked, whatever order they came in. */
    void deal(List<Question> questions, DiceStream dice) {
        List<Question> order = new ArrayList<>(questions);
        order.sort(Comparator.comparing(Question::id));
        dice.shuffle(order);
        ahead = List.copyOf(order);
        stopWaiting();
    }

    boolean isEmpty() {
        return ahead.isEmpty();
    }

    /** Takes the next one. */
    Question next() {
        Question next = ahead.getFirst();
        ahead = ahead.subList(1, ahead.size());
        return next;
    }
}
