package dev.atrium.game.party;

import dev.atrium.message.Deadline;
import dev.atrium.message.Message;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The view of a party, the same for all. What is a viewer's own comes in {@link RoomJoined}.
 *
 * @param phase where the party is
 * @param roomCode by which people find it; empty if it has none
 * @param gameMode {@code 8-round} or {@code 12-round}
 * @param round from 1; 0 in the lobby
 * @param rounds of the whole game
 * @param timeLimit seconds that the phase has in all, 0 without an end
 * @param endsAt when it ends; empty without an end, and while the clock stands
 * @param paused whether the clock stands, because fewer than two are connected
 * @param locked whether the host lets nobody in
 * @param starting whether the game is started and waits for its questions
 * @param players who have part or had part in the game, by seat
 * @param question of the round
 * @param answers in the order shown; in elimination and voting only
 * @param votesCast how many have answered, or voted, in this phase
 * @param votesTotal how many may be waited for: those who are connected or have voted
 * @param elimination how it went, from the voting on
 * @param results how the round went, in its results and after the end
 */
public record State(
        Phase phase,
        String roomCode,
        String gameMode,
        int round,
        int rounds,
        int timeLimit,
        Optional<Deadline> endsAt,
        boolean paused,
        boolean locked,
        boolean starting,
        List<PlayerState> players,
        Optional<PartyEvents.ShownQuestion> question,
        List<AnswerState> answers,
        int votesCast,
        int votesTotal,
        Optional<Elimination> elimination,
        Optional<Results> results)
        implements Message {

    /**
     * A player now.
     *
     * @param done whether he has answered, or voted, in this phase
     */
    public record PlayerState(
            int seat,
            String playerId,
            String name,
            String icon,
            boolean isHost,
            boolean isConnected,
            int score,
            boolean done)
            implements Message {}

    /**
     * An answer that is voted on.
     *
     * @param eliminated whether it was voted out in this round
     */
    public record AnswerState(String text, boolean eliminated) implements Message {}

    /** What {@link PartyEvents.EliminationComplete} told. */
    public record Elimination(
            Optional<String> eliminatedAnswer,
            boolean tieOccurred,
            SortedMap<String, Integer> voteCounts)
            implements Message {}

    /** What {@link PartyEvents.AllVotesSubmitted} and {@link PartyEvents.FinalRoundScores} told. */
    public record Results(
            String correctAnswer,
            String robotAnswer,
            SortedMap<String, Integer> voteCounts,
            List<PartyEvents.RevealedAnswer> answers,
            List<PartyEvents.RoundScore> scores,
            List<PartyEvents.PlayerScore> standings)
            implements Message {}
}
