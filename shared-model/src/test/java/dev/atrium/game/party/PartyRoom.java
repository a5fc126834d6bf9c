package dev.atrium.game.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.atrium.dice.Seed;
import dev.atrium.game.Audience;
import dev.atrium.game.Destination;
import dev.atrium.game.Effect;
import dev.atrium.game.Emissions;
import dev.atrium.game.Input;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Presence;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Standings;
import dev.atrium.game.Verdict;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;
import dev.atrium.state.StateHash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A party's room in a test: what players do in few words, and what all are told. */
final class PartyRoom implements Emissions {
    static final String ROOM_CODE = "ABCD";
    static final int SECOND = 10;

    final RoomMachine machine;

    /** What was told to everybody since {@link #forget}, in order. */
    final List<Message> told = new ArrayList<>();

    /** What was wanted outside, ever. */
    final List<Effect> effects = new ArrayList<>();

    /** Whose seats the rules took. */
    final List<Integer> unseated = new ArrayList<>();

    /** Every input that was accepted, with its tick. */
    final List<Entry> journal = new ArrayList<>();

    private final TreeMap<String, Question> questions = new TreeMap<>();
    private long fromPool;

    /** An input that was accepted. */
    record Entry(long tick, Input input) {}

    private PartyRoom(RoomMachine machine) {
        this.machine = machine;
    }

    /** A room as it is opened: nobody is there. */
    static PartyRoom empty(PartyMode mode, long seed) {
        Map<String, String> options =
                Map.of(
                        PartyGame.ROOM_CODE_OPTION,
                        ROOM_CODE,
                        PartyGame.MODE_OPTION,
                        mode.wireName());
        return new PartyRoom(
                RoomMachine.open(
                        new PartyGame(), seed("party " + seed), List.of(), new TreeMap<>(options)));
    }

    static Seed seed(String purpose) {
        return Seed.of(StateHash.of(purpose.getBytes(StandardCharsets.UTF_8)).toBytes());
    }

    /** A lobby of so many. */
    static PartyRoom lobby(int players) {
        return lobby(PartyMode.SHORT, 1, players);
    }

    static PartyRoom lobby(PartyMode mode, long seed, int players) {
        PartyRoom room = empty(mode, seed);
        for (int seat = 0; seat < players; seat++) {
            room.join(seat);
        }
        return room;
    }

    /** A game of so many, in its first round; all questions are in words. */
    static PartyRoom game(int players) {
        return game(PartyMode.SHORT, 1, players);
    }

    static PartyRoom game(PartyMode mode, long seed, int players) {
        PartyRoom room = lobby(mode, seed, players);
        room.start();
        room.deal(Questions.texts(mode.rounds()));
        return room;
    }

    @Override
    public void event(long tick, Audience audience, Message event) {
        assertEquals(Audience.ALL, audience, "nothing is told to some only");
        told.add(event);
    }

    @Override
    public void effect(long tick, Effect effect) {
        effects.add(effect);
    }

    @Override
    public void unseated(long tick, int seat) {
        unseated.add(seat);
    }

    Verdict put(Input input) {
        Verdict verdict = machine.apply(input, this);
        if (verdict instanceof Verdict.Accepted) {
            journal.add(new Entry(machine.tick(), input));
        }
        return verdict;
    }

    void accept(Input input) {
        assertEquals(Verdict.ACCEPTED, put(input), input::toString);
    }

    /** The input is refused with that code, and leaves no trace. */
    void refuse(String code, Input input) {
        StateHash before = machine.hash();
        int events = told.size();
        Verdict.Refused refused = assertInstanceOf(Verdict.Refused.class, put(input), code);
        assertEquals(code, refused.code(), input::toString);
        assertEquals(before, machine.hash(), input::toString);
        assertEquals(events, told.size(), input::toString);
    }

    Input.Command of(int seat, PlayerCommand command) {
        return new Input.Command(seat, machine.lastSequence(seat) + 1, command);
    }

    void command(int seat, PlayerCommand command) {
        accept(of(seat, command));
    }

    void refuse(String code, int seat, PlayerCommand command) {
        refuse(code, of(seat, command));
    }

    void join(int seat) {
        accept(new Input.Joined(PartyFixture.person(seat)));
    }

    static Seat person(int seat, String id, String name) {
        return new Seat(seat, id, name, "owl", false, new TreeMap<>());
    }

    void leave(int seat) {
        accept(new Input.Left(seat));
    }

    void gone(int seat) {
        accept(new Input.PresenceChanged(seat, Presence.GONE));
    }

    void back(int seat) {
        accept(new Input.PresenceChanged(seat, Presence.HERE));
    }

    void start() {
        command(0, new PartyCommands.StartGame(Optional.empty()));
    }

    void deal(List<Question> dealt) {
        dealt.forEach(question -> questions.put(question.id(), question));
        fromPool(new QuestionMessages.QuestionsDealt(dealt));
    }

    void fromPool(Message message) {
        accept(new Input.RoomMessage(QuestionMessages.POOL.address(), ++fromPool, message));
    }

    static PartyCommands.SubmitAnswer answering(String answer) {
        return new PartyCommands.SubmitAnswer(Optional.empty(), Optional.empty(), answer);
    }

    static PartyCommands.SubmitEliminationVote eliminating(String vote) {
        return new PartyCommands.SubmitEliminationVote(Optional.empty(), Optional.empty(), vote);
    }

    static PartyCommands.SubmitFinalVote voting(String vote) {
        return new PartyCommands.SubmitFinalVote(Optional.empty(), Optional.empty(), vote);
    }

    /** By rising seat, from 0. */
    void answer(String... answers) {
        for (int seat = 0; seat < answers.length; seat++) {
            command(seat, answering(answers[seat]));
        }
    }

    void eliminate(String... votes) {
        for (int seat = 0; seat < votes.length; seat++) {
            command(seat, eliminating(votes[seat]));
        }
    }

    void vote(String... votes) {
        for (int seat = 0; seat < votes.length; seat++) {
            command(seat, voting(votes[seat]));
        }
    }

    void kick(int host, int seat) {
        command(host, new PartyCommands.KickPlayer(Optional.empty(), "p" + seat));
    }

    void nextRound() {
        command(0, new PartyCommands.RequestNextRound(Optional.empty()));
    }

    void ticks(int ticks) {
        machine.advanceTo(machine.tick() + ticks, this);
    }

    void seconds(int seconds) {
        ticks(seconds * SECOND);
    }

    /** Lets the time of this phase run out. */
    void timeOut() {
        long due = view().endsAt().orElseThrow().tick();
        machine.advanceTo(due, this);
    }

    /** Lets all that is left of this round pass, with whatever was done. */
    void toResults() {
        while (view().phase() != Phase.RESULTS) {
            timeOut();
        }
    }

    State view() {
        return (State) machine.view(Viewer.WATCHER);
    }

    RoomJoined welcome(Viewer viewer) {
        return (RoomJoined) machine.welcome(viewer).orElseThrow();
    }

    /** The question of this round with its secrets. */
    Question question() {
        return questions.get(view().question().orElseThrow().id());
    }

    String correct() {
        return question().correctAnswer();
    }

    String robot() {
        return question().robotAnswer();
    }

    int score(int seat) {
        return view().players().stream()
                .filter(player -> player.seat() == seat)
                .findFirst()
                .orElseThrow()
                .score();
    }

    PartyEvents.RoundScore roundScore(int seat) {
        return last(PartyEvents.FinalRoundScores.class).scores().stream()
                .filter(score -> score.playerId().equals("p" + seat))
                .findFirst()
                .orElseThrow();
    }

    Standings standings() {
        return machine.standings().orElseThrow();
    }

    Standings.Place place(int seat) {
        return standings().places().stream()
                .filter(place -> place.seat() == seat)
                .findFirst()
                .orElseThrow();
    }

    List<RoundPlayed> history() {
        return effects.stream()
                .filter(effect -> effect.destination().equals(Destination.HISTORY))
                .map(effect -> (RoundPlayed) effect.message())
                .toList();
    }

    void forget() {
        told.clear();
    }

    <T extends Message> List<T> told(Class<T> type) {
        return told.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends Message> T last(Class<T> type) {
        return told(type).getLast();
    }

    /** What kinds of things were told since {@link #forget}, in order. */
    List<String> toldNames() {
        return told.stream().map(message -> message.getClass().getSimpleName()).toList();
    }
}
