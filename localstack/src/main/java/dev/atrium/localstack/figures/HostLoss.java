package dev.atrium.localstack.figures;

import dev.atrium.localstack.RunningStack;
import dev.atrium.localstack.StackOptions;
import dev.atrium.localstack.scenario.ScenarioPlayer;

import java.net.InetAddress;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The main of {@code localstack/load/host-loss}: two hosts full of endless rooms, of which one is
 * killed. Prints, on its standard output, when its players were back and what of theirs was lost.
 */
public final class HostLoss {
    private static final int PORT = 8490;
    private static final int HOSTS = 2;
    private static final int ROOMS_MAX = 400;

    /** Of one address: a host lets in 20 new sockets of it a minute, and each comes twice. */
    private static final int PLAYERS_AN_ADDRESS = 10;

    private static final long PLAY_S = 10;
    private static final long BACK_S = 60;
    private static final long ENTER_S = 60;

    private HostLoss() {}

    /**
     * Plays.
     *
     * @param arguments how many rooms, 2 to 400; half of them are on the host that is killed
     */
    public static void main(String[] arguments) throws Exception {
        String wanted = String.join(" ", arguments);
        int rooms = wanted.matches("\\d{1,3}") ? Integer.parseInt(wanted) : 0;
        if (rooms < HOSTS || rooms > ROOMS_MAX) {
            System.err.println("atrium: rooms=" + wanted + " (allowed: 2-400)");
            System.exit(2);
        }
        StackOptions options = new StackOptions(PORT, HOSTS, Optional.empty(), 1, Optional.empty());
        try (RunningStack stack = RunningStack.start(options, line -> {})) {
            // The report is what the tool is for.
            System.out.println(measure(stack, rooms));
        }
        System.exit(0);
    }

    private static String measure(RunningStack stack, int rooms) throws Exception {
        CountDownLatch entered = new CountDownLatch(rooms);
        List<HostLossPlayer> players = new ArrayList<>();
        HttpClient http = HttpClient.newHttpClient();
        for (int i = 0; i < rooms; i++) {
            if (i % PLAYERS_AN_ADDRESS == 0) {
                http = from(2 + i / PLAYERS_AN_ADDRESS);
            }
            ScenarioPlayer who =
                    ScenarioPlayer.join(
                            http, stack.httpUrl(), stack.socketUrl(), "Player " + i, "fox");
            HostLossPlayer player = new HostLossPlayer(http, who, entered);
            players.add(player);
            Thread.ofVirtual().start(player);
        }
        if (!entered.await(ENTER_S, TimeUnit.SECONDS)) {
            throw new IllegalStateException(entered.getCount() + " players did not enter");
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(PLAY_S));
        int port = players.getFirst().direct().getPort();
        List<HostLossPlayer> hit =
                players.stream().filter(p -> p.direct().getPort() == port).toList();
        long killedNanos = System.nanoTime();
        ProcessHandle.of(stack.hostPids().get(port - PORT - 1)).orElseThrow().destroyForcibly();
        long end = killedNanos + TimeUnit.SECONDS.toNanos(BACK_S);
        while (hit.stream().anyMatch(p -> p.backNanos() == 0) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        return report(players, hit, killedNanos);
    }

    private static String report(
            List<HostLossPlayer> players, List<HostLossPlayer> hit, long killedNanos) {
        Percentiles back = new Percentiles();
        hit.stream()
                .filter(player -> player.backNanos() != 0)
                .forEach(player -> back.addNanos(player.backNanos() - killedNanos));
        long away = hit.stream().filter(player -> player.backNanos() == 0).count();
        long disturbed =
                players.stream().filter(p -> !hit.contains(p) && p.backNanos() != 0).count();
        players.forEach(HostLossPlayer::stop);
        return back.line("killed to the next owner's first view, %d rooms".formatted(hit.size()))
                + "%nnot back: %d; of the other host disturbed: %d%n".formatted(away, disturbed)
                + "commands told to be stored: %d, lost: %d"
                        .formatted(
                                hit.stream().mapToLong(HostLossPlayer::stored).sum(),
                                hit.stream().mapToLong(HostLossPlayer::lost).sum());
    }

    private static HttpClient from(int address) throws Exception {
        byte[] loopback = {127, 0, 0, (byte) address};
        return HttpClient.newBuilder().localAddress(InetAddress.getByAddress(loopback)).build();
    }
}
