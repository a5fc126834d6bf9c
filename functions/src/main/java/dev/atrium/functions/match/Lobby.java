package dev.atrium.functions.match;

import dev.atrium.catalog.Games;
import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Poster;
import dev.atrium.functions.stakes.Stakes;
import dev.atrium.maintenance.Maintenance;
import dev.atrium.match.QueueEntry;
import dev.atrium.message.Message;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/** What players ask of matchmaking, and what the schedule does for all of them. Thread-safe. */
public final class Lobby {
    private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);

    /** Maintenance takes minutes. */
    private static final long ASK_AGAIN_MS = 30_000;

    private final MatchedGames games;
    private final MatchQueue queue;
    private final Matchmaker matchmaker;
    private final Stakes stakes;
    private final Poster poster;
    private final InstantSource clock;

    /** A lobby of these parts. */
    public Lobby(
            MatchedGames games,
            MatchQueue queue,
            Matchmaker matchmaker,
            Stakes stakes,
            Poster poster,
            InstantSource clock) {
        this.games = games;
        this.queue = queue;
        this.matchmaker = matchmaker;
        this.stakes = stakes;
        this.poster = poster;
        this.clock = clock;
    }

    /** The lobby of a process. */
    public static Lobby of(Functions functions) {
        SecureRandom random = new SecureRandom();
        MatchQueue queue =
                new MatchQueue(() -> functions.stores().redis(), functions.stores().keys());
        Placement placement = Placement.of(functions, random);
        Connections connections = new Connections(functions.stores(), functions.poster());
        Matchmaker matchmaker =
                new Matchmaker(
                        queue,
                        placement,
                        connections,
                        functions.tokens(),
                        new Matchmaker.Settings(
                                functions.clock(),
                                random,
                                new Invitations(
                                        () -> functions.stores().redis(),
                                        functions.stores().keys()),
                                functions.stakes()));
        return new Lobby(
                new MatchedGames(Games.listed()),
                queue,
                matchmaker,
                functions.stakes(),
                functions.poster(),
                functions.clock());
    }

    /**
     * {@code matchmake}: queues the caller, tells him so, then forms what can be formed. The answer
     * is posted here, so that it comes before a {@code match-found}.
     *
     * @return {@code busy} or {@code no-capacity} if that is how it ended
     */
    public Optional<Message> matchmake(Caller caller, ClientMessage message) throws WireException {
        MatchMessages.Matchmake asked = message.as(MatchMessages.Matchmake.class);
        MatchedGames.MatchedGame game = games.find(asked.game());
        requireWarriors(asked.options().warriors(), game.rules().warriorsPerPlayerMax());
        if (asked.options().stakes().orElse(false)) {
            requireStakes(caller, asked);
        }
        long nowMs = clock.millis();
        OptionalInt waiting =
                queue.enqueue(
                        asked.game(),
                        new QueueEntry(
                                caller.playerId(),
                                caller.name(),
                                caller.icon(),
                                asked.options().warriors(),
                                asked.options().bots().orElse(false),
                                asked.nonceHash(),
                                asked.options().stakes(),
                                nowMs));
        if (waiting.isEmpty()) {
            return Optional.of(
                    ErrorBody.of(ErrorCode.BUSY, "Too many wait right now.", message.action()));
        }
        poster.post(
                caller.connectionId(),
                ServerMessage.answer(
                        message.id(),
                        new MatchMessages.MatchmakingQueued(
                                asked.game(), nowMs, waiting.getAsInt())));
        Matchmaker.Report report;
        try {
            report = matchmaker.run(game.info(), game.rules());
        } catch (RuntimeException e) {
            // He waits, and has been told so; the next look, of the schedule or of others, forms
            // it.
            LOG.error("matchmaking of {} failed", game.info().id(), e);
            return Optional.empty();
        }
        return report.unplaced().contains(caller.playerId())
                ? Optional.of(ErrorBody.of(ErrorCode.NO_CAPACITY, message.action()))
                : Optional.empty();
    }

    /** {@code cancel-matchmaking}: takes the caller out of the queue, or {@code not-queued}. */
    public Optional<Message> cancel(Caller caller, ClientMessage message) throws WireException {
        String game = gameOf(message);
        if (!queue.remove(game, caller.playerId())) {
            throw new WireException(ErrorCode.NOT_QUEUED);
        }
        return Optional.of(new MatchMessages.MatchmakingCancelled(game));
    }

    /** {@code matchmaking-status}: how things stand for the caller. */
    public Optional<Message> status(Caller caller, ClientMessage message) throws WireException {
        String game = gameOf(message);
        MatchQueue.Status status = queue.status(game, caller.playerId());
        long waitedMs =
                status.entry().map(e -> Math.max(0, clock.millis() - e.enqueuedAtMs())).orElse(0L);
        return Optional.of(
                new MatchMessages.MatchmakingStatus(
                        game, status.entry().isPresent(), status.waiting(), waitedMs));
    }

    /**
     * Forms what time has made possible, in every game; one that fails does not stop the others.
     */
    public void sweep() {
        for (MatchedGames.MatchedGame game : games.all()) {
            try {
                matchmaker.run(game.info(), game.rules());
            } catch (RuntimeException e) {
                LOG.error("matchmaking of {} failed", game.info().id(), e);
            }
        }
    }

    /** Tells all who wait that no matches are made, and lets nobody wait in vain. */
    public void sendAway(Maintenance maintenance) {
        ErrorBody why =
                ErrorBody.of(ErrorCode.MAINTENANCE, maintenance.message(), "matchmake")
                        .retryAfter(ASK_AGAIN_MS);
        for (MatchedGames.MatchedGame game : games.all()) {
            try {
                matchmaker.sendAway(game.info(), why);
            } catch (RuntimeException e) {
                LOG.error("the queue of {} is not told", game.info().id(), e);
            }
        }
    }

    /** His fee is taken when a match is formed; that he could pay it is looked at now. */
    private void requireStakes(Caller caller, MatchMessages.Matchmake asked) throws WireException {
        if (asked.options().bots().orElse(false)) {
            throw new WireException(ErrorCode.BOTS_WITH_STAKES);
        }
        stakes.admit(asked.game(), caller.playerId(), asked.options().warriors());
    }

    private static void requireWarriors(int warriors, int most) throws WireException {
        if (warriors > most) {
            throw new WireException(
                    ErrorCode.OUT_OF_RANGE,
                    "options.warriors=" + warriors + " (allowed: 1-" + most + ")");
        }
    }

    private String gameOf(ClientMessage message) throws WireException {
        return games.find(message.as(MatchMessages.OfGame.class).game()).info().id();
    }
}
