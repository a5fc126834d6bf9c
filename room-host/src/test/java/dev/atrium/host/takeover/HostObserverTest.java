package dev.atrium.host.takeover;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.atrium.schema.HostRow;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class HostObserverTest {
    private final HostObserver observer = new HostObserver(2_000);

    static HostRow host(String id, long version) {
        return host(id, version, 10, 0, false);
    }

    static HostRow host(String id, long version, int capacity, int rooms, boolean draining) {
        List<String> games = List.of("arena.blitz@1");
        return new HostRow(id, "local", "", "", "", games, capacity, rooms, draining, version, 0);
    }

    private HostObserver.Census look(List<HostRow> rows, long nowNanos) {
        return observer.look(rows, nowNanos, nowNanos);
    }

    @Test
    void whoRenewsWhileRowsAreReadHasALeaseFromThenOn() {
        HostRow seen = host("a", 7);
        observer.look(List.of(seen), 0, 300);
        assertEquals(List.of(seen), observer.look(List.of(seen), 2_299, 2_400).alive());
        assertEquals(List.of(), observer.look(List.of(seen), 2_300, 2_400).alive());
    }

    @Test
    void whoRenewsLives() {
        for (long now = 0; now < 10_000; now += 500) {
            List<HostRow> rows = List.of(host("a", now));
            HostObserver.Census all = new HostObserver.Census(rows, Map.of(), now + 2_000);
            assertEquals(all, look(rows, now));
        }
    }

    @Test
    void whoDoesNotRenewForALeaseIsDead() {
        HostRow silent = host("a", 7);
        look(List.of(host("a", 6)), 0);
        assertEquals(List.of(silent), look(List.of(silent), 500).alive());
        assertEquals(List.of(silent), look(List.of(silent), 2_499).alive());

        HostObserver.Census census = look(List.of(silent), 2_600);

        assertEquals(new HostObserver.Census(List.of(), Map.of(silent, 2_500L), 4_600), census);
    }

    @Test
    void theNextDeathIsThatOfWhoHasBeenSilentForLongest() {
        look(List.of(host("a", 1), host("b", 1)), 0);
        look(List.of(host("a", 1), host("b", 2)), 500);

        HostObserver.Census census = look(List.of(host("a", 2), host("b", 2)), 900);

        assertEquals(2_500, census.nextDeathNanos());
    }

    @Test
    void aHostThatIsSeenFirstIsGivenItsTime() {
        HostRow seen = host("a", 7);
        assertEquals(List.of(seen), look(List.of(seen), 100_000).alive());
    }

    @Test
    void whoComesBackLives() {
        look(List.of(host("a", 1)), 0);
        look(List.of(host("a", 1)), 5_000);
        HostRow back = host("a", 2);
        assertEquals(List.of(back), look(List.of(back), 5_100).alive());
    }

    @Test
    void aPauseOfTheObserverKillsNobody() {
        look(List.of(host("a", 1)), 0);
        HostRow renewed = host("a", 90);
        assertEquals(List.of(renewed), look(List.of(renewed), 60_000).alive());
    }
}
