package dev.atrium.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SimulatorTest {
    @BeforeAll
    static void quiet() {
        if (!Boolean.getBoolean("atrium.sim.trace")) {
            ((Logger) LoggerFactory.getLogger("dev.atrium")).setLevel(Level.OFF);
        }
    }

    @Test
    void everySeedKeepsEveryPromise() {
        int seeds = Integer.getInteger("atrium.sim.seeds", 50);
        long began = System.nanoTime();
        long acknowledged = 0;
        long epochs = 0;
        int rooms = 0;
        int bad = 0;
        long first = Long.getLong("atrium.sim.seed", 1);
        for (long seed = first; seed < first + seeds; seed++) {
            SimRun.Report report = new SimRun(seed, Plant.NONE).play();
            acknowledged += report.acknowledged();
            epochs += report.epochs();
            rooms += report.finished() + report.voided();
            if (!report.wrongs().isEmpty() && bad++ < 5) {
                System.out.println(report);
            }
        }
        System.out.printf(
                "%d seeds %d ms rooms %d epochs %d acked %d bad %d%n",
                seeds, (System.nanoTime() - began) / 1_000_000, rooms, epochs, acknowledged, bad);
        assertEquals(0, bad);
    }
}
