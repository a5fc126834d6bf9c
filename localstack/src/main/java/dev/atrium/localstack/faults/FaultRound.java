package dev.atrium.localstack.faults;

import dev.atrium.schema.RoomRow;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One round: fills a host with rooms, lets them be played, does something to it, waits until all is
 * well again, and looks at what the stores have. On the main thread; every wait is bounded.
 */
final class FaultRound {
    private static final long ENTER_S = 60;
    private static final long BACK_S = 60;
    private static final long END_S = 20;
    private static final long LEAVE_S = 30;
    private static final long AFTER_MS = 2_000;
    private static final long POLL_MS = 20;

    private final FaultPlan plan;
    private final FaultGame game;
    private final FaultStage stage;
    private final FaultTally tally;
    private final Consumer<String> progress;

    FaultRound(FaultPlan plan, FaultStage stage, FaultTally tally, Consumer<String> progress) {
        this.plan = plan;
        this.game = plan.game().game();
        this.stage = stage;
        this.tally = tally;
        this.progress = progress;
    }

    /** Plays it, on the host whose turn it is. */
    void play(int number) throws IOException, InterruptedException {
        repair();
        StageHost victim = stage.hosts().get(number % stage.hosts().size());
        List<FaultSeat> seats = game.place(stage, victim, plan.rooms());
        try (FaultCrowd crowd = new FaultCrowd(stage.api(), game, seats, plan.rate())) {
            if (!await(crowd, player -> player.plays(System.nanoTime()), ENTER_S)) {
                throw new IllegalStateException("not everybody came in");
            }
            crowd.tell(player -> player.hand().begin());
            playAndBlink(crowd);
            happen(victim, crowd);
            boolean moves = plan.fault().movesRooms();
            boolean back =
                    await(
                            crowd,
                            player ->
                                    player.isAtEnd()
                                            || (player.plays(System.nanoTime())
                                                    && (!moves || player.witness().sawNextOwner())),
                            BACK_S);
            pause(AFTER_MS);
            crowd.tell(player -> player.hand().finish());
            boolean settled =
                    await(
                            crowd,
                            player -> player.over().isPresent() || player.hand().isSettled(),
                            game.settleSeconds());
            tally.round(plan.rooms());
            crowd.tell(player -> tally.player(player, moves));
            game.verify(stage, crowd, tally);
            crowd.tell(FaultPlayer::leave);
            awaitEnds(crowd);
            progress.accept(
                    "round %d: %s, %s; %s"
                            .formatted(
                                    number + 1,
                                    back ? "all back" : "not all back",
                                    settled ? "all acknowledged" : "not all acknowledged",
                                    crowd.lag()));
        }
    }

    /** In the middle of play those who resume lose their sockets, and have to miss nothing. */
    private void playAndBlink(FaultCrowd crowd) throws InterruptedException {
        long halfMs = TimeUnit.SECONDS.toMillis(plan.playS()) / 2;
        pause(halfMs);
        long restEndNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(halfMs);
        crowd.tell(FaultPlayer::blink);
        if (!await(crowd, player -> player.plays(System.nanoTime()), ENTER_S)) {
            tally.odd("not everybody came back to a host that was well");
        }
        pause(TimeUnit.NANOSECONDS.toMillis(restEndNanos - System.nanoTime()));
    }

    private void happen(StageHost victim, FaultCrowd crowd)
            throws IOException, InterruptedException {
        crowd.tell(player -> player.witness().faultBegins(System.nanoTime()));
        long downMs = TimeUnit.SECONDS.toMillis(plan.downS());
        switch (plan.fault()) {
            case KILL -> victim.signal("KILL");
            case PAUSE -> {
                victim.signal("STOP");
                pause(downMs);
                victim.signal("CONT");
            }
            case TERM -> {
                long startNanos = System.nanoTime();
                victim.signal("TERM");
                if (victim.awaitEnd(TimeUnit.SECONDS.toMillis(LEAVE_S) + plan.drainMs())) {
                    tally.ended(System.nanoTime() - startNanos);
                } else {
                    tally.odd("a host did not leave");
                }
            }
            case REDIS -> {
                stage.killRedis();
                pause(downMs);
                stage.startRedis();
            }
            case PARTITION, PARTITION_ALL -> {
                victim.cut(plan.fault() == Fault.PARTITION_ALL);
                pause(downMs);
                victim.heal();
            }
            case STARVE -> new Starvation(victim, tally).last(downMs);
            case KEYS -> {
                stage.replaceSessionKey();
                crowd.tell(FaultPlayer::blink);
                newcomersComeIn(victim);
            }
        }
    }

    /** Under the new key, while the others have what the old one signed. */
    private void newcomersComeIn(StageHost host) throws IOException, InterruptedException {
        List<FaultSeat> seats = game.place(stage, host, 1);
        try (FaultCrowd newcomers = new FaultCrowd(stage.api(), game, seats, plan.rate())) {
            if (!await(newcomers, player -> player.plays(System.nanoTime()), ENTER_S)) {
                tally.odd("nobody comes in under the new key");
            }
            newcomers.tell(FaultPlayer::leave);
            awaitEnds(newcomers);
        }
    }

    /** Whoever ended is followed by another; the others play on. */
    private void repair() throws IOException, InterruptedException {
        for (StageHost host : stage.hosts()) {
            if (!host.lives()) {
                stage.replace(host);
            }
        }
    }

    private boolean await(FaultCrowd crowd, Predicate<FaultPlayer> wanted, long timeoutS)
            throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(timeoutS);
        while (System.nanoTime() < end) {
            if (crowd.ask(() -> crowd.players().stream().allMatch(wanted))) {
                return true;
            }
            pause(POLL_MS);
        }
        return false;
    }

    private static void pause(long ms) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** How a room stands that should stand otherwise. */
    static String end(RoomRow row) {
        return row.status() + (row.voidReason() == null ? "" : " " + row.voidReason());
    }

    /** Rooms that everybody has left end; one that does not has not come through well. */
    private void awaitEnds(FaultCrowd crowd) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(END_S);
        List<String> open = crowd.players().stream().map(FaultPlayer::roomId).distinct().toList();
        while (!open.isEmpty() && System.nanoTime() < end) {
            open =
                    open.stream()
                            .filter(
                                    id ->
                                            stage.room(id)
                                                    .filter(row -> row.liveOwner() != null)
                                                    .isPresent())
                            .toList();
            pause(POLL_MS);
        }
        open.forEach(id -> tally.notEnded());
    }
}
