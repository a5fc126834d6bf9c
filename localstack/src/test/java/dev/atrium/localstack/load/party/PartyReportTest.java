package dev.atrium.localstack.load.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.localstack.load.Latencies;
import dev.atrium.localstack.load.ProcessFigures;
import dev.atrium.localstack.load.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;

class PartyReportTest {
    private static final PartyOptions OPTIONS =
            PartyOptions.parse(List.of("--rooms", "2", "--players", "4", "--seconds", "10"));

    private static final HostCost COST =
            new HostCost(
                    new Usage(5, 2, 12),
                    1,
                    Map.of("loop", 3.0, "ZStat", 0.01),
                    new ProcessFigures.Memory(300, 310),
                    120,
                    Optional.empty(),
                    "0.50 and 1.25");

    private static PartyTally good() {
        PartyTally tally = new PartyTally();
        tally.started = 2;
        tally.commands = 60;
        tally.accepted = 60;
        tally.pings = 40;
        tally.messagesIn = 900;
        tally.votedPhases = 3;
        tally.results = 12;
        return tally;
    }

    private static PartyReport report(PartyTally tally) {
        return new PartyReport(OPTIONS, 8, tally, COST);
    }

    @Test
    void ratesAndCoresAreOfTheWindowsSeconds() {
        ObjectNode json = report(good()).json();

        assertEquals(10, json.at("/toHost/perSecond").asDouble());
        assertEquals(6, json.at("/toHost/commandsPerSecond").asDouble());
        assertEquals(90, json.at("/toPlayers/perSecond").asDouble());
        assertEquals(0.5, json.at("/host/cores").asDouble());
        assertEquals(0.3, json.at("/host/threadCores/loop").asDouble());
        assertFalse(json.at("/host/threadCores").has("ZStat"), "too little to be told");
        assertEquals(0.1, json.at("/redisCores").asDouble());
        assertEquals(0.4, json.at("/othersCores").asDouble(), "without Redis");
        assertTrue(json.path("complete").asBoolean());
    }

    @Test
    void theTableTellsTheLoadOfTheMachineBesideTheFigures() {
        String table = report(good()).table();

        assertTrue(table.contains("0.500 cores"), table);
        assertTrue(table.contains("load average 0.50 and 1.25"), table);
        assertTrue(table.contains("3 phases, heard 12 times, 0 not heard"), table);
        assertTrue(table.contains("nothing lost or refused    yes"), table);
    }

    /** What may be wrong with a run. */
    enum Fault {
        NOT_STARTED,
        REFUSED,
        UNANSWERED,
        RESULT_NOT_HEARD,
        RESULT_HEARD_TWICE,
        VOTE_NOT_COUNTED,
        ANSWER_LOST,
        ENDED_BY_TIME,
        ERROR,
        CLOSED
    }

    private static void make(Fault fault, PartyTally tally) {
        switch (fault) {
            case NOT_STARTED -> tally.started--;
            case REFUSED -> tally.refused++;
            case UNANSWERED -> tally.unanswered++;
            case RESULT_NOT_HEARD -> tally.results--;
            case RESULT_HEARD_TWICE -> tally.results++;
            case VOTE_NOT_COUNTED -> tally.votesDiffering++;
            case ANSWER_LOST -> tally.answersLost++;
            case ENDED_BY_TIME -> tally.phasesTimedOut++;
            case ERROR -> tally.error("submit-answer wrong-phase");
            case CLOSED -> tally.ends.put("closed with 4405", 1);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void aRunWithAFaultIsNotComplete(Fault fault) {
        PartyTally tally = good();
        make(fault, tally);

        assertFalse(report(tally).complete());
        assertTrue(report(tally).table().contains("nothing lost or refused    NO"));
    }

    @Test
    void aRunThatNotEverybodyWasLetInToIsNotComplete() {
        assertTrue(report(good()).complete());
        assertFalse(new PartyReport(OPTIONS, 7, good(), COST).complete());
    }

    @Test
    void aGeneratorThatIsLateSaysSo() {
        PartyTally tally = good();
        Latencies.add(tally.sendLag, 21_000_000);

        assertTrue(report(tally).generatorLate());
        assertTrue(report(tally).table().contains("TOO LATE"));
        assertFalse(report(good()).generatorLate());
    }

    @Test
    void talliesOfLoopsAddUp() {
        PartyTally both = new PartyTally();
        both.add(good());
        both.add(good());

        assertEquals(120, both.commands);
        assertEquals(24, both.results);
        assertEquals(4, both.started);
    }
}
