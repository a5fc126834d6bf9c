package dev.atrium.localstack.load.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class PartyStageTest {
    @Test
    void eachRoomHasAnotherCodeOfFourCharacters() {
        var codes = IntStream.range(0, 2_000).mapToObj(PartyStage::code).distinct().toList();

        assertEquals(2_000, codes.size());
        assertTrue(codes.stream().allMatch(c -> c.matches("[ABCDEFGHJKMNPQRSTVWXYZ2-9]{4}")));
    }

    @Test
    void aPlaceDoesNotShowItsTicket() {
        String shown = new PartyStage.Place("room", 1, "Player B", "secret").toString();

        assertTrue(shown.contains("room") && !shown.contains("secret"), shown);
    }
}
