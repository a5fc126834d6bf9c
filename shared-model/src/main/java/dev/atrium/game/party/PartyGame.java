package dev.atrium.game.party;

import dev.atrium.dice.Dice;
import dev.atrium.game.Game;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Opening;
import dev.atrium.game.Simulation;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;

import java.util.List;

/**
 * The game {@code party.robots}: 2 to 8 players who join with a code, 8 or 12 rounds. Nobody sits
 * at the opening; whoever plays joins in the lobby.
 *
 * <p>Options of the room: {@value #ROOM_CODE_OPTION}, the code by which people find it, and {@value
 * #MODE_OPTION}, {@code 8-round} if left out. Commands are those of {@link PartyCommands}, events
 * those of {@link PartyEvents}, the view is {@link State} and the greeting {@link RoomJoined};
 * {@link QuestionMessages} says how it gets its questions, and {@link RoundPlayed} what is kept of
 * each round.
 *
 * <p>Commands are refused with {@code wrong-seat}, {@code not-playing}, {@code already-starting},
 * {@code not-host}, {@code wrong-phase}, {@code too-few-players}, {@code unknown-answer}, {@code
 * answer-eliminated}, {@code own-answer}, {@code too-early} or {@code player-not-found}, whichever
 * of these comes first; who joins with {@code game-started}, {@code kicked}, {@code room-locked},
 * {@code already-joined} or {@code name-taken}. No operator act is known ({@code unknown-act}).
 *
 * <p>It ends with {@code completed}, {@code too-few-players}, {@code expired}, {@code
 * everybody-left} or {@code nobody-joined}. Standings carry {@code finalScore}, {@code rounds},
 * {@code roundsWon}, {@code correctAnswers}, {@code robotsIdentified}, {@code timesFooled} and
 * {@code played}, which is 0 for who sat in the lobby only; who left a game ranks behind all who
 * stayed, and where no round was scored places begin at 2.
 */
public final class PartyGame implements Game {
    /** The game's id. */
    public static final String ID = "party.robots";

    /** The option that holds the room's code. */
    public static final String ROOM_CODE_OPTION = "roomCode";

    /** The option that says how long the game is. */
    public static final String MODE_OPTION = "gameMode";

    private static final int WATCHERS_MAX = 8;

    private static final GameInfo INFO =
            new GameInfo(
                            ID,
                            1,
                            0,
                            8,
                            PartyTimes.TICKS_PER_SECOND,
                            10,
                            GameInfo.Durability.STRICT,
                            GameInfo.CommandTiming.ON_ARRIVAL,
                            GameInfo.AfterGap.PAUSE,
                            GameInfo.ViewScope.SHARED,
                            GameInfo.Ranking.RANKED)
                    .tellingOfPlayers()
                    .watchedBy(WATCHERS_MAX)
                    .waitingForPlayers();

    private static final Vocabulary VOCABULARY =
            Vocabulary.of(
                    List.of(
                            PartyCommands.StartGame.class,
                            PartyCommands.SubmitAnswer.class,
                            PartyCommands.SubmitEliminationVote.class,
                            PartyCommands.SubmitFinalVote.class,
                            PartyCommands.EliminationTimeExpired.class,
                            PartyCommands.FinalVotingTimeExpired.class,
                            PartyCommands.RequestNextRound.class,
                            PartyCommands.KickPlayer.class,
                            PartyCommands.LockRoom.class,
                            QuestionMessages.QuestionsWanted.class,
                            QuestionMessages.QuestionsDealt.class,
                            QuestionMessages.QuestionsMissing.class,
                            RoundPlayed.class));

    @Override
    public GameInfo info() {
        return INFO;
    }

    @Override
    public Vocabulary vocabulary() {
        return VOCABULARY;
    }

    @Override
    public Simulation open(Opening opening) {
        String roomCode = opening.options().getOrDefault(ROOM_CODE_OPTION, "");
        // Without a code it is a room that nobody is to find, as in a host's rehearsal.
        if (!roomCode.matches("|[ABCDEFGHJKMNPQRSTVWXYZ2-9]{4}")) {
            throw new IllegalArgumentException(ROOM_CODE_OPTION + "=" + roomCode);
        }
        String wireName = opening.options().getOrDefault(MODE_OPTION, PartyMode.SHORT.wireName());
        PartyMode mode =
                PartyMode.of(wireName)
                        .orElseThrow(
                                () -> new IllegalArgumentException(MODE_OPTION + "=" + wireName));
        return PartySimulation.open(roomCode, mode, opening);
    }

    @Override
    public Simulation restore(StateReader state, Dice dice) {
        return PartySimulation.restore(state, dice);
    }
}
