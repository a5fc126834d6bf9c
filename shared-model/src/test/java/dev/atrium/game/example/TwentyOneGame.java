package dev.atrium.game.example;

import dev.atrium.dice.Dice;
import dev.atrium.dice.DiceStream;
import dev.atrium.game.Answer;
import dev.atrium.game.Audience;
import dev.atrium.game.Destination;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.PlayerQuery;
import dev.atrium.game.Simulation;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Deadline;
import dev.atrium.message.InputLimit;
import dev.atrium.message.Message;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cards from 1 to 11, two for each to begin with, hidden from the others. Whoever dares draws more,
 * up to five; once all stand, or time is up, the highest total wins, and one above 21 counts 0.
 */
public final class TwentyOneGame implements Game {
    static final int PLAY_TICKS = 300; // half a minute

    // What a player may say: one more card, no more cards; and ask: what are mine worth?
    @InputLimit(messages = 4, burst = 8, bytesMax = 256)
    record Draw() implements PlayerCommand {}

    @InputLimit(messages = 4, burst = 8, bytesMax = 256)
    record Stand() implements PlayerCommand {}

    @InputLimit(messages = 10, perSeconds = 5, burst = 5, bytesMax = 256)
    record Count() implements PlayerQuery {}

    /** The answer to that; also what a table sends to the next one at the end. */
    record Total(int total) implements Message {}

    /** The view, which clients know as "state": what all may see, and one's own cards. */
    record State(Deadline endsAt, List<Back> backs, List<Integer> cards) implements Message {}

    record Back(int seat, int cards, boolean stands) implements Message {}

    /** A player's hand, to be seen by nobody else until the end. */
    record Hand(int seat, List<Integer> cards, boolean stands) implements Message {
        int total() {
            int sum = cards.stream().mapToInt(card -> card).sum();
            return sum > 21 ? 0 : sum;
        }
    }

    /** The state of a play; at its end, an event for all. Codecs write any record of records. */
    record Hands(List<Hand> bySeat) implements Message {}

    @Override
    public GameInfo info() {
        return new GameInfo(
                "example.twenty-one",
                1, // rules version: rises with any change of the rules
                1, // seats at least
                8, // and at most
                10, // ticks a second
                10, // views a second at most
                GameInfo.Durability.RELAXED, // stored within 50 ms, not before it is shown
                GameInfo.CommandTiming.ON_ARRIVAL,
                GameInfo.AfterGap.PAUSE,
                GameInfo.ViewScope.PER_SEAT,
                GameInfo.Ranking.UNRANKED); // nobody plays it for a rank
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(List.of(Draw.class, Stand.class, Count.class, Total.class));
    }

    @Override
    public Simulation open(Opening opening) {
        Table table = new Table(opening.dice(), new Hands(List.of()));
        opening.seats().forEach(seat -> table.deal(seat.index()));
        return table;
    }

    @Override
    public Simulation restore(StateReader in, Dice dice) {
        return new Table(dice, (Hands) MessageCodec.read(in, MessageShape.of(Hands.class)));
    }

    /** A play. Whatever changes is in these fields, and all of it is written. */
    private static final class Table implements Simulation {
        private final Dice dice;
        private final TreeMap<Integer, Hand> hands = new TreeMap<>(); // in order, on any JVM

        Table(Dice dice, Hands dealt) {
            this.dice = dice;
            dealt.bySeat().forEach(hand -> hands.put(hand.seat(), hand));
        }

        @Override
        public void write(StateWriter out) {
            MessageCodec.write(out, new Hands(List.copyOf(hands.values())));
        }

        private Hand deal(int seat) {
            DiceStream own = dice.stream("cards", "" + seat); // tells nothing of another's cards
            hands.put(seat, new Hand(seat, List.of(own.between(1, 11), own.between(1, 11)), false));
            return hand(seat);
        }

        private Hand hand(int seat) {
            return Objects.requireNonNull(hands.get(seat)); // rooms name seats that are there
        }

        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            return switch (input) {
                case Input.Command c when c.command() instanceof Draw -> draw(c.seat());
                case Input.Command stand -> stand(Set.of(stand.seat()), out); // there are but two
                case Input.Left left -> stand(Set.of(left.seat()), out);
                case Input.Forfeited lost -> stand(Set.of(lost.seat()), out);
                case Input.PresenceChanged goneOrBack -> Verdict.ACCEPTED; // time runs anyway
                case Input.OperatorAct act -> Verdict.refused("no-act", "Cards need nobody.");
                case Input.Joined late -> {
                    int seat = late.seat().index();
                    out.event(Audience.seat(seat), deal(seat));
                    yield Verdict.ACCEPTED;
                }
                case Input.RoomMessage ofOtherTable -> {
                    out.event(Audience.ALL, ofOtherTable.message());
                    yield Verdict.ACCEPTED;
                }
            };
        }

        private Verdict draw(int seat) {
            Hand hand = hand(seat);
            if (hand.stands() || hand.cards().size() == 5) { // before the dice are touched:
                return Verdict.refused("no-more", "You have had your cards."); // leaves no trace
            }
            List<Integer> cards = new ArrayList<>(hand.cards());
            cards.add(dice.stream("cards", "" + seat).between(1, 11));
            hands.put(seat, new Hand(seat, cards, false));
            return Verdict.ACCEPTED;
        }

        private Verdict stand(Set<Integer> seats, Out out) {
            hands.replaceAll((i, h) -> new Hand(i, h.cards(), h.stands() || seats.contains(i)));
            if (standings().isPresent()) {
                out.event(Audience.ALL, new Hands(List.copyOf(hands.values())));
                int best = hands.values().stream().mapToInt(Hand::total).max().orElse(0);
                out.effect(Destination.room("lobby"), new Total(best));
            }
            return Verdict.ACCEPTED;
        }

        @Override
        public long nextStep(long tick) {
            return PLAY_TICKS; // nothing happens by itself before: until then the room sleeps
        }

        @Override
        public void step(long tick, Out out) {
            stand(hands.keySet(), out);
        }

        @Override
        public Message view(Viewer viewer) {
            List<Back> backs = new ArrayList<>();
            hands.forEach((i, h) -> backs.add(new Back(i, h.cards().size(), h.stands())));
            List<Integer> own =
                    viewer instanceof Viewer.Seated(int i) ? hand(i).cards() : List.of();
            return new State(new Deadline(PLAY_TICKS), backs, own);
        }

        @Override
        public Answer query(int seat, PlayerQuery count) {
            return new Answer.Found(new Total(hand(seat).total()));
        }

        @Override
        public Optional<Standings> standings() {
            if (!hands.values().stream().allMatch(Hand::stands)) {
                return Optional.empty();
            }
            List<Standings.Place> places = new ArrayList<>();
            for (Hand hand : hands.values()) {
                long better = hands.values().stream().filter(h -> h.total() > hand.total()).count();
                places.add(new Standings.Place(hand.seat(), (int) better + 1, new TreeMap<>()));
            }
            places.sort((a, b) -> a.place() - b.place()); // stable: those who tie stay by seat
            return Optional.of(new Standings("showdown", places));
        }
    }
}
