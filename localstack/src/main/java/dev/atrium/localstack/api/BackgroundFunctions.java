package dev.atrium.localstack.api;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import dev.atrium.functions.account.DeletionSweeperHandler;
import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.match.MatchmakerHandler;
import dev.atrium.functions.match.WakeHandler;
import dev.atrium.functions.party.RoomCodeSweeperHandler;
import dev.atrium.functions.placement.RoomSweeperHandler;
import dev.atrium.functions.question.QuestionLoaderHandler;
import dev.atrium.functions.season.SeasonHandler;
import dev.atrium.functions.settle.BoardRebuildHandler;
import dev.atrium.functions.settle.EscrowReconcilerHandler;
import dev.atrium.functions.settle.SettlementHandler;
import dev.atrium.functions.settle.VoidRoomsHandler;
import dev.atrium.functions.siege.SiegeScheduleHandler;
import dev.atrium.localstack.lambda.LambdaFunctionException;
import dev.atrium.localstack.lambda.LambdaSettings;
import dev.atrium.localstack.lambda.LocalLambda;
import dev.atrium.localstack.queue.DelayedQueue;
import dev.atrium.localstack.queue.QueueMapping;
import dev.atrium.localstack.queue.QueueMappingSettings;
import dev.atrium.localstack.schedule.RateSchedule;
import dev.atrium.localstack.stream.EventSourceMapping;
import dev.atrium.localstack.stream.MappingSettings;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * The functions that no client calls: settlement and refunds on their streams, the matchmaker, the
 * sweepers of rooms and of their codes, the start of sieges, the ends of seasons and the look at
 * escrows on their schedules, who is told of wakes on their queue, and the loading of questions,
 * once.
 */
public final class BackgroundFunctions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackgroundFunctions.class);

    /** The quickest rate of EventBridge: it finds what was lost. Wakes look at who only waits. */
    private static final Duration MATCHMAKER_PERIOD = Duration.ofMinutes(1);

    /** The quickest rate of EventBridge: more than a minute is what a player waits at most. */
    private static final Duration SWEEPER_PERIOD = Duration.ofMinutes(1);

    /** Far quicker than EventBridge's: here a siege starts at its time. */
    private static final Duration SIEGES_PERIOD = Duration.ofSeconds(1);

    /** The quickest rate of EventBridge; what is looked at is minutes old. */
    private static final Duration RECONCILER_PERIOD = Duration.ofMinutes(1);

    /** The quickest rate of EventBridge; seasons are days long. */
    private static final Duration SEASONS_PERIOD = Duration.ofMinutes(1);

    /** A season's end reads all of its rows and pays each reward. */
    private static final Duration SEASONS_TIMEOUT = Duration.ofMinutes(1);

    private static final Duration LOADER_TIMEOUT = Duration.ofSeconds(10);

    /** The quickest rate of EventBridge; a code cools down for ten. */
    private static final Duration CODE_SWEEPER_PERIOD = Duration.ofMinutes(1);

    /** Only what was cut off waits for it, or for a match that is settled. */
    private static final Duration DELETIONS_PERIOD = Duration.ofMinutes(1);

    /** As long as Lambda lets a function run. */
    private static final Duration REBUILD_TIMEOUT = Duration.ofMinutes(15);

    private static final Duration SCHEDULED_TIMEOUT = Duration.ofSeconds(10);

    /** It may prove an outcome, which takes seconds. */
    private static final Duration RECONCILER_TIMEOUT = Duration.ofMinutes(1);

    private final RateSchedule matchmaker;
    private final RateSchedule sweeper;
    private final RateSchedule codeSweeper;
    private final RateSchedule sieges;
    private final RateSchedule reconciler;
    private final RateSchedule seasons;
    private final RateSchedule deletions;
    private final EventSourceMapping settlement;
    private final EventSourceMapping refunds;
    private final DynamoDbStreamsClient streams;
    private final QueueMapping wakes;

    private BackgroundFunctions(
            RateSchedule matchmaker,
            RateSchedule sweeper,
            RateSchedule codeSweeper,
            RateSchedule sieges,
            RateSchedule reconciler,
            RateSchedule seasons,
            RateSchedule deletions,
            EventSourceMapping settlement,
            EventSourceMapping refunds,
            DynamoDbStreamsClient streams,
            QueueMapping wakes) {
        this.matchmaker = matchmaker;
        this.sweeper = sweeper;
        this.codeSweeper = codeSweeper;
        this.sieges = sieges;
        this.reconciler = reconciler;
        this.seasons = seasons;
        this.deletions = deletions;
        this.settlement = settlement;
        this.refunds = refunds;
        this.streams = streams;
        this.wakes = wakes;
    }

    /**
     * Starts them; the tables must be there.
     *
     * @param wakeQueue what the functions send wakes to
     */
    public static BackgroundFunctions start(
            Functions functions, LocalAws aws, DynamoDbClient dynamo, DelayedQueue wakeQueue) {
        DynamoDbStreamsClient streams = aws.streams();
        EventSourceMapping settlement =
                EventSourceMapping.start(
                        streams,
                        streamOf(Tables.OUTCOMES, functions, dynamo),
                        LocalLambda.of(
                                LambdaSettings.named("settlement"),
                                new SettlementHandler(functions),
                                DynamodbEvent.class),
                        // The function itself makes a dead letter of what fails too often.
                        MappingSettings.standard().withMaximumAttempts(100),
                        (event, sequence, error) ->
                                LOG.error("an outcome cannot be settled: {}", error));
        EventSourceMapping refunds =
                EventSourceMapping.start(
                        streams,
                        streamOf(Tables.ROOMS, functions, dynamo),
                        LocalLambda.of(
                                LambdaSettings.named("void-rooms"),
                                new VoidRoomsHandler(functions),
                                DynamodbEvent.class),
                        MappingSettings.standard(),
                        (event, sequence, error) ->
                                LOG.error("entries of a void room do not go back: {}", error));
        RateSchedule matchmaker =
                RateSchedule.start(
                        LocalLambda.of(
                                LambdaSettings.named("matchmaker"),
                                new MatchmakerHandler(functions),
                                ScheduledEvent.class),
                        MATCHMAKER_PERIOD,
                        SCHEDULED_TIMEOUT);
        RateSchedule sweeper =
                RateSchedule.start(
                        LocalLambda.of(
                                LambdaSettings.named("room-sweeper"),
                                new RoomSweeperHandler(functions),
                                ScheduledEvent.class),
                        SWEEPER_PERIOD,
                        SCHEDULED_TIMEOUT);
        RateSchedule codeSweeper =
                RateSchedule.start(
                        LocalLambda.of(
                                LambdaSettings.named("room-code-sweeper"),
                                new RoomCodeSweeperHandler(functions),
                                ScheduledEvent.class),
                        CODE_SWEEPER_PERIOD,
                        SCHEDULED_TIMEOUT);
        RateSchedule sieges =
                RateSchedule.start(
                        LocalLambda.of(
                                LambdaSettings.named("siege-schedule"),
                                new SiegeScheduleHandler(functions),
                                ScheduledEvent.class),
                        SIEGES_PERIOD,
                        SCHEDULED_TIMEOUT);
        RateSchedule deletions =
                RateSchedule.start(
                        LocalLambda.of(
                                LambdaSettings.named("deletion-sweeper"),
                                new DeletionSweeperHandler(functions),
                                ScheduledEvent.class),
                        DELETIONS_PERIOD,
                        SCHEDULED_TIMEOUT);
        RateSchedule reconciler =
                RateSchedule.start(
                        LocalLambda.of(
                                LambdaSettings.named("escrow-reconciler")
                                        .withTimeout(RECONCILER_TIMEOUT),
                                new EscrowReconcilerHandler(functions),
                                ScheduledEvent.class),
                        RECONCILER_PERIOD,
                        RECONCILER_TIMEOUT);
        RateSchedule seasons =
                RateSchedule.start(
                        LocalLambda.of(
                                LambdaSettings.named("seasons").withTimeout(SEASONS_TIMEOUT),
                                new SeasonHandler(functions),
                                ScheduledEvent.class),
                        SEASONS_PERIOD,
                        SEASONS_TIMEOUT);
        return new BackgroundFunctions(
                matchmaker,
                sweeper,
                codeSweeper,
                sieges,
                reconciler,
                seasons,
                deletions,
                settlement,
                refunds,
                streams,
                wakesOf(wakeQueue, functions));
    }

    /**
     * Loads the project's questions, which takes a moment; the tables must be there.
     *
     * @throws IllegalStateException if that fails: no party could be played
     */
    public static void loadQuestions(Functions functions) {
        try {
            byte[] loaded =
                    LocalLambda.of(
                                    LambdaSettings.named("question-loader"),
                                    new QuestionLoaderHandler(functions),
                                    ScheduledEvent.class)
                            .invoke("{}".getBytes(StandardCharsets.UTF_8), LOADER_TIMEOUT);
            LOG.info("questions: {}", new String(loaded, StandardCharsets.UTF_8));
        } catch (LambdaFunctionException e) {
            throw new IllegalStateException("the questions are not loaded", e);
        }
    }

    /**
     * Shows the boards in Redis as the tables have them, as an operator's call does.
     *
     * @throws IllegalStateException if that fails
     */
    public static void rebuildBoards(Functions functions) {
        try {
            byte[] rebuilt =
                    LocalLambda.ofStream(
                                    LambdaSettings.named("board-rebuild"),
                                    new BoardRebuildHandler(functions))
                            .invoke("{}".getBytes(StandardCharsets.UTF_8), REBUILD_TIMEOUT);
            LOG.info("boards: {}", new String(rebuilt, StandardCharsets.UTF_8));
        } catch (LambdaFunctionException e) {
            throw new IllegalStateException("the boards are not rebuilt", e);
        }
    }

    private static QueueMapping wakesOf(DelayedQueue queue, Functions functions) {
        return QueueMapping.start(
                queue,
                LocalLambda.of(
                        LambdaSettings.named("wakes"), new WakeHandler(functions), SQSEvent.class),
                // To look at a queue may take a second: none waits for others.
                QueueMappingSettings.standard().withBatchSize(1));
    }

    private static String streamOf(
            TableDefinition<?> table, Functions functions, DynamoDbClient dynamo) {
        String name = functions.config().tablePrefix() + table.name();
        return dynamo.describeTable(t -> t.tableName(name)).table().latestStreamArn();
    }

    @Override
    public void close() {
        wakes.close();
        matchmaker.close();
        sweeper.close();
        codeSweeper.close();
        sieges.close();
        reconciler.close();
        seasons.close();
        deletions.close();
        settlement.close();
        refunds.close();
        streams.close();
    }
}
