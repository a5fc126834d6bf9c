package dev.atrium.game.party;

import dev.atrium.dice.Dice;
import dev.atrium.game.Audience;
import dev.atrium.game.Destination;
import dev.atrium.game.Out;
import dev.atrium.game.Simulation;

import java.util.List;
import java.util.Optional;

/**
 * How a party goes from phase to phase. At every change the transition is told first, then what the
 * phase begins with.
 */
final class Course {
    static final String COMPLETED = "completed";
    static final String TOO_FEW_PLAYERS = "too-few-players";
    static final String EXPIRED = "expired";
    static final String EVERYBODY_LEFT = "everybody-left";
    static final String NOBODY_JOINED = "nobody-joined";

    /** Fewer cannot play: of two, each has the other to deceive. */
    static final int PLAYERS_MIN = 2;

    private final Party party;
    private final Dice dice;

    Course(Party party, Dice dice) {
        this.party = party;
        this.dice = dice;
    }

    /** The host starts: questions are asked for. */
    void start(long tick, Out out) {
        party.deck.want(tick);
        List<String> ids = party.company.belonging().stream().map(Player::id).toList();
        out.effect(
                QuestionMessages.POOL,
                new QuestionMessages.QuestionsWanted(ids, party.mode.rounds()));
    }

    /** The questions are there: the game begins, if there is still somebody to play it. */
    void begin(long tick, List<Question> questions, Out out) {
        if (!Deck.isWhole(questions, party.mode.rounds())) {
            fail(out);
            return;
        }
        if (party.company.belonging().size() < PLAYERS_MIN) {
            party.deck.stopWaiting();
            out.event(Audience.ALL, transition());
            return;
        }
        party.deck.deal(questions, dice.stream("questions"));
        party.company.belonging().forEach(Player::begins);
        nextRound(tick, out);
    }

    /** No questions are to be had: it is a lobby again. */
    void fail(Out out) {
        party.deck.stopWaiting();
        out.event(Audience.ALL, new PartyEvents.StartFailed());
    }

    /**
     * Brings everything in line with who is there now: the host, the clock, and a phase in which
     * nobody is waited for any more. Called after every input and step.
     *
     * @param changed whether something about the players is to be told
     */
    void settle(long tick, boolean changed, Out out) {
        if (party.company.electHost(tick) || changed) {
            tellPlayers(out);
        }
        if (party.phase() == Phase.LOBBY || party.phase() == Phase.FINAL) {
            return;
        }
        boolean tooFew = party.company.connected() < PLAYERS_MIN;
        if (tooFew != party.clock.stopped()) {
            if (tooFew) {
                party.clock.stop(tick);
            } else {
                party.clock.resume(tick);
            }
            out.event(Audience.ALL, transition());
        }
        while (isAnswered() && !tooFew && party.isComplete()) {
            endPhase(tick, out);
        }
    }

    /** Somebody has no part any more: what he did in this round counts no more. */
    void part(long tick, Player player, Out out) {
        if (party.phase() == Phase.LOBBY && player.connected()) {
            // A lobby counts from when somebody was there last.
            player.goes(tick);
        }
        party.company.leave(player, tick);
        party.round().ifPresent(round -> round.withdraw(player.seat()));
        out.event(Audience.ALL, new PartyEvents.PlayerLeft(player.id(), player.name()));
        settle(tick, true, out);
    }

    private boolean isAnswered() {
        return switch (party.phase()) {
            case QUESTION, ELIMINATION, VOTING -> true;
            case LOBBY, RESULTS, FINAL -> false;
        };
    }

    private void tellPlayers(Out out) {
        out.event(Audience.ALL, new PartyEvents.PlayersUpdate(party.company.shownToAll()));
    }

    /** The phase is over, by time or because nobody is waited for. */
    void endPhase(long tick, Out out) {
        switch (party.phase()) {
            case QUESTION -> eliminate(tick, out);
            case ELIMINATION -> vote(tick, out);
            case VOTING -> score(tick, out);
            case RESULTS -> {
                if (party.deck.isEmpty()) {
                    finish(COMPLETED, out);
                } else {
                    nextRound(tick, out);
                }
            }
            case LOBBY, FINAL -> throw new IllegalStateException(party.phase() + " has no end");
        }
    }

    private void nextRound(long tick, Out out) {
        int number = party.round().map(Round::number).orElse(0) + 1;
        party.begin(new Round(number, party.deck.next()));
        enter(Phase.QUESTION, tick, out);
        out.event(
                Audience.ALL,
                new PartyEvents.RoundStarted(
                        number,
                        party.mode.rounds(),
                        party.inRound().shownQuestion(),
                        party.timeLimit(),
                        party.clock.shown()));
    }

    private void eliminate(long tick, Out out) {
        party.inRound().show(dice.stream("answers"));
        enter(Phase.ELIMINATION, tick, out);
        List<PartyEvents.ShownAnswer> shown =
                party.inRound().board().entries().stream()
                        .map(entry -> new PartyEvents.ShownAnswer(entry.text()))
                        .toList();
        out.event(
                Audience.ALL,
                new PartyEvents.AllAnswersSubmitted(shown, party.timeLimit(), party.clock.shown()));
    }

    private void vote(long tick, Out out) {
        State.Elimination elimination = party.inRound().eliminate();
        enter(Phase.VOTING, tick, out);
        out.event(
                Audience.ALL,
                new PartyEvents.EliminationComplete(
                        elimination.eliminatedAnswer(),
                        elimination.tieOccurred(),
                        elimination.voteCounts(),
                        party.timeLimit(),
                        party.clock.shown()));
    }

    private void score(long tick, Out out) {
        Round round = party.inRound();
        List<Player> players = party.company.belonging();
        int factor = Scoring.factor(party.mode, round.number());
        List<Scoring.Scored> scored = Scoring.of(round, players, factor);
        int best = Scoring.best(scored);
        for (int i = 0; i < players.size(); i++) {
            int total = scored.get(i).points().total();
            players.get(i).scores(scored.get(i), best > 0 && total == best);
        }
        PartyEvents.AllVotesSubmitted told = Records.told(round, party.company);
        State.Results results =
                Records.results(
                        told,
                        scored.stream().map(Scoring.Scored::points).toList(),
                        Ranking.scores(party.company.shown()));
        round.over(results);
        enter(Phase.RESULTS, tick, out);
        out.event(Audience.ALL, told);
        out.event(
                Audience.ALL,
                new PartyEvents.FinalRoundScores(
                        round.number(),
                        results.scores(),
                        results.standings(),
                        party.timeLimit(),
                        party.clock.shown()));
        out.effect(Destination.HISTORY, Records.played(round, players));
    }

    /** Ends the game with what was scored. */
    void finish(String reason, Out out) {
        party.clock.clear();
        party.deck.stopWaiting();
        party.enter(Phase.FINAL);
        party.end(Ranking.standings(reason, party.company.all()));
        out.event(Audience.ALL, transition());
    }

    private void enter(Phase phase, long tick, Out out) {
        party.enter(phase);
        party.clock.start(tick, party.timeLimit() * PartyTimes.TICKS_PER_SECOND);
        out.event(Audience.ALL, transition());
    }

    private PartyEvents.PhaseTransition transition() {
        return new PartyEvents.PhaseTransition(
                party.phase(),
                party.round().map(Round::number).orElse(0),
                party.timeLimit(),
                party.clock.shown(),
                party.clock.stopped());
    }

    /** The next tick at which something falls due. */
    long due() {
        long due = Math.min(PartyTimes.EXPIRY_TICKS, party.clock.endsAt());
        due = Math.min(due, party.clock.givesUpAt());
        due = Math.min(due, party.deck.givenUpAt());
        due = Math.min(due, party.company.hostReplacedAt());
        return Math.min(due, emptyAt());
    }

    /** When a lobby is over that nobody joined, everybody left, or whose players are all gone. */
    private long emptyAt() {
        if (party.phase() != Phase.LOBBY) {
            return Simulation.NEVER;
        }
        return party.company.nobodyCame()
                ? PartyTimes.UNJOINED_TICKS
                : Math.min(
                        later(party.company.emptySince(), PartyTimes.EMPTY_TICKS),
                        later(party.company.unattendedSince(), PartyTimes.UNATTENDED_TICKS));
    }

    private static long later(long tick, int ticks) {
        return tick == Simulation.NEVER ? Simulation.NEVER : tick + ticks;
    }

    /** Does what falls due at that tick. */
    void step(long tick, Out out) {
        Optional<String> end = endAt(tick);
        if (end.isPresent()) {
            finish(end.get(), out);
            return;
        }
        if (party.deck.givenUpAt() <= tick) {
            fail(out);
        }
        if (party.clock.endsAt() <= tick) {
            endPhase(tick, out);
        }
        settle(tick, false, out);
    }

    private Optional<String> endAt(long tick) {
        if (tick >= PartyTimes.EXPIRY_TICKS) {
            return Optional.of(EXPIRED);
        }
        if (tick >= party.clock.givesUpAt()) {
            return Optional.of(TOO_FEW_PLAYERS);
        }
        if (tick < emptyAt()) {
            return Optional.empty();
        }
        return Optional.of(party.company.nobodyCame() ? NOBODY_JOINED : EVERYBODY_LEFT);
    }
}
