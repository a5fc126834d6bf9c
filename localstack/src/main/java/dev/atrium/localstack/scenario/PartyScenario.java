package dev.atrium.localstack.scenario;

import dev.atrium.game.party.Question;
import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.scenario.party.PartyTelling;
import dev.atrium.localstack.scenario.party.Persona;
import dev.atrium.localstack.scenario.party.Solution;
import dev.atrium.question.QuestionFile;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One party of eight rounds on the gateway's socket: a screen opens a room, six people of six
 * characters join it by its code, one of them under a name that is taken, and somebody looks on.
 * What each gave is scored once more, and the game must be kept and ranked so.
 */
public final class PartyScenario {
    private static final Duration WAIT = Duration.ofSeconds(30);

    /** All phases to their ends, at the slowest speed. */
    private static final Duration PLAY_WAIT = Duration.ofMinutes(25);

    /** What a party takes at any speed. */
    private static final Duration SLACK = Duration.ofSeconds(60);

    private static final long TURN_MS = 5;
    private static final String GAME = "party.robots";
    private static final String MODE = "8-round";

    /** Of them two have the same name. */
    private static final List<String> NAMES = List.of("Ada", "Ben", "Cleo", "Dan", "Eve", "Ada");

    private static final List<String> ICONS = List.of("fox", "owl", "bear", "wolf", "lion", "hawk");
    private static final List<Persona> PERSONAS = List.of(Persona.values());

    private final RunningStack stack;
    private final long seed;

    /**
     * A scenario on that stack.
     *
     * @param seed of what the guests think of; the room draws its own
     */
    public PartyScenario(RunningStack stack, long seed) {
        this.stack = stack;
        this.seed = seed;
    }

    /**
     * Plays.
     *
     * @throws ScenarioException if something did not happen
     */
    public ScenarioReport play() {
        List<ScenarioPlayer> people = new ArrayList<>();
        try (HttpClient http = HttpClient.newHttpClient()) {
            try {
                return play(http, people);
            } finally {
                // Before the client, which waits for its sockets.
                people.forEach(ScenarioPlayer::close);
            }
        }
    }

    private ScenarioReport play(HttpClient http, List<ScenarioPlayer> people) {
        PartyListener screen = new PartyListener(join(http, people, "Screen", "crow"));
        screen.create(GAME, MODE, WAIT);
        List<PartyGuest> guests = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            PartyGuest.Habits habits =
                    new PartyGuest.Habits(
                            PERSONAS.get(i),
                            seed * NAMES.size() + i,
                            stack.options().speed(),
                            solutions());
            ScenarioPlayer player = join(http, people, NAMES.get(i), ICONS.get(i));
            guests.add(new PartyGuest(player, habits));
            guests.getLast().join(screen.roomCode(), NAMES.get(i), ICONS.get(i), WAIT);
        }
        PartyListener watcher = new PartyListener(join(http, people, "Walt", "hare"));
        watcher.watch(screen.roomCode(), WAIT);
        guests.getFirst().start();
        playOut(guests, List.of(screen, watcher));
        return new PartyReport(stack, seed, screen, watcher, guests).report();
    }

    private ScenarioPlayer join(
            HttpClient http, List<ScenarioPlayer> people, String name, String icon) {
        people.add(ScenarioPlayer.join(http, stack.httpUrl(), stack.socketUrl(), name, icon));
        return people.getLast();
    }

    /** What can be read in the project's own file. */
    private static Function<String, Optional<Solution>> solutions() {
        Map<String, Solution> byId =
                QuestionFile.ofProject().questions().stream()
                        .collect(Collectors.toMap(Question::id, PartyScenario::solution));
        return id -> Optional.ofNullable(byId.get(id));
    }

    private static Solution solution(Question question) {
        return new Solution(question.correctAnswer(), question.robotAnswer());
    }

    /** All play until everybody is told that the outcome is stored. */
    private void playOut(List<PartyGuest> guests, List<PartyListener> listeners) {
        Duration most = PLAY_WAIT.dividedBy(stack.options().speed()).plus(SLACK);
        long endNanos = System.nanoTime() + most.toNanos();
        List<PartyTelling> tellings = new ArrayList<>();
        guests.forEach(guest -> tellings.add(guest.telling()));
        listeners.forEach(listener -> tellings.add(listener.telling()));
        while (System.nanoTime() < endNanos) {
            long nowNanos = System.nanoTime();
            guests.forEach(guest -> guest.run(nowNanos));
            listeners.forEach(listener -> listener.run(nowNanos));
            if (tellings.stream().allMatch(telling -> telling.complete().isPresent())) {
                return;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(TURN_MS));
        }
        throw new ScenarioException(
                "the party did not end, and told the ends of %s rounds"
                        .formatted(tellings.stream().map(t -> t.rounds().size()).toList()));
    }
}
