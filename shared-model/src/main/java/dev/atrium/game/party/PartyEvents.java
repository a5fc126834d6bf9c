package dev.atrium.game.party;

import dev.atrium.message.Deadline;
import dev.atrium.message.Message;
import dev.atrium.message.WireName;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a party tells, always to everybody. Before {@link AllVotesSubmitted} nothing says who wrote
 * what, or which answer is correct or the robot's.
 */
public interface PartyEvents {
    /** One of them. */
    sealed interface Event extends Message {}

    /**
     * Another phase begins, or the clock of this one stops or goes on.
     *
     * @param phase the phase that it is now
     * @param round from 1; 0 in the lobby
     * @param timeLimit seconds that the phase has in all, 0 without an end
     * @param endsAt when it ends; empty without an end, and while the clock stands
     * @param paused whether the clock stands, because fewer than two are connected
     */
    record PhaseTransition(
            Phase phase, int round, int timeLimit, Optional<Deadline> endsAt, boolean paused)
            implements Event {}

    /**
     * A round begins.
     *
     * @param roundNumber from 1
     * @param rounds of the game
     * @param question what is asked
     * @param timeLimit seconds for an answer
     * @param endsAt when they are over
     */
    record RoundStarted(
            int roundNumber,
            int rounds,
            ShownQuestion question,
            int timeLimit,
            Optional<Deadline> endsAt)
            implements Event {}

    /**
     * A question without its secrets.
     *
     * @param id of the pool
     * @param text what is asked
     * @param type what it shows
     * @param imageUrl where its picture is, if it has one
     * @param imageAlt what is to be seen there
     * @param round from 1
     */
    record ShownQuestion(
            String id,
            String text,
            QuestionType type,
            Optional<String> imageUrl,
            Optional<String> imageAlt,
            int round)
            implements Message {}

    /**
     * A player has answered for the first time in this round.
     *
     * @param answered how many have
     * @param total how many may be waited for: those who are connected or have answered
     */
    record PlayerAnswered(String playerName, String playerIcon, int answered, int total)
            implements Event {}

    /**
     * The answers are shown: all are in, or the time is over.
     *
     * @param answers in an order that tells nothing
     * @param timeLimit seconds for the elimination
     * @param endsAt when they are over
     */
    record AllAnswersSubmitted(List<ShownAnswer> answers, int timeLimit, Optional<Deadline> endsAt)
            implements Event {}

    /** An answer, by whomever. */
    record ShownAnswer(String text) implements Message {}

    /**
     * A player has voted for the first time in this elimination.
     *
     * @param voteCount how many have
     * @param totalVotes how many are connected or have voted
     */
    record EliminationVoteCast(String playerName, int voteCount, int totalVotes) implements Event {}

    /**
     * The elimination is over.
     *
     * @param eliminatedAnswer the one answer that most voted for, if there is one
     * @param tieOccurred whether several had the most votes
     * @param voteCounts by the text of the answer; those without a vote are not named
     * @param timeLimit seconds for the voting
     * @param endsAt when they are over
     */
    record EliminationComplete(
            Optional<String> eliminatedAnswer,
            boolean tieOccurred,
            SortedMap<String, Integer> voteCounts,
            int timeLimit,
            Optional<Deadline> endsAt)
            implements Event {}

    /**
     * A player has voted for the first time in this voting.
     *
     * @param voteCount how many have
     * @param totalVotes how many are connected or have voted
     */
    record FinalVoteCast(String playerName, int voteCount, int totalVotes) implements Event {}

    /**
     * The voting is over: everything is told.
     *
     * @param correctAnswer as it was shown
     * @param robotAnswer as it was shown
     * @param voteCounts of the voting, by the text of the answer; those without a vote are not
     *     named
     * @param answers in the order shown
     */
    record AllVotesSubmitted(
            String correctAnswer,
            String robotAnswer,
            SortedMap<String, Integer> voteCounts,
            List<RevealedAnswer> answers)
            implements Event {}

    /**
     * An answer, and whose it is.
     *
     * @param authors names of the players who wrote it, by seat; without those who left since
     */
    record RevealedAnswer(String text, AnswerType type, List<String> authors) implements Message {}

    /**
     * What a round brought.
     *
     * @param roundNumber from 1
     * @param scores of those who have part, by seat
     * @param standings of all who had part in the game, best first
     * @param timeLimit seconds for the results
     * @param endsAt when they are over
     */
    record FinalRoundScores(
            int roundNumber,
            List<RoundScore> scores,
            List<PlayerScore> standings,
            int timeLimit,
            Optional<Deadline> endsAt)
            implements Event {}

    /**
     * What a round brought a player, doubled in double rounds.
     *
     * @param correctAnswerPoints 0 and more
     * @param robotIdentifiedPoints 0 and more
     * @param votesReceivedPoints 0 and more
     * @param fooledPenalty 0 or less
     * @param total their sum, which may be below 0
     */
    record RoundScore(
            String playerId,
            String playerName,
            int correctAnswerPoints,
            int robotIdentifiedPoints,
            int votesReceivedPoints,
            int fooledPenalty,
            int total)
            implements Message {}

    /**
     * A line of the standings.
     *
     * @param score points so far, 0 and more
     * @param place from 1; those who tie share one
     */
    record PlayerScore(String playerId, String playerName, String playerIcon, int score, int place)
            implements Message {}

    /** Somebody took a seat. */
    record PlayerJoined(PartyPlayer player) implements Event {}

    /** Somebody has no part in the game any more. */
    record PlayerLeft(String playerId, String playerName) implements Event {}

    /** Everybody, after something about one of them has changed. */
    record PlayersUpdate(List<PartyPlayer> players) implements Event {}

    /**
     * A player as all see him.
     *
     * @param isHost whether he may start, kick and lock
     * @param isConnected whether he is there; never again if he left the game
     * @param score points so far
     */
    record PartyPlayer(
            int seat,
            String playerId,
            String name,
            String icon,
            boolean isHost,
            boolean isConnected,
            int score)
            implements Message {}

    /** The host sent somebody away; {@link PlayerLeft} follows. */
    record PlayerKicked(String playerId, String playerName) implements Event {}

    /** The host locked the room, or opened it again. */
    record RoomLocked(boolean locked) implements Event {}

    /** The game could not start: no questions were to be had. The room is a lobby again. */
    @WireName("questions-missing")
    record StartFailed() implements Event {}
}
