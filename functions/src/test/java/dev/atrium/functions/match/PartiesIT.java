package dev.atrium.functions.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.ban.Ban;
import dev.atrium.ban.BanBook;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.WireException;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** People who queue together: they come in whole, or not at all. */
class PartiesIT {
    @AutoClose
    private final LobbyStage stage =
            new LobbyStage(Map.of("ATRIUM_FEES", "arena.blitz=100", "ATRIUM_PLAY_MONEY", "1000"));

    private void later(long ms) {
        stage.local.clock().advance(Duration.ofMillis(ms));
    }

    private JsonNode create(String player) {
        stage.connect(player);
        return stage.send(
                        player,
                        "{\"action\":\"create-party\",\"nonceHash\":\"" + LobbyStage.HASH + "\"}")
                .getLast();
    }

    private JsonNode join(String player, String code, boolean ready) {
        stage.connect(player);
        String nonce = ready ? ",\"nonceHash\":\"" + LobbyStage.HASH + "\",\"warriors\":2" : "";
        return stage.send(
                        player,
                        "{\"action\":\"join-party\",\"id\":\"j\",\"code\":\""
                                + code
                                + "\""
                                + nonce
                                + "}")
                .getLast();
    }

    /** A party of these, all ready, the first leads. */
    private String party(String leader, String... others) {
        String code = create(leader).at("/data/code").asText();
        for (String other : others) {
            assertEquals("party", join(other, code, true).path("type").asText());
        }
        return code;
    }

    private List<JsonNode> queue(String leader, String more) {
        return stage.send(
                leader,
                """
                {"action":"matchmake","id":"m1","game":"arena.blitz","nonceHash":"%s",
                 "options":{"warriors":1,"party":true%s}}\
                """
                        .formatted(LobbyStage.HASH, more));
    }

    private static String code(List<JsonNode> answers) {
        return answers.getLast().at("/data/code").asText();
    }

    @Test
    void whoJoinsIsToldHowThePartyStandsAndSoAreTheOthers() {
        JsonNode made = create("ann");
        assertEquals("party", made.path("type").asText());
        String code = made.at("/data/code").asText();
        assertEquals(Parties.CODE_LENGTH, code.length());
        assertEquals("ann", made.at("/data/leader").asText());

        JsonNode joined = join("ben", " " + code.toLowerCase(java.util.Locale.ROOT), false);

        assertEquals("j", joined.path("id").asText());
        assertEquals(2, joined.at("/data/members").size());
        assertTrue(joined.at("/data/members/0/ready").asBoolean());
        assertFalse(joined.at("/data/members/1/ready").asBoolean());
        assertEquals(joined.path("data"), stage.got("ann", "party").getLast());
        assertFalse(joined.toString().contains(LobbyStage.HASH), "nobody else's business");
    }

    @Test
    void whoDepartsForGoodIsInNoPartyAndWaitsForNothing() throws WireException {
        String code = party("ann", "ben");
        queue("ann", "");
        assertEquals(List.of("ann"), stage.waiting());

        Departure departure = new Departure(stage.local.functions());
        departure.depart("ben");
        departure.depart("ben");

        assertEquals(List.of(), stage.waiting());
        assertEquals(1, stage.got("ann", "matchmaking-cancelled").size());
        assertEquals(1, stage.got("ann", "party").getLast().path("members").size());
        assertEquals(2, join("cat", code, true).at("/data/members").size());
    }

    @Test
    void aPartyIsMatchedWholeAndItsMembersAreToldOfTheQueue() {
        stage.host("h1");
        party("ann", "ben", "cat");
        stage.connect("dan");
        queue("ann", "");
        assertEquals(1, stage.got("ben", "matchmaking-queued").size());
        assertEquals(List.of("ann"), stage.waiting());
        later(1);
        stage.matchmake("dan", 1, false);
        later(10_000);
        stage.beat();

        RoomRow room = stage.rooms().getFirst();
        assertEquals(1, stage.rooms().size());
        for (String player : List.of("ann", "ben", "cat", "dan")) {
            assertEquals(
                    room.roomId(),
                    stage.got(player, "match-found").getFirst().path("roomId").asText());
        }
        assertFalse(
                stage.got("ben", "party").getLast().at("/members/1/ready").asBoolean(),
                "for the next match he brings another nonce");
    }

    @Test
    void whoLeadsNothingQueuesNobody() {
        stage.connect("ann");
        assertEquals("not-in-party", code(queue("ann", "")));
        String party = create("ann").at("/data/code").asText();
        join("ben", party, false);
        assertEquals("party-not-ready", code(queue("ann", "")));
        assertEquals("not-leader", code(queue("ben", "")));
        join("ben", party, true);
        assertEquals("matchmaking-queued", queue("ann", "").getLast().path("type").asText());
    }

    @Test
    void aPartyThatTheGameDoesNotTakeIsRefused() {
        party("p0", "p1", "p2", "p3");
        assertEquals("party-too-large", code(queue("p0", "")));
        stage.send("p3", "{\"action\":\"leave-party\"}");
        stage.send("p2", "{\"action\":\"leave-party\"}");
        assertEquals("party-too-large", code(queue("p0", ",\"stakes\":true")));
        assertEquals("matchmaking-queued", queue("p0", "").getLast().path("type").asText());
    }

    @Test
    void whoWaitsWithOthersDoesNotWaitAlone() {
        party("ann", "ben");
        queue("ann", "");
        assertEquals("party-queued", code(stage.matchmake("ben", 1, false)));
        assertEquals("party-queued", code(stage.matchmake("ann", 1, false)));
        assertEquals(List.of("ann"), stage.waiting());

        stage.connect("cat");
        stage.connect("dan");
        stage.matchmake("dan", 1, false);
        party("cat", "dan");
        assertEquals("party-queued", code(queue("cat", "")), "dan waits alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ann", "ben"})
    void whoeverOfThemCancelsCancelsForAll(String who) {
        party("ann", "ben");
        queue("ann", "");
        stage.send(who, "{\"action\":\"cancel-matchmaking\",\"game\":\"arena.blitz\"}");

        assertEquals(List.of(), stage.waiting());
        for (String player : List.of("ann", "ben")) {
            assertEquals(1, stage.got(player, "matchmaking-cancelled").size(), player);
        }
    }

    @Test
    void whoLeavesTakesThePartyOutOfTheQueueAndTheNextOneLeads() {
        party("ann", "ben", "cat");
        queue("ann", "");
        JsonNode left = stage.send("ann", "{\"action\":\"leave-party\"}").getLast();

        assertEquals("party-left", left.path("type").asText());
        assertEquals(List.of(), stage.waiting());
        assertEquals(1, stage.got("ben", "matchmaking-cancelled").size());
        assertEquals("ben", stage.got("cat", "party").getLast().path("leader").asText());
        assertEquals("not-in-party", code(stage.send("ann", "{\"action\":\"leave-party\"}")));
    }

    @Test
    void whoJoinsAnotherPartyLeavesHisAndALastOneEndsIt() {
        String first = party("ann", "ben");
        String second = create("cat").at("/data/code").asText();
        assertNotEquals(first, second);
        join("ben", second, true);
        assertEquals(1, stage.got("ann", "party").getLast().path("members").size());
        join("ann", second, true);
        assertEquals("party-not-found", join("dan", first, true).at("/data/code").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ABC", "ABCDEFG", "AAAAA0", "<b>", "AAAAAA"})
    void aCodeThatIsNoneLeadsNowhere(String code) {
        assertEquals("party-not-found", join("ann", code, true).at("/data/code").asText());
    }

    @Test
    void whoGuessesCodesIsSoonRefused() {
        String code = "";
        for (int i = 0; i < 11; i++) {
            code = join("ann", "AAAAAA", true).at("/data/code").asText();
        }
        assertEquals("rate-limited", code);
    }

    @Test
    void tenAreAParty() {
        String code = create("p0").at("/data/code").asText();
        for (int i = 1; i < 10; i++) {
            assertEquals("party", join("p" + i, code, true).path("type").asText());
        }
        assertEquals("party-full", join("p10", code, true).at("/data/code").asText());
    }

    @Test
    void whoIsBannedPlaysWithNoParty() {
        party("ann", "ben");
        ban("ben");
        assertEquals("member-banned", code(queue("ann", "")));
        assertEquals(List.of(), stage.waiting());
        stage.connect("cat");
        ban("cat");
        assertEquals("banned", create("cat").at("/data/code").asText());
        String code = party("dan");
        assertEquals("banned", join("cat", code, true).at("/data/code").asText());
    }

    private void ban(String player) {
        long now = stage.local.clock().millis();
        new BanBook(stage.local.stores().enhanced(), stage.local.stores().tablePrefix())
                .write(new Ban(player, "abuse", now, now + 3_600_000));
        stage.local.clock().advance(Duration.ofMinutes(1));
    }
}
