package dev.atrium.host.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atrium.game.Input;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.message.Message;
import dev.atrium.vrf.DrawnSeed;
import dev.atrium.wire.CloseCode;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Rooms that open for nobody: who joins, looks on, is sent away, and what is sent for outside. */
class JoinedRoomTest {
    private final List<CompletableFuture<Message>> kitchen = new ArrayList<>();
    private final List<Message> asked = new ArrayList<>();
    private final StagedRoom stage = StagedRoom.joined(outside());

    private StagedRoom.Outside outside() {
        Bridges bridges =
                new Bridges(
                        Map.of(
                                TableGame.KITCHEN,
                                (roomId, wanted) -> {
                                    asked.add(wanted);
                                    kitchen.add(new CompletableFuture<>());
                                    return kitchen.getLast();
                                }));
        return new StagedRoom.Outside(
                new TreeMap<>(Map.of("roomCode", "ABCD")), bridges, text -> text.contains("darn"));
    }

    private void served(String dish) {
        kitchen.getLast().complete(new TableGame.Served(dish));
        stage.run();
    }

    private static List<String> said(StagedPlayer to) {
        return to.told("said").stream().map(m -> m.at("/data/text").asText()).toList();
    }

    private static List<String> names(JsonNode state) {
        List<String> names = new ArrayList<>();
        state.path("names").forEach(name -> names.add(name.asText()));
        return names;
    }

    @Test
    void whoJoinsIsSeatedAndGreetedAndNobodyIsAskedForANonce() {
        StagedPlayer ann = stage.join(7, "Ann");
        JsonNode entered = ann.told("entered").getFirst();
        assertEquals(0, entered.at("/data/seat").asInt());
        assertEquals("ABCD", entered.path("roomCode").asText());
        assertEquals(List.of("Ann"), names(entered.at("/data/state")));
        JsonNode welcome = ann.told("welcome").getFirst();
        assertTrue(welcome.at("/data/seated").asBoolean());
        assertEquals("ABCD", welcome.at("/data/code").asText());
        assertEquals(Map.of("roomCode", "ABCD"), stage.opened().options());
        assertEquals(List.of(), stage.opened().seats());
    }

    @Test
    void whoComesBeforeTheSeedIsDrawnWaitsForIt() {
        CompletableFuture<DrawnSeed> seed = new CompletableFuture<>();
        StagedRoom early = StagedRoom.joined(outside().with(seed));
        StagedPlayer ann = early.join(1, "Ann");
        StagedPlayer watcher = early.watch(2);
        assertEquals(RoomLifecycle.GATHERING, early.phase());
        assertEquals(List.of(), ann.told("entered"));
        seed.complete(DrawnSeed.random(StagedRoom.SEED));
        early.run();
        assertEquals(1, ann.told("entered").size());
        assertEquals(1, watcher.told("entered").size());
        assertEquals(List.of(), ann.refused());
    }

    @Test
    void theRoomItselfTellsNobodyOfOthers() {
        StagedPlayer ann = stage.join(1, "Ann");
        StagedPlayer ben = stage.join(2, "Ben");
        ben.silent(true);
        ben.disconnect();
        stage.join(2, "Ben").leave();
        assertEquals(List.of(), ann.told("player-joined"));
        assertEquals(List.of(), ann.told("player-left"));
        assertEquals(List.of(), ann.told("players-update"));
    }

    @Test
    void aSecondOfTheSameNameGetsANumber() {
        stage.join(1, "Ann");
        StagedPlayer other = stage.join(2, "Ann");
        JsonNode state = other.told("entered").getFirst().at("/data/state");
        assertEquals(List.of("Ann", "Ann 2"), names(state));
    }

    @Test
    void aFullTableRefusesUntilSomebodyGivesHisSeatUp() {
        StagedPlayer ann = stage.join(1, "Ann");
        stage.join(2, "Ben");
        assertEquals(List.of("enter room-full"), stage.join(3, "Cat").refused());
        ann.leave();
        StagedPlayer cat = stage.join(3, "Cat");
        assertEquals(0, cat.told("entered").getFirst().at("/data/seat").asInt());
        assertEquals(List.of("enter room-full"), stage.join(1, "Ann").refused());
    }

    @Test
    void whoTakesASeatThatAnotherHadBeginsAtOne() {
        StagedPlayer ann = stage.join(1, "Ann");
        StagedPlayer ben = stage.join(2, "Ben");
        ann.act(1, new TableGame.Say("one"));
        ann.act(2, new TableGame.Say("two"));
        ann.leave();
        StagedPlayer cat = stage.join(3, "Cat");
        ben.forget();
        cat.act(1, new TableGame.Say("three"));
        assertEquals(List.of("three"), said(ben));
        assertEquals(1, cat.told("accepted").size());
        StagedRoom heir = stage.takenOver();
        StagedPlayer back = heir.join(3, "Cat");
        back.act(1, new TableGame.Say("three"));
        assertEquals(List.of(), said(back), "it is a repeat");
        assertEquals(1, back.told("accepted").size());
        back.act(2, new TableGame.Say("four"));
        assertEquals(List.of("four"), said(back));
    }

    @Test
    void whoGaveHisSeatUpMaySitDownAgain() {
        StagedPlayer ann = stage.join(1, "Ann");
        stage.join(2, "Ben");
        ann.leave();
        StagedPlayer again = stage.join(1, "Ann");
        assertEquals(0, again.told("entered").getFirst().at("/data/seat").asInt());
        assertEquals(List.of(), again.refused());
    }

    @Test
    void whoTakesASeatThatAnotherGaveUpBeginsHisNumbersAnew() {
        StagedPlayer ann = stage.join(1, "Ann");
        StagedPlayer ben = stage.join(2, "Ben");
        ann.act(1, new TableGame.Say("one"));
        ann.act(2, new TableGame.Say("darn"));
        ann.act(4, new TableGame.Say("waits for the third"));
        ann.leave();
        StagedPlayer cat = stage.join(3, "Cat");
        assertEquals(0, cat.told("entered").getFirst().at("/data/seat").asInt());
        ben.forget();
        cat.forget().act(1, new TableGame.Say("mine"));
        cat.act(2, new TableGame.Say("mine too"));
        assertEquals(List.of("mine", "mine too"), said(ben));
        assertEquals(2, cat.told("accepted").size());
        assertEquals(List.of(), cat.refused());
        stage.pass(1_000);
        assertEquals(List.of(), said(ben), "nothing that waited for the one before");
    }

    @Test
    void whoTakesTheRoomOverDoesNotAnswerWithWhatTheOneBeforeCommanded() {
        StagedPlayer ann = stage.join(1, "Ann");
        ann.act(1, new TableGame.Say("one"));
        ann.act(2, new TableGame.Say("two"));
        ann.leave();
        StagedPlayer cat = stage.join(3, "Cat");
        cat.act(1, new TableGame.Say("mine"));
        cat.act(2, new TableGame.Say("darn"));
        cat.act(3, new TableGame.Say("mine too"));
        StagedPlayer back = stage.takenOver().join(3, "Cat").forget();
        back.act(2, new TableGame.Say("darn"));
        assertEquals(List.of("act-2 command-passed"), back.refused());
        back.act(3, new TableGame.Say("mine too"));
        assertEquals(1, back.told("accepted").size());
    }

    @Test
    void whatTheRulesRefuseIsRefusedWithTheirCode() {
        assertEquals(List.of("enter room-locked"), stage.join(1, "locked-out").refused());
        assertFalse(stage.join(2, "Ben").told("entered").isEmpty());
    }

    @Test
    void whoIsSentAwayIsToldAndHisSessionEnds() {
        StagedPlayer ann = stage.join(1, "Ann");
        StagedPlayer ben = stage.join(2, "Ben");
        ann.act(1, new TableGame.SendAway(1));
        assertEquals(List.of("away 1"), said(ben));
        assertEquals("kicked", ben.told("room-closed").getFirst().at("/data/reason").asText());
        assertEquals(Optional.of(CloseCode.KICKED), ben.closedWith());
        ann.forget();
        ben.act(1, new TableGame.Say("still here"));
        assertEquals(List.of(), said(ann));
    }

    @Test
    void whoWasSentAwayIsToldSoWithWhateverHeComesAgain() {
        StagedPlayer ann = stage.join(1, "Ann");
        stage.join(2, "Ben");
        ann.act(1, new TableGame.SendAway(1));
        assertEquals(List.of("enter kicked"), stage.join(2, "Ben").refused());
        assertEquals(List.of("enter kicked"), stage.joinWithTicketAlone(2, "Ben").refused());
        assertEquals(List.of("enter ticket-used"), stage.joinWithTicketAlone(1, "Ann").refused());
    }

    @Test
    void watchersSeeAllAndSayNothing() {
        StagedPlayer watcher = stage.watch(9);
        JsonNode entered = watcher.told("entered").getFirst();
        assertTrue(entered.at("/data/seat").isNull());
        assertFalse(watcher.told("welcome").getFirst().at("/data/seated").asBoolean());
        StagedPlayer ann = stage.join(1, "Ann");
        ann.act(1, new TableGame.Say("hello"));
        assertEquals(List.of("hello"), said(watcher));
        stage.pass(200);
        assertEquals(List.of("Ann"), names(watcher.told("state").getLast().path("data")));
        watcher.actAsWatcher(1, new TableGame.Say("me too"));
        assertEquals(List.of("act-1 watching"), watcher.refused());
        assertEquals(List.of("hello"), said(ann));
    }

    @Test
    void watchersAreNoInput() {
        stage.join(1, "Ann");
        List<Input> before = stage.applied();
        StagedPlayer watcher = stage.watch(9);
        watcher.disconnect();
        stage.watch(9).leave();
        assertEquals(before, stage.applied());
    }

    @Test
    void onlySoManyMayWatchAndWhoGoesMakesPlace() {
        StagedPlayer first = stage.watch(5);
        StagedPlayer second = stage.watch(6);
        assertEquals(List.of("enter too-many-watchers"), stage.watch(7).refused());
        first.disconnect();
        assertFalse(stage.watch(7).told("entered").isEmpty());
        assertEquals(List.of("enter too-many-watchers"), stage.watch(8).refused());
        second.leave();
        assertFalse(second.told("left").isEmpty());
        assertFalse(stage.watch(8).told("entered").isEmpty());
    }

    @Test
    void theLastConnectionOfAWatcherWins() {
        StagedPlayer first = stage.watch(5);
        StagedPlayer again = stage.watch(5);
        assertEquals(Optional.of(CloseCode.REPLACED), first.closedWith());
        assertFalse(again.told("entered").isEmpty());
        assertFalse(stage.watch(6).told("entered").isEmpty(), "one place is left");
    }

    @Test
    void whoComesInIsToldWhichNumberHisNextCommandHas() {
        StagedPlayer ann = stage.join(1, "Ann");
        assertEquals(1, ann.told("entered").getFirst().at("/data/nextSeq").asLong());
        ann.act(1, new TableGame.Say("one"));
        // Refused numbers are used, too.
        ann.act(2, new TableGame.Say("darn"));
        StagedPlayer again = stage.join(1, "Ann");
        assertEquals(3, again.told("entered").getFirst().at("/data/nextSeq").asLong());
    }

    @Test
    void whomAnOperatorTookOutDoesNotComeBackBecauseAnotherHasHisSeat() {
        stage.join(1, "Ann");
        stage.join(2, "Ben");
        stage.order(new RoomOrder.Kick(StagedRoom.player(1)));
        assertFalse(stage.join(3, "Cat").told("entered").isEmpty());
        assertEquals(List.of("enter kicked"), stage.join(1, "Ann").refused());
    }

    @Test
    void aWatcherIsToldNothingThatIsNotStored() {
        StagedPlayer watcher = stage.watch(5).forget();
        StagedPlayer ann = stage.join(1, "Ann");
        stage.store.hold();
        ann.act(1, new TableGame.Say("hello"));
        assertEquals(List.of(), said(watcher));
        stage.store.release();
        stage.run();
        assertEquals(List.of("hello"), said(watcher));
    }

    @Test
    void aViewThatTellsNothingNewIsNotSent() {
        StagedPlayer ann = stage.join(1, "Ann");
        stage.pass(1_000);
        ann.forget();
        ann.act(1, new TableGame.Say("one"));
        ann.act(2, new TableGame.Say("two"));
        stage.pass(1_000);
        assertEquals(2, ann.told("accepted").size());
        assertEquals(List.of(), ann.told("state"));
        stage.join(2, "Ben");
        stage.pass(1_000);
        assertEquals(List.of("Ann", "Ben"), names(ann.told("state").getLast().path("data")));
    }

    @Test
    void whatMayNotBeSaidIsRefusedAndNotJournalled() {
        StagedPlayer ann = stage.join(1, "Ann");
        List<Input> before = stage.applied();
        ann.act(1, new TableGame.Say("darn it"));
        assertEquals(List.of("act-1 profanity"), ann.refused());
        assertEquals(before, stage.applied());
        // The number is spent, and its answer is given again.
        ann.act(1, new TableGame.Say("darn it"));
        assertEquals(List.of("act-1 profanity"), ann.refused());
        ann.act(2, new TableGame.Say("dear me"));
        assertEquals(List.of("dear me"), said(ann));
    }

    @Test
    void whatIsSentForComesBackAsAnInput() {
        StagedPlayer ann = stage.join(1, "Ann");
        ann.act(1, new TableGame.SendFor("soup"));
        assertEquals(List.of(new TableGame.Dish("soup")), asked);
        served("soup");
        assertEquals("soup", ann.told("served").getFirst().at("/data/dish").asText());
        List<Input> applied = stage.applied();
        assertEquals(
                List.of(
                        new Input.RoomMessage("bridge:kitchen", 1, new TableGame.Served("soup")),
                        new Input.EffectsAcknowledged(TableGame.KITCHEN, 1)),
                applied.subList(applied.size() - 2, applied.size()));
    }

    @Test
    void nothingIsSentForBeforeItIsStored() {
        StagedPlayer ann = stage.join(1, "Ann");
        stage.store.hold();
        ann.act(1, new TableGame.SendFor("soup"));
        assertEquals(List.of(), asked);
        stage.store.release();
        stage.run();
        assertEquals(List.of(new TableGame.Dish("soup")), asked);
    }

    @Test
    void oneThingIsSentForAfterTheOther() {
        StagedPlayer ann = stage.join(1, "Ann");
        ann.act(1, new TableGame.SendFor("soup"));
        ann.act(2, new TableGame.SendFor("fish"));
        assertEquals(1, asked.size());
        served("soup");
        assertEquals(new TableGame.Dish("fish"), asked.getLast());
        served("fish");
        assertEquals(
                List.of("soup", "fish"),
                ann.told("served").stream().map(m -> m.at("/data/dish").asText()).toList());
    }

    @Test
    void whatIsNotAnsweredIsAskedAgainAfterASecond() {
        StagedPlayer ann = stage.join(1, "Ann");
        ann.act(1, new TableGame.SendFor("soup"));
        kitchen.getLast().completeExceptionally(new IllegalStateException("closed"));
        stage.pass(500);
        assertEquals(1, asked.size());
        stage.pass(600);
        assertEquals(2, asked.size());
        served("soup");
        assertEquals(1, ann.told("served").size());
    }

    @Test
    void whoTakesTheRoomOverSendsForItAgainAndServesItOnce() {
        StagedPlayer ann = stage.join(1, "Ann");
        ann.act(1, new TableGame.SendFor("soup"));
        served("soup");
        ann.act(2, new TableGame.SendFor("fish"));
        assertEquals(2, asked.size());
        StagedRoom heir = stage.takenOver();
        StagedPlayer back = heir.join(1, "Ann");
        assertEquals(3, asked.size());
        assertEquals(new TableGame.Dish("fish"), asked.getLast());
        kitchen.getLast().complete(new TableGame.Served("fish"));
        heir.run();
        assertEquals("fish", back.told("served").getLast().at("/data/dish").asText());
        assertEquals(3, asked.size());
    }

    @Test
    void whoTakesTheRoomOverKnowsWhoJoinedAndWhoWasSentAway() {
        StagedPlayer ann = stage.join(1, "Ann");
        stage.join(2, "Ben");
        ann.act(1, new TableGame.SendAway(1));
        StagedRoom heir = stage.takenOver();
        StagedPlayer back = heir.join(1, "Ann");
        JsonNode entered = back.told("entered").getFirst();
        assertEquals(0, entered.at("/data/seat").asInt());
        assertEquals(List.of("Ann"), names(entered.at("/data/state")));
        assertEquals("ABCD", entered.path("roomCode").asText());
        assertFalse(heir.join(3, "Cat").told("entered").isEmpty());
    }
}
