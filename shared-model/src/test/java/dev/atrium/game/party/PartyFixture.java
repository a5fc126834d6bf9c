package dev.atrium.game.party;

import dev.atrium.game.Game;
import dev.atrium.game.GameFixture;
import dev.atrium.game.PlayerCommand;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Seat;
import dev.atrium.game.Viewer;
import dev.atrium.message.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What the party brings to the room contract. */
record PartyFixture(List<Seat> seats, List<Long> seeds, long ticksMax, int busyPercent)
        implements GameFixture {
    private static final String ROOM_CODE = "ABCD";

    /** Few, so that answers are the same at times; one is correct and one the robot's. */
    private static final List<String> ANSWERS =
            List.of("a cat", "Cat!", "dog", "the owl", "Correct", "robot.", "<b>mouse</b>");

    /** So many people in the room at its opening. */
    static List<Seat> people(int count) {
        List<Seat> people = new ArrayList<>();
        for (int seat = 0; seat < count; seat++) {
            people.add(person(seat));
        }
        return people;
    }

    static Seat person(int seat) {
        return new Seat(seat, "p" + seat, "Player " + seat, "fox", false, new TreeMap<>());
    }

    @Override
    public Game game() {
        return new PartyGame();
    }

    @Override
    public SortedMap<String, String> options() {
        return new TreeMap<>(Map.of(PartyGame.ROOM_CODE_OPTION, ROOM_CODE));
    }

    /** Mostly something that the phase is for; else anything. */
    @Override
    public PlayerCommand command(RoomMachine room, int seat, RandomGenerator random) {
        State view = (State) room.view(Viewer.WATCHER);
        if (random.nextInt(5) == 0) {
            return anything(view, seat, random);
        }
        return switch (view.phase()) {
            case LOBBY -> new PartyCommands.StartGame(Optional.of(ROOM_CODE));
            case QUESTION -> answer(random);
            case ELIMINATION ->
                    random.nextInt(20) == 0
                            ? new PartyCommands.EliminationTimeExpired(Optional.empty())
                            : new PartyCommands.SubmitEliminationVote(
                                    Optional.empty(), Optional.empty(), shown(view, random));
            case VOTING ->
                    random.nextInt(20) == 0
                            ? new PartyCommands.FinalVotingTimeExpired(Optional.empty())
                            : new PartyCommands.SubmitFinalVote(
                                    Optional.empty(), Optional.empty(), shown(view, random));
            case RESULTS, FINAL -> new PartyCommands.RequestNextRound(Optional.empty());
        };
    }

    private static PlayerCommand anything(State view, int seat, RandomGenerator random) {
        Optional<String> code = Optional.of(random.nextInt(3) == 0 ? "WXYZ" : ROOM_CODE);
        Optional<String> name = Optional.of("Player " + (random.nextInt(3) == 0 ? 9 : seat));
        return switch (random.nextInt(9)) {
            case 0 -> new PartyCommands.StartGame(code);
            case 1 -> new PartyCommands.SubmitAnswer(code, name, "an owl");
            case 2 -> new PartyCommands.SubmitEliminationVote(code, name, shown(view, random));
            case 3 -> new PartyCommands.SubmitFinalVote(code, name, shown(view, random));
            case 4 -> new PartyCommands.EliminationTimeExpired(code);
            case 5 -> new PartyCommands.FinalVotingTimeExpired(code);
            case 6 -> new PartyCommands.RequestNextRound(code);
            case 7 -> new PartyCommands.KickPlayer(code, "p" + random.nextInt(40));
            default -> new PartyCommands.LockRoom(code, random.nextInt(4) == 0);
        };
    }

    private static PlayerCommand answer(RandomGenerator random) {
        String answer = ANSWERS.get(random.nextInt(ANSWERS.size()));
        return new PartyCommands.SubmitAnswer(Optional.empty(), Optional.empty(), answer);
    }

    private static String shown(State view, RandomGenerator random) {
        List<State.AnswerState> answers = view.answers();
        return answers.isEmpty() || random.nextInt(10) == 0
                ? "nothing of that kind"
                : answers.get(random.nextInt(answers.size())).text();
    }

    @Override
    public List<String> senders() {
        return List.of(QuestionMessages.POOL.address(), "room-a");
    }

    /** Mostly as many questions as are wanted. */
    @Override
    public Optional<Message> roomMessage(RandomGenerator random) {
        if (random.nextInt(4) == 0) {
            return Optional.of(new QuestionMessages.QuestionsMissing());
        }
        List<Question> questions = new ArrayList<>();
        for (int number = 0; number < 8 + random.nextInt(20) / 19; number++) {
            questions.add(
                    number % 3 == 2
                            ? Questions.picture(number)
                            : Questions.of(number, "Correct", "The Robot"));
        }
        return Optional.of(new QuestionMessages.QuestionsDealt(questions));
    }

    /** What he may know: the whole state without its secrets. */
    @Override
    public byte[] knownTo(byte[] state, Viewer viewer) {
        return Secrets.knownTo(state, viewer);
    }

    @Override
    public Optional<byte[]> swapHidden(byte[] state, Viewer viewer, int variant) {
        return Optional.of(Secrets.swapped(state, viewer, variant));
    }
}
