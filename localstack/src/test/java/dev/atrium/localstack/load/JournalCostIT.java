package dev.atrium.localstack.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/** A load on a host that writes no journal; of one that does, {@link LoadRunIT} tells. */
class JournalCostIT {
    @Test
    void aHostIsPlayedOnThatAppendsNothing() throws Exception {
        String line = "--rooms 2 --bots 4 --warm-up 0 --seconds 1";
        LoadOptions options = LoadOptions.parse(List.of(line.split(" ", -1)));

        LoadReport report = JournalCost.onMeasuredHost(options, false);

        assertTrue(report.complete(), report.table());
        assertEquals(8, report.entered());
        assertTrue(report.viewsPerClientAndSecond() > 5, report.table());
        assertTrue(report.lateness().isPresent(), "it tells of its rooms");
        assertEquals(0, report.appends(), report.table());
    }
}
