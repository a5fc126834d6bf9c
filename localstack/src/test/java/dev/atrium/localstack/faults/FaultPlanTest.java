package dev.atrium.localstack.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

class FaultPlanTest {
    private static String wrong(String... arguments) {
        return assertThrows(
                        IllegalArgumentException.class, () -> FaultPlan.parse(List.of(arguments)))
                .getMessage();
    }

    @Test
    void whatIsLeftOutHasItsDefault() {
        assertEquals(
                new FaultPlan(
                        Fault.KILL, PlayedGame.PRACTICE, 10, 20, 2, 10, 5, 6, 0, false, false),
                FaultPlan.parse(List.of("kill")));
    }

    @Test
    void everythingCanBeGiven() {
        String all =
                "partition-all --game practice --rooms 200 --rounds 3 --hosts 3 --rate 5 --play 7"
                        + " --down 9 --drain-ms 100 --append-only --laptop";

        assertEquals(
                new FaultPlan(
                        Fault.PARTITION_ALL,
                        PlayedGame.PRACTICE,
                        200,
                        3,
                        3,
                        5,
                        7,
                        9,
                        100,
                        true,
                        true),
                FaultPlan.parse(List.of(all.split(" ", -1))));
    }

    @Test
    void everyFaultHasAName() {
        for (Fault fault : Fault.values()) {
            assertEquals(fault, FaultPlan.parse(List.of(fault.label())).fault());
        }
    }

    @Test
    void aPartyIsNotPlayedForLongerThanItLasts() {
        assertEquals(PlayedGame.PARTY, FaultPlan.parse(List.of("kill", "--game", "party")).game());
        assertEquals("--play=11 (allowed: 1-10)", wrong("kill", "--play", "11", "--game", "party"));
    }

    @Test
    void whatIsWrongIsNamedWithWhatIsAllowed() {
        assertEquals(FaultPlan.USAGE, wrong());
        assertEquals(FaultPlan.USAGE, wrong("flood"));
        assertEquals(FaultPlan.USAGE, wrong("kill", "--game", "chess"));
        assertEquals("--rooms=0 (allowed: 1-1000)", wrong("kill", "--rooms", "0"));
        assertEquals("--hosts=4 (allowed: 2-3)", wrong("kill", "--hosts", "4"));
        assertEquals("--rate= (allowed: 1-20)", wrong("kill", "--rate"));
        assertEquals("--down=x (allowed: 1-120)", wrong("kill", "--down", "x"));
        assertTrue(wrong("kill", "--loud").startsWith("--loud? usage: "));
    }
}
