package dev.atrium.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.host.load.LoadStep;
import dev.atrium.host.load.LoadWatch;
import dev.atrium.host.loop.Scheduled;
import dev.atrium.host.loop.TickLoop;
import dev.atrium.host.metrics.HostMetrics;
import dev.atrium.host.room.RoomMeter;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A host whose only loop is kept busy by something that stands in for rooms. */
class LoadSheddingIT {
    private static final long PERIOD_NANOS = 20_000_000;

    /** Enough to halve views. */
    private static final long BUSY_NANOS = PERIOD_NANOS * 93 / 100;

    private static final long WAIT_S = 60;
    private static final long LOOK_MS = 200;

    private static final class Burner implements Scheduled {
        private final RoomMeter meter;
        private volatile boolean on = true;

        Burner(RoomMeter meter) {
            this.meter = meter;
        }

        @Override
        public long run(long nowNanos) {
            long end = System.nanoTime() + BUSY_NANOS;
            while (on && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return on ? nowNanos + PERIOD_NANOS : Scheduled.DONE;
        }

        @Override
        public long failed(Throwable failure) {
            return Scheduled.DONE;
        }

        @Override
        public void ran(long lateNanos, long tookNanos) {
            meter.ran(lateNanos, tookNanos, 0);
        }
    }

    @Test
    void anOverloadedHostRefusesRoomsHalvesViewsAndRecovers() {
        RunningHost host =
                RunningHost.start(1, Map.of("ATRIUM_LOOPS", "1", "ATRIUM_SHED_LOAD", "1"));
        RunningHost.Guest ana = RunningHost.Guest.named("Ana");
        RunningHost.Guest ben = RunningHost.Guest.named("Ben");
        Operators operators = Operators.of(host);
        LoadWatch load = host.bean(LoadWatch.class);
        TickLoop loop = host.bean(HostWiring.Loops.class).all().get(0);
        Burner burner = new Burner(host.bean(HostMetrics.class).rooms().of(loop.name(), "burner"));
        try (TestPlayer player = host.connect()) {
            String room = host.placePractice(ana);
            player.enter(host, room, ana).await("entered");
            player.await("state");
            operators.await("/ready", "{\"status\":\"ready\"}"::equals);

            loop.add(burner, "burner").wake();
            look(load, load::halvesViews);
            JsonNode told = player.await("view-rate");
            assertEquals(10, told.get("data").get("hz").asInt());
            assertTrue(load.step().includes(LoadStep.HALVE_VIEWS));
            long first = player.await("state").get("tick").asLong();
            long last = first;
            for (int i = 0; i < 10; i++) {
                last = player.await("state").get("tick").asLong();
            }
            assertTrue(last - first >= 50, "ten views in " + (last - first) + " ticks");

            assertEquals(503, operators.get("/ready").statusCode());
            assertTrue(operators.get("/ready").body().contains("\"code\":\"overloaded\""));
            String second = host.placePractice(ben);
            JsonNode refused;
            try (TestPlayer other = host.connect()) {
                refused = other.enter(host, second, ben).error("unavailable");
            }
            assertTrue(refused.get("data").get("retryAfterMs").asLong() > 0);
            assertTrue(refused.get("data").get("retryable").asBoolean());
            try (TestPlayer late = host.connect()) {
                late.resume(host, room, ana, 1, 1).await("resumed");
                assertEquals(10, late.await("view-rate").get("data").get("hz").asInt());
                String scrape = operators.get("/metrics").body();
                assertTrue(scrape.contains("atrium_shedding{step=\"refuse-rooms\"} 1.0"));
                assertTrue(scrape.contains("atrium_shedding{step=\"halve-views\"} 1.0"));
                assertTrue(
                        scrape.contains("atrium_shedding_reached_total{step=\"halve-views\"} 1.0"));
                assertTrue(
                        scrape.contains("atrium_rooms_refused_total{reason=\"overloaded\"} 1.0"));
                assertTrue(host.row().draining(), "placement goes elsewhere");
                assertEquals(200, Operators.get(host.port(), "/health").statusCode());

                burner.on = false;
                look(load, () -> load.step() == LoadStep.NONE);
                JsonNode again =
                        late.await("view-rate", m -> m.get("data").get("hz").asInt() == 20);
                assertFalse(again.has("id"));
                operators.await("/ready", "{\"status\":\"ready\"}"::equals);
            }
            try (TestPlayer other = host.connect()) {
                other.enter(host, second, ben).await("entered");
            }
        } finally {
            burner.on = false;
            host.close();
        }
    }

    /** Looks more often than once a second, so that its seconds pass faster. */
    private static void look(LoadWatch load, BooleanSupplier until) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_S);
        while (!until.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "still at " + load.step());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MS));
            load.look();
        }
    }
}
