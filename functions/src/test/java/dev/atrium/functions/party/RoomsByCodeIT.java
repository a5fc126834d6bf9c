package dev.atrium.functions.party;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Ticket;
import dev.atrium.maintenance.Maintenance;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.room.RoomCode;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.BanRow;
import dev.atrium.schema.RoomCodeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.Tables;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Opening a room, coming into it by its code, and guessing codes. */
class RoomsByCodeIT {
    private static final String ANN = "p-000000000000000000000001";
    private static final String BEN = "p-000000000000000000000002";

    /** Of the alphabet, and no code of any room here. */
    private static final String WRONG = "A2A3";

    @AutoClose private final PartyStage stage = new PartyStage();

    @BeforeEach
    void host() {
        stage.host("h1");
    }

    private static LateSeat seat(String name, String icon) {
        return new LateSeat(name, icon, new TreeMap<>(), "");
    }

    @Test
    void whoOpensARoomToPlayHasACodeAndATicketForASeat() {
        JsonNode answer =
                stage.send(
                        ANN,
                        """
                        {"action":"create-room","id":"x","game":"party.robots",
                         "playerName":"  Ann  Bo ","playerIcon":"fox","gameMode":"12-round"}\
                        """);

        assertEquals("room-ready", answer.path("type").asText(), answer::toString);
        assertEquals("x", answer.path("id").asText());
        JsonNode ready = answer.path("data");
        assertEquals("party.robots", ready.path("game").asText());
        assertEquals("ws://127.0.0.1/h1", ready.path("direct").asText());
        String roomId = ready.path("roomId").asText();
        RoomCode code = new RoomCode(ready.path("roomCode").asText());
        assertEquals(Ticket.late(roomId, ANN, seat("Ann Bo", "fox")), stage.ticket(ready));
        RoomRow room = stage.room(roomId);
        assertEquals(RoomStatus.PLACED, room.status());
        assertEquals("[]", room.seats());
        assertEquals("{\"gameMode\":\"12-round\",\"roomCode\":\"" + code + "\"}", room.options());
        RoomCodeRow row = stage.codeRow(code);
        assertEquals(
                RoomCodeRow.claimed(
                        code.value(), roomId, "party.robots", stage.local.functions().nowMs()),
                row);
        assertEquals(List.of(code.value()), stage.active());
    }

    @Test
    void whoOpensARoomWithoutANameLooksOn() {
        JsonNode ready = stage.send(ANN, "{\"action\":\"create-room\"}").path("data");

        String roomId = ready.path("roomId").asText();
        assertEquals(Ticket.watching(roomId, ANN), stage.ticket(ready));
        assertTrue(stage.room(roomId).options().contains("\"gameMode\":\"8-round\""));
    }

    @Test
    void whoNamesNoIconHasTheOneOfHisSession() {
        JsonNode ready =
                stage.send(ANN, "{\"action\":\"create-room\",\"playerName\":\"Ann\"}").path("data");

        assertEquals(
                Ticket.late(ready.path("roomId").asText(), ANN, seat("Ann", "owl")),
                stage.ticket(ready));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"gameMode\":\"9-round\"",
                "\"playerName\":\"\"",
                "\"playerName\":\"\\u200b\\u0007\"",
                "\"playerName\":\"123456789012345678901\"",
                "\"playerName\":\"Ann\",\"playerIcon\":\"unicorn\""
            })
    void whatIsNoNameIconOrModeIsOutOfRange(String fields) {
        JsonNode answer = stage.send(ANN, "{\"action\":\"create-room\"," + fields + "}");

        assertEquals("out-of-range", PartyStage.code(answer), answer::toString);
        assertEquals(List.of(), stage.active());
    }

    @Test
    void nameWithAForbiddenWordInItIsRefused() {
        String code = stage.created(ANN).path("roomCode").asText();
        for (String name : List.of("Sh1t", "s.h.i.t", "SHIT")) {
            String fields = "\"playerName\":\"" + name + "\",\"playerIcon\":\"fox\"}";
            String create = "{\"action\":\"create-room\"," + fields;
            String join = "{\"action\":\"join-room\",\"roomCode\":\"" + code + "\"," + fields;

            assertEquals("profanity", PartyStage.code(stage.send(BEN, create)), name);
            assertEquals("profanity", PartyStage.code(stage.send(BEN, join)), name);
        }
        assertEquals(List.of(code), stage.active());
    }

    @ParameterizedTest
    @ValueSource(strings = {"arena.blitz", "party.none"})
    void onlyGamesThatAreJoinedAreOpenedByHand(String game) {
        String json = "{\"action\":\"create-room\",\"game\":\"%s\"}".formatted(game);

        assertEquals("unknown-game", PartyStage.code(stage.send(ANN, json)));
    }

    @Test
    void withoutAHostThereIsNoRoomAndTheCodeIsLetGo() {
        stage.local.stores().redis().del(stage.local.stores().keys().hostAlive("h1"));

        JsonNode answer = stage.send(ANN, "{\"action\":\"create-room\"}");

        assertEquals("no-capacity", PartyStage.code(answer));
        assertEquals(List.of(), stage.active());
        List<RoomCodeRow> rows =
                stage.local.stores().table(Tables.ROOM_CODES).scan().items().stream().toList();
        assertEquals(1, rows.size());
        assertFalse(rows.getFirst().isLive());
        assertEquals(
                stage.local.functions().nowMs() + RoomCodeRow.COOL_DOWN_MS,
                rows.getFirst().reusableAtMs());
    }

    @Test
    void othersComeInByTheCodeHoweverTheyTypeIt() {
        JsonNode ready = stage.created(ANN);
        String roomId = ready.path("roomId").asText();
        String code = ready.path("roomCode").asText();
        String typed =
                " " + code.substring(0, 2).toLowerCase(Locale.ROOT) + "-" + code.substring(2);

        JsonNode joined = stage.join(BEN, PartyStage.HOME, typed).path("data");

        assertEquals(roomId, joined.path("roomId").asText());
        assertEquals(code, joined.path("roomCode").asText());
        assertEquals("party.robots", joined.path("game").asText());
        assertEquals("ws://127.0.0.1/h1", joined.path("direct").asText());
        assertEquals(Ticket.late(roomId, BEN, seat("Ben", "owl")), stage.ticket(joined));
        JsonNode again = stage.join(BEN, PartyStage.HOME, code).path("data");
        assertEquals(stage.ticket(joined), stage.ticket(again), "who comes back has another");
        JsonNode watched = stage.watch(BEN, PartyStage.HOME, code).path("data");
        assertEquals(Ticket.watching(roomId, BEN), stage.ticket(watched));
    }

    @Test
    void roomThatAnotherHostHasTakenOverIsFoundThere() {
        JsonNode ready = stage.created(ANN);
        RoomRow room = stage.room(ready.path("roomId").asText());
        stage.host("h2");
        stage.put(room.takenBy("h2"));

        JsonNode joined =
                stage.join(BEN, PartyStage.HOME, ready.path("roomCode").asText()).path("data");

        assertEquals("ws://127.0.0.1/h2", joined.path("direct").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {WRONG, "ABC", "ABCDE", "AB0D", "ÄBCD", ""})
    void whatIsNoRoomsCodeIsNotFound(String code) {
        assertEquals("room-not-found", PartyStage.code(stage.join(BEN, PartyStage.HOME, code)));
        assertEquals("room-not-found", PartyStage.code(stage.watch(BEN, PartyStage.HOME, code)));
    }

    @Test
    void codeThatHasNoRoomYetIsNotFound() {
        stage.local
                .stores()
                .table(Tables.ROOM_CODES)
                .putItem(
                        RoomCodeRow.claimed(
                                WRONG,
                                "0123456789abcdef0123456789abcdef",
                                "party.robots",
                                stage.local.functions().nowMs()));

        assertEquals("room-not-found", PartyStage.code(stage.join(BEN, PartyStage.HOME, WRONG)));
    }

    @Test
    void codeExpiresFourHoursAfterItsRoomWasOpened() {
        String code = stage.created(ANN).path("roomCode").asText();

        stage.pass(4 * 3_600_000L - 1);
        assertEquals("", PartyStage.code(stage.join(BEN, PartyStage.HOME, code)));
        stage.pass(1);
        assertEquals("room-expired", PartyStage.code(stage.join(BEN, PartyStage.HOME, code)));
        assertEquals("room-expired", PartyStage.code(stage.watch(BEN, PartyStage.HOME, code)));
    }

    @Test
    void roomThatHasEndedIsOver() {
        JsonNode ready = stage.created(ANN);
        String code = ready.path("roomCode").asText();
        RoomRow room = stage.room(ready.path("roomId").asText());

        stage.put(room.voided("nobody-entered"));
        assertEquals("room-over", PartyStage.code(stage.join(BEN, PartyStage.HOME, code)));
        stage.put(room.takenBy("h1").finished(1, "00"));
        assertEquals("room-over", PartyStage.code(stage.join(BEN, PartyStage.HOME, code)));
        assertEquals("room-over", PartyStage.code(stage.watch(BEN, PartyStage.HOME, code)));
    }

    @Test
    void theEleventhTryAfterTenWrongOnesIsRefusedRightOrWrongOnWhateverConnection() {
        String code = stage.created(ANN).path("roomCode").asText();
        for (int i = 0; i < 20; i++) {
            assertEquals("", PartyStage.code(stage.join("p-" + i, "203.0.113.9", code)), "right");
        }
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    "room-not-found",
                    PartyStage.code(stage.join("p-" + i, "203.0.113.9", i % 2 == 0 ? WRONG : "?")));
            assertEquals("room-not-found", PartyStage.code(stage.watch(BEN, "203.0.113.9", WRONG)));
        }

        JsonNode right = stage.join(BEN, "203.0.113.9", code);

        assertEquals("rate-limited", PartyStage.code(right));
        assertEquals("join-room", right.path("data").path("action").asText());
        long retryAfterMs = right.path("data").path("retryAfterMs").asLong();
        assertTrue(retryAfterMs > 0 && retryAfterMs <= 60_000, right::toString);
        assertEquals("rate-limited", PartyStage.code(stage.join(BEN, "203.0.113.9", WRONG)));
        assertEquals("rate-limited", PartyStage.code(stage.watch(BEN, "203.0.113.9", code)));
        assertEquals("", PartyStage.code(stage.join(BEN, "203.0.113.10", code)), "another's");
    }

    @Test
    void guessesOfOneSubnetOfIpv6CountTogether() {
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    "room-not-found", PartyStage.code(stage.join(BEN, "2001:db8::" + i, WRONG)));
        }

        assertEquals("rate-limited", PartyStage.code(stage.join(BEN, "2001:db8::ff", WRONG)));
        assertEquals("room-not-found", PartyStage.code(stage.join(BEN, "2001:db8:0:1::", WRONG)));
    }

    @Test
    void ofManyGuessesAtOnceTenAreToldThatTheyWereWrong() throws Exception {
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 40; i++) {
                String player = "p-" + i;
                answers.add(
                        many.submit(
                                () -> PartyStage.code(stage.join(player, "203.0.113.9", WRONG))));
            }
            int notFound = 0;
            for (Future<String> answer : answers) {
                String code = answer.get(30, TimeUnit.SECONDS);
                notFound += code.equals("room-not-found") ? 1 : 0;
                assertTrue(code.equals("room-not-found") || code.equals("rate-limited"), code);
            }
            assertEquals(10, notFound);
        }
    }

    @Test
    void oneOpensTenRoomsAMinuteAtMostAndWhatIsRefusedDoesNotCount() {
        String json = "{\"action\":\"create-room\"}";
        for (int i = 0; i < 5; i++) {
            stage.send(ANN, "{\"action\":\"create-room\",\"game\":\"party.none\"}");
        }
        for (int i = 0; i < 10; i++) {
            assertEquals("", PartyStage.code(stage.send(ANN, "192.0.2." + i, json)));
        }

        JsonNode eleventh = stage.send(ANN, json);
        assertEquals("rate-limited", PartyStage.code(eleventh));
        assertTrue(eleventh.path("data").path("retryAfterMs").asLong() > 0);
        assertEquals("", PartyStage.code(stage.send(BEN, json)));
        assertEquals(11, stage.active().size());
    }

    @Test
    void oneNetworkOpensAHundredAndTwentyRoomsAnHourAtMost() {
        String json = "{\"action\":\"create-room\"}";
        for (int i = 0; i < 120; i++) {
            String player = "p-%024x".formatted(i / 10);
            assertEquals("", PartyStage.code(stage.send(player, "192.0.2.7", json)));
        }
        JsonNode answer = stage.send("p-%024x".formatted(12), "192.0.2.7", json);
        assertEquals("rate-limited", PartyStage.code(answer));
        assertEquals("", PartyStage.code(stage.send("p-%024x".formatted(12), "192.0.2.8", json)));
    }

    @Test
    void whoIsBannedAndWhoComesDuringMaintenanceIsRefused() {
        String code = stage.created(ANN).path("roomCode").asText();
        stage.local
                .stores()
                .table(Tables.BANS)
                .putItem(
                        new BanRow(
                                BEN,
                                "abuse",
                                0,
                                stage.local.functions().nowMs() + 60_000,
                                0,
                                null,
                                null,
                                0,
                                0));
        assertEquals("banned", PartyStage.code(stage.join(BEN, PartyStage.HOME, code)));
        assertEquals("banned", PartyStage.code(stage.watch(BEN, PartyStage.HOME, code)));
        assertEquals("banned", PartyStage.code(stage.send(BEN, "{\"action\":\"create-room\"}")));

        stage.pass(60_000);
        maintenance();
        assertEquals("maintenance", PartyStage.code(stage.join(BEN, PartyStage.HOME, code)));
        assertEquals(
                "maintenance", PartyStage.code(stage.send(ANN, "{\"action\":\"create-room\"}")));
    }

    private void maintenance() {
        new MaintenanceBook(stage.local.stores().enhanced(), stage.local.stores().tablePrefix())
                .switchOn(new Maintenance("Back at noon.", "ops", 1));
    }
}
