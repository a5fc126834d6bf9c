package dev.atrium.host.room;

import dev.atrium.dice.Dice;
import dev.atrium.game.Audience;
import dev.atrium.game.Destination;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Input;
import dev.atrium.game.Opening;
import dev.atrium.game.Out;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Seat;
import dev.atrium.game.Simulation;
import dev.atrium.game.Standings;
import dev.atrium.game.Utterance;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.message.MessageCodec;
import dev.atrium.message.MessageShape;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;
import dev.atrium.state.StateWriter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A table that people join and leave, strict, where they talk, send each other away and send for
 * something outside; nothing happens by itself. It tells of its people itself.
 */
final class TableGame implements Game {
    static final int SEATS = 2;
    static final int WATCHERS = 2;
    static final Destination KITCHEN = Destination.bridge("kitchen");

    record Say(String text) implements Utterance {
        @Override
        public String utterance() {
            return text;
        }
    }

    record SendAway(int seat) implements PlayerCommand {}

    record SendFor(String dish) implements PlayerCommand {}

    /** What the kitchen is asked, and what it answers. */
    record Dish(String dish) implements Message {}

    record Served(String dish) implements Message {}

    record Said(int seat, String text) implements Message {}

    record Welcome(boolean seated, String code) implements Message {}

    record State(List<String> names, List<String> served, String code) implements Message {}

    @Override
    public GameInfo info() {
        return new GameInfo(
                        "test.table",
                        1,
                        0,
                        SEATS,
                        10,
                        10,
                        GameInfo.Durability.STRICT,
                        GameInfo.CommandTiming.ON_ARRIVAL,
                        GameInfo.AfterGap.PAUSE,
                        GameInfo.ViewScope.SHARED,
                        GameInfo.Ranking.UNRANKED)
                .tellingOfPlayers()
                .watchedBy(WATCHERS);
    }

    @Override
    public Vocabulary vocabulary() {
        return Vocabulary.of(
                List.of(Say.class, SendAway.class, SendFor.class, Dish.class, Served.class));
    }

    @Override
    public Simulation open(Opening opening) {
        String code = opening.options().getOrDefault("roomCode", "");
        return new Play(new State(List.of(), List.of(), code));
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        Play play = new Play((State) MessageCodec.read(state, MessageShape.of(State.class)));
        int seated = state.count(8);
        for (int i = 0; i < seated; i++) {
            play.names.put(state.int32(), state.text());
        }
        return play;
    }

    private static final class Play implements Simulation {
        private final TreeMap<Integer, String> names = new TreeMap<>();
        private State state;

        Play(State state) {
            this.state = state;
        }

        private void is(List<String> served) {
            state = new State(List.copyOf(names.values()), served, state.code());
        }

        @Override
        public Verdict apply(long tick, Input.ToGame input, Out out) {
            switch (input) {
                case Input.Command(int seat, long sequence, Say said) ->
                        out.event(Audience.ALL, new Said(seat, said.text()));
                case Input.Command(int seat, long sequence, SendAway away) -> {
                    if (!names.containsKey(away.seat())) {
                        return Verdict.refused("nobody-there", "Nobody sits there.");
                    }
                    names.remove(away.seat());
                    out.event(Audience.ALL, new Said(seat, "away " + away.seat()));
                    out.unseat(away.seat());
                }
                case Input.Command(int seat, long sequence, SendFor what) ->
                        out.effect(KITCHEN, new Dish(what.dish()));
                case Input.RoomMessage(String from, long sequence, Served served) -> {
                    List<String> all = new ArrayList<>(state.served());
                    all.add(served.dish());
                    is(all);
                    out.event(Audience.ALL, served);
                }
                case Input.Joined(Seat seat) -> {
                    if (seat.name().equals("locked-out")) {
                        return Verdict.refused("room-locked", "Not you.");
                    }
                    names.put(seat.index(), seat.name());
                }
                case Input.Left left -> names.remove(left.seat());
                default -> {}
            }
            is(state.served());
            return Verdict.ACCEPTED;
        }

        @Override
        public void step(long tick, Out out) {}

        @Override
        public long nextStep(long tick) {
            return NEVER;
        }

        @Override
        public Message view(Viewer viewer) {
            return state;
        }

        @Override
        public Optional<Message> welcome(Viewer viewer) {
            return Optional.of(new Welcome(viewer instanceof Viewer.Seated, state.code()));
        }

        @Override
        public void write(StateWriter out) {
            MessageCodec.write(out, state);
            out.int32(names.size());
            names.forEach((seat, name) -> out.int32(seat).text(name));
        }

        @Override
        public Optional<Standings> standings() {
            return Optional.empty();
        }
    }
}
