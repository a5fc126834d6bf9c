package dev.atrium.host.front;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atrium.game.party.Phase;
import dev.atrium.game.party.State;
import dev.atrium.host.room.RoomOrder;
import dev.atrium.message.PlainText;
import dev.atrium.wire.CloseCode;
import dev.atrium.wire.Json;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/**
 * Who comes into a party and may not, votes as they may not be given, and numbers of commands that
 * are not the next: each has its code, changes nothing and is heard by nobody else; and the party
 * comes to its end with the sums that it must have.
 */
class PartyProtocolTest {
    private final PartyStage stage = new PartyStage();
    private final PartyStage.Person ann = stage.join(0, "Ann");
    private final PartyStage.Person ben = stage.join(1, "Ben");
    private final PartyStage.Person cat = stage.join(2, "Cat");

    private void refusesEntry(String code, String ticket, String token) {
        PartyStage.Person late = stage.stranger(50);
        stage.refuses(code, late, ticket, () -> FrontStage.enter(late.line, ticket, token));
        // He is in no room, and may go on asking.
        stage.refuses("not-entered", late, late.command("start-game").toString());
    }

    private void playOn() {
        stage.playOn(ann, ben, cat);
    }

    private void leave(PartyStage.Person person) {
        person.line.say("{\"action\":\"leave\"}");
        assertEquals(List.of(), person.codes());
    }

    // -- who comes in ---------------------------------------------------------------------------

    @Test
    void nobodyJoinsAGameThatIsStartedOrOver() {
        PartyStage.Person dan = stage.join(3, "Dan");
        leave(dan);
        ann.does("start-game");
        refusesEntry("game-started", FrontStage.joining(4, "Eve"), "");
        stage.deal();
        for (Phase phase :
                List.of(Phase.QUESTION, Phase.ELIMINATION, Phase.VOTING, Phase.RESULTS)) {
            stage.playTo(phase, ann, ben, cat);
            refusesEntry("game-started", FrontStage.joining(4, "Eve"), "");
            refusesEntry("game-started", FrontStage.joining(3, "Dan"), "player-3");
        }
        playOn();
        refusesEntry("room-over", FrontStage.joining(4, "Eve"), "");
        refusesEntry("room-over", FrontStage.watching(9), "");
        stage.store();
        refusesEntry("room-over", FrontStage.joining(4, "Eve"), "");
        refusesEntry("room-over", FrontStage.watching(9), "");
    }

    @Test
    void nobodyJoinsARoomThatIsLockedUntilItIsOpenedAgain() {
        ann.does(ann.command("lock-room").put("locked", true));
        refusesEntry("room-locked", FrontStage.joining(3, "Dan"), "");
        ann.does(ann.command("lock-room").put("locked", false));
        leave(stage.join(3, "Dan"));
        playOn();
    }

    @Test
    void theNinthIsNotLetIn() {
        List<PartyStage.Person> more = new ArrayList<>();
        for (int number = 3; number < 8; number++) {
            more.add(stage.join(number, "More"));
        }
        assertEquals(8, stage.view().players().size());
        refusesEntry("room-full", FrontStage.joining(8, "Ninth"), "");
        refusesEntry("room-full", FrontStage.joining(8, "Ninth"), "player-8");
        more.forEach(this::leave);
        playOn();
    }

    @Test
    void whoWasSentAwayIsNotLetInAgain() {
        PartyStage.Person dan = stage.join(3, "Dan");
        ann.does("kick-player", "playerId", "player-3");
        assertEquals(List.of(CloseCode.KICKED), dan.line.closed);
        stage.refuses("not-entered", dan, dan.command("start-game").toString());
        refusesEntry("kicked", FrontStage.joining(3, "Dan"), "player-3");
        refusesEntry("kicked", FrontStage.joining(3, "Dan"), "");
        refusesEntry("kicked", FrontStage.joining(3, "Other"), "player-3");
        leave(stage.join(4, "Eve"));
        refusesEntry("kicked", FrontStage.joining(3, "Dan"), "player-3");
        refusesEntry("kicked", FrontStage.joining(3, "Dan"), "");
        stage.playTo(Phase.VOTING, ann, ben, cat);
        playOn();
    }

    @Test
    void whoIsSilentForTwelveSecondsIsGoneUntilHeIsHeard() {
        stage.playTo(Phase.QUESTION, ann, ben, cat);
        ann.does("submit-answer", "answer", "correct " + stage.question());
        cat.does("submit-answer", "answer", "Cat");
        ben.line.silentMs = 12_000;
        stage.front.sweep();
        assertEquals(Phase.QUESTION, stage.phase(), "he is waited for");
        ben.line.silentMs++;
        stage.front.sweep();
        stage.front.sweep();
        assertFalse(stage.view().players().get(1).isConnected());
        assertEquals(Phase.ELIMINATION, stage.phase(), "the others go on");
        ben.line.silentMs = 0;
        ben.line.say("{\"action\":\"ping\",\"t\":1}");
        assertTrue(stage.view().players().get(1).isConnected());
    }

    @Test
    void clientsAreToldHowOftenToPing() {
        JsonNode entered =
                stage.join(3, "Dan").line.told().stream()
                        .filter(m -> m.path("type").asText().equals("entered"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(5_000, entered.at("/data/pingMs").asInt());
    }

    @Test
    void whoeverWatchesIsToldOfTheNewDeadlineOnceTimeHasStood() {
        stage.playTo(Phase.QUESTION, ann, ben, cat);
        stage.room.pass(200);
        stage.room.order(new RoomOrder.Freeze(60_000));
        stage.room.pass(5_000);
        ben.line.view = Json.mapper().createObjectNode();
        stage.room.order(new RoomOrder.Unfreeze());
        stage.room.pass(200);
        assertTrue(
                ben.line.view.path("endsAt").isNumber(), "its ticks are the same, its time is not");
    }

    @Test
    void theEndTellsTheStandingsAsTheRoundsDid() {
        playOn();
        stage.store();
        JsonNode end =
                ann.line.told().stream()
                        .filter(m -> m.path("type").asText().equals("game-complete"))
                        .findFirst()
                        .orElseThrow()
                        .path("data");
        assertEquals("Ann", end.path("winner").asText());
        assertEquals(
                List.of("Ann owl 1200 1", "Cat owl 800 2", "Ben owl 500 3"),
                end.path("finalStandings")
                        .valueStream()
                        .map(
                                line ->
                                        "%s %s %s %s"
                                                .formatted(
                                                        line.path("playerName").asText(),
                                                        line.path("playerIcon").asText(),
                                                        line.path("score"),
                                                        line.path("place")))
                        .toList());
    }

    @Test
    void whereNoRoundWasScoredNobodyHasWon() {
        stage.playTo(Phase.QUESTION, ann, ben, cat);
        List.of(ann, ben).forEach(this::leave);
        stage.room.pass(60_000);
        stage.store();
        JsonNode end =
                cat.line.told().stream()
                        .filter(m -> m.path("type").asText().equals("game-complete"))
                        .findFirst()
                        .orElseThrow()
                        .path("data");
        assertEquals("too-few-players", end.path("reason").asText());
        assertEquals("", end.path("winner").asText());
        assertEquals(List.of(), end.path("winners").valueStream().toList());
        assertEquals(2, end.at("/finalStandings/0/place").asInt());
    }

    @Test
    void nobodyIsSentAwayWhoIsNotThere() {
        leave(stage.join(3, "Dan"));
        for (String nobody : List.of("player-3", "player-0", "player-9", "Ben", "", " player-1")) {
            stage.refuses(
                    "player-not-found",
                    ann,
                    ann.command("kick-player", "playerId", nobody).toString());
        }
        playOn();
    }

    @Test
    void aPlayersTicketIsGoodOnceAndASessionBringsHimBack() {
        refusesEntry("ticket-used", FrontStage.joining(1, "Ben"), "");
        refusesEntry("ticket-used", FrontStage.joining(1, "Other"), "");
        // Whoever is signed in as another does not get in with it.
        refusesEntry("ticket-invalid", FrontStage.joining(1, "Ben"), "player-2");
        refusesEntry("ticket-invalid", "no ticket", "");
        refusesEntry("ticket-invalid", "7", "");
        ann.does("start-game");
        stage.deal();
        refusesEntry("ticket-used", FrontStage.joining(1, "Ben"), "");
        PartyStage.Person again = stage.stranger(1);
        FrontStage.enter(again.line, FrontStage.joining(1, "Ben"), "player-1");
        assertEquals(List.of(), again.codes());
        assertEquals(List.of(CloseCode.REPLACED), ben.line.closed);
        stage.refuses("not-entered", ben, ben.command("start-game").toString());
        stage.playOn(ann, again, cat);
    }

    @Test
    void theNinthWatcherIsNotLetInAndWhoPlaysDoesNotWatch() {
        for (int number = 20; number < 28; number++) {
            assertEquals(List.of(), stage.watch(number).codes());
        }
        refusesEntry("too-many-watchers", FrontStage.watching(28), "");
        stage.refuses(
                "ticket-invalid",
                ben,
                "watches what he plays",
                () -> FrontStage.enter(ben.line, FrontStage.watching(1), ""));
        playOn();
    }

    // -- votes ----------------------------------------------------------------------------------

    private void refusesVote(String code, PartyStage.Person person, String action, String vote) {
        stage.refuses(code, person, person.command(action, "vote", vote).toString());
    }

    @Test
    void votesForOnesOwnTheEliminatedAndWhatIsNotShownAreRefused() {
        for (int round = 1; round <= 2; round++) {
            stage.playTo(Phase.ELIMINATION, ann, ben, cat);
            int number = stage.question();
            String first = "submit-elimination-vote";
            // The correct answer is hers, as she wrote it; however it is written.
            refusesVote("own-answer", ann, first, "Correct " + number);
            refusesVote("own-answer", ann, first, "  CORRECT\u00a0" + number + "?!");
            refusesVote("own-answer", ben, first, "the Be\u0301n " + number);
            refusesVote("unknown-answer", ben, first, "Ben" + number);
            refusesVote("unknown-answer", ben, first, "Ann");
            refusesVote("wrong-phase", ben, "submit-final-vote", "Cat " + number);
            stage.playTo(Phase.VOTING, ann, ben, cat);
            String second = "submit-final-vote";
            refusesVote("own-answer", ann, second, "correct " + number);
            refusesVote("own-answer", cat, second, "Cat " + number);
            refusesVote("unknown-answer", cat, second, "Correct");
            refusesVote("wrong-phase", cat, first, "Ben " + number);
            if (round == 2) {
                refusesVote("answer-eliminated", ben, second, "Robot " + number);
                refusesVote("answer-eliminated", cat, second, "the robot, " + number);
            }
            stage.playTo(Phase.RESULTS, ann, ben, cat);
            refusesVote("wrong-phase", cat, second, "Ben " + number);
            stage.playTo(Phase.QUESTION, ann, ben, cat);
        }
        playOn();
    }

    @Test
    void whoVotesTwiceHasOneVoteTheLast() {
        stage.playTo(Phase.ELIMINATION, ann, ben, cat);
        int number = stage.question();
        for (String vote : List.of("Ben ", "Cat ", "Ben ", "Robot ", "Robot ")) {
            ann.does("submit-elimination-vote", "vote", vote + number);
        }
        assertEquals(1, stage.view().votesCast());
        stage.playTo(Phase.VOTING, ann, ben, cat);
        for (String vote : List.of("Ben ", "Robot ", "Cat ")) {
            ann.does("submit-final-vote", "vote", vote + number);
        }
        assertEquals(1, stage.view().votesCast());
        assertEquals(Phase.VOTING, stage.phase());
        playOn();
    }

    @Test
    void theHostsClockEndsNothingBeforeItsTime() {
        for (Phase phase : List.of(Phase.ELIMINATION, Phase.VOTING)) {
            stage.playTo(phase, ann, ben, cat);
            String expired =
                    phase == Phase.VOTING
                            ? "final-voting-time-expired"
                            : "elimination-time-expired";
            stage.refuses("too-early", ann, ann.command(expired).toString());
            stage.room.pass(27_800);
            stage.refuses("too-early", ann, ann.command(expired).toString());
            stage.refuses("not-host", ben, ben.command(expired).toString());
        }
        playOn();
    }

    // -- numbers --------------------------------------------------------------------------------

    @Test
    void whoGivesACommandAgainHasItsFirstAnswer() {
        stage.playTo(Phase.QUESTION, ann, ben, cat);
        ObjectNode good = ben.command("submit-answer", "answer", "mine");
        ben.does(good);
        ben.does(good);
        ben.does(good.put("answer", "another, under that number"));
        ObjectNode bad = ben.command("submit-final-vote", "vote", "mine");
        stage.refuses("wrong-phase", ben, bad.toString());
        stage.refuses("wrong-phase", ben, bad.toString());
        ObjectNode rude = ben.command("submit-answer", "answer", "shit");
        stage.refuses("profanity", ben, rude.toString());
        stage.refuses("profanity", ben, rude.put("answer", "roses").toString());
        playOn();
    }

    @Test
    void whatWasRefusedForItsFieldsIsNotWaitedForAndItsNumberIsPassed() {
        stage.playTo(Phase.QUESTION, ann, ben, cat);
        ObjectNode empty = ben.command("submit-answer", "answer", " ");
        stage.refuses("out-of-range", ben, empty.toString());
        ben.does("submit-answer", "answer", "taken at once");
        stage.refuses("command-passed", ben, empty.put("answer", "good now").toString());
        ObjectNode large = ben.command("submit-answer", "answer", "x".repeat(3_000));
        stage.refuses("too-large", ben, large.toString());
        ben.does("submit-answer", "answer", "taken at once");
        playOn();
    }

    @Test
    void aGapIsWaitedForAndThenPassed() {
        stage.playTo(Phase.QUESTION, ann, ben, cat);
        ObjectNode first = ben.command("submit-answer", "answer", "first");
        ObjectNode second = ben.command("submit-answer", "answer", "second");
        ben.line.say(second.toString());
        assertEquals(
                List.of(),
                stage.view().players().stream().filter(State.PlayerState::done).toList());
        ben.line.say(first.toString());
        assertEquals(List.of(), ben.codes());
        assertEquals(2, accepted(ben));
        ObjectNode lost = ben.command("submit-answer", "answer", "lost");
        ben.line.say(ben.command("submit-answer", "answer", "after it").toString());
        assertEquals(0, accepted(ben));
        stage.room.pass(600);
        assertEquals(1, accepted(ben));
        stage.refuses("command-passed", ben, lost.toString());
        playOn();
    }

    @Test
    void aNumberThatIsFarAheadIsTakenAfterAWhileAndThoseBeforeItArePassed() {
        stage.playTo(Phase.QUESTION, ann, ben, cat);
        long before = ben.sequence();
        ObjectNode last =
                ben.command("submit-answer", "answer", "far").put("seq", Long.MAX_VALUE - 1);
        ben.takesBack();
        ben.line.say(last.toString());
        stage.room.pass(600);
        assertEquals(1, accepted(ben));
        for (long sequence : new long[] {before + 1, 1L << 40, Long.MAX_VALUE - 2}) {
            stage.refuses("command-passed", ben, last.deepCopy().put("seq", sequence).toString());
        }
        stage.room.pass(60_000);
        assertTrue(stage.phase() != Phase.QUESTION, "the others go on without him");
    }

    private static int accepted(PartyStage.Person person) {
        List<JsonNode> heard = person.line.told();
        return (int) heard.stream().filter(m -> m.path("type").asText().equals("accepted")).count();
    }

    // -- what is taken --------------------------------------------------------------------------

    @Test
    void whatIsTakenIsShownAsThePlainTextThatItIs() {
        List<String> texts =
                List.of(
                        "\ud83d\ude00".repeat(100),
                        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
                        "<script>alert(\"1\")</script>",
                        "<b>&amp;</b>",
                        "\u202e\u05e9\u05dc\u05d5\u05dd\u202c \u0645\u0631\u062d\u0628\u0627",
                        "  two \u00a0\t words\u0000\r\n",
                        "Z\u0300\u0301\u0302\u0303\u0304\u0305a\u0336\u0337\u0338\u0339lgo",
                        "e\u0301t\ue000e\u0301",
                        "x".repeat(100),
                        "\\u0041 {\"a\":[1]}");
        stage.playTo(Phase.QUESTION, ann, ben, cat);
        for (int i = 0; i + 1 < texts.size(); i += 2) {
            if (stage.phase() != Phase.QUESTION) {
                stage.playTo(Phase.QUESTION, ann, ben, cat);
            }
            ann.does("submit-answer", "answer", "Correct " + stage.question());
            ben.does("submit-answer", "answer", texts.get(i));
            cat.does("submit-answer", "answer", texts.get(i + 1));
            List<String> shown =
                    stage.view().answers().stream().map(State.AnswerState::text).toList();
            assertEquals(4, shown.size());
            for (String text : texts.subList(i, i + 2)) {
                assertTrue(shown.contains(PlainText.of(text)), text + " in " + shown);
                // It is voted for by its own words, as they were sent.
                ann.does("submit-elimination-vote", "vote", text);
            }
            ann.does("submit-elimination-vote", "vote", "Robot " + stage.question());
            ben.does("submit-elimination-vote", "vote", "Correct " + stage.question());
            cat.does("submit-elimination-vote", "vote", texts.get(i));
            ann.does("submit-final-vote", "vote", texts.get(i));
            ben.does("submit-final-vote", "vote", texts.get(i + 1));
            cat.does("submit-final-vote", "vote", "Robot " + stage.question());
            ann.does("request-next-round");
        }
        assertEquals(List.of(750, 250, 125), stage.scores());
        assertEquals(6, stage.view().round());
    }
}
