package dev.atrium.game.party;

import dev.atrium.game.PlayerCommand;
import dev.atrium.game.Utterance;
import dev.atrium.message.InputLimit;
import dev.atrium.message.PlainText;

import java.util.Optional;

/**
 * What players send to a party. Every one may name the room, and some the player, who gives them:
 * where that is another room, or another player, it is refused with {@code wrong-seat}. One message
 * a second in the long run is what the game's source allows.
 */
public interface PartyCommands {
    /** One of them. */
    sealed interface Command extends PlayerCommand
            permits HostCommand, SubmitAnswer, SubmitEliminationVote, SubmitFinalVote {
        /** The room's code, if the client says it. */
        Optional<String> roomCode();

        /** The name of who gives it, if the client says it. */
        default Optional<String> playerName() {
            return Optional.empty();
        }
    }

    /** One that only the host may give. */
    sealed interface HostCommand extends Command
            permits StartGame,
                    EliminationTimeExpired,
                    FinalVotingTimeExpired,
                    RequestNextRound,
                    KickPlayer,
                    LockRoom {}

    /** The host starts the game. */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record StartGame(Optional<String> roomCode) implements HostCommand {}

    /**
     * A player answers the question, or replaces his answer.
     *
     * @param answer becomes {@link PlainText}, 1 to {@value Question#ANSWER_MAX} characters then
     */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record SubmitAnswer(Optional<String> roomCode, Optional<String> playerName, String answer)
            implements Command, Utterance {
        public SubmitAnswer {
            answer = PlainText.checked("answer", answer, Question.ANSWER_MAX);
        }

        @Override
        public String utterance() {
            return answer;
        }
    }

    /**
     * A player votes for what he takes for the robot's, or changes his vote.
     *
     * @param vote the text of an answer as shown; becomes {@link PlainText}
     */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record SubmitEliminationVote(
            Optional<String> roomCode, Optional<String> playerName, String vote)
            implements Command {
        public SubmitEliminationVote {
            vote = PlainText.checked("vote", vote, Question.ANSWER_MAX);
        }
    }

    /**
     * A player votes for what he takes for correct, or changes his vote.
     *
     * @param vote the text of an answer as shown; becomes {@link PlainText}
     */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record SubmitFinalVote(Optional<String> roomCode, Optional<String> playerName, String vote)
            implements Command {
        public SubmitFinalVote {
            vote = PlainText.checked("vote", vote, Question.ANSWER_MAX);
        }
    }

    /** The host's clock says that the elimination is over. */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record EliminationTimeExpired(Optional<String> roomCode) implements HostCommand {}

    /** The host's clock says that the voting is over. */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record FinalVotingTimeExpired(Optional<String> roomCode) implements HostCommand {}

    /** The host has seen enough of the results. */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record RequestNextRound(Optional<String> roomCode) implements HostCommand {}

    /**
     * The host sends somebody away for good.
     *
     * @param playerId whom
     */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record KickPlayer(Optional<String> roomCode, String playerId) implements HostCommand {}

    /**
     * The host lets nobody in any more, or everybody again.
     *
     * @param locked which of the two
     */
    @InputLimit(messages = 60, perSeconds = 60, burst = 60, bytesMax = 2_048)
    record LockRoom(Optional<String> roomCode, boolean locked) implements HostCommand {}
}
