package dev.atrium.localstack.faults;

import dev.atrium.archive.FolderArchive;
import dev.atrium.catalog.Games;
import dev.atrium.dice.Seed;
import dev.atrium.game.party.PartyGame;
import dev.atrium.game.party.PartyMode;
import dev.atrium.identity.LateSeat;
import dev.atrium.identity.Player;
import dev.atrium.identity.Ticket;
import dev.atrium.localstack.api.BackgroundFunctions;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.proof.BrokenArchiveException;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomCode;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.wire.WireException;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Rooms of {@code party.robots} with eight players each, who play eight rounds to the end. They are
 * over when they are looked at, so their journals are those of the archive.
 */
final class PartyFaults implements FaultGame {
    /** What the tally calls answers and votes that results are to hold. */
    static final String COUNTED = "answers and votes to be counted";

    private static final int PLAYERS = 8;

    /** Eight rounds of some seconds; where nobody came back in time, of a minute and more. */
    private static final long SETTLE_S = 180;

    private final SplittableRandom codes = new SplittableRandom(1);

    @Override
    public void prepare(FaultStage stage) {
        BackgroundFunctions.loadQuestions(stage.functions());
    }

    @Override
    public List<FaultSeat> place(FaultStage stage, StageHost host, int rooms) throws IOException {
        List<FaultSeat> seats = new ArrayList<>();
        for (int i = 0; i < rooms; i++) {
            Map<String, String> options =
                    Map.of(
                            PartyGame.ROOM_CODE_OPTION,
                            RoomCode.draw(codes, word -> false).value(),
                            PartyGame.MODE_OPTION,
                            PartyMode.SHORT.wireName());
            String roomId = stage.rooms().placeJoined(PartyGame.ID, host.hostId(), options);
            for (int j = 0; j < PLAYERS; j++) {
                Player player = stage.player();
                LateSeat late =
                        new LateSeat(
                                player.name(), player.icon(), Collections.emptySortedMap(), "");
                seats.add(stage.seat(host, player, Ticket.late(roomId, player.playerId(), late)));
            }
        }
        return seats;
    }

    @Override
    public FaultGame.Role role(FaultSeat seat, int index, int rate) {
        return new FaultGame.Role(new Witness(), new PartyHand(seat.roomId(), index));
    }

    @Override
    public long settleSeconds() {
        return SETTLE_S;
    }

    @Override
    public void verify(FaultStage stage, FaultCrowd crowd, FaultTally tally)
            throws IOException, InterruptedException {
        for (Map.Entry<String, Room> room : rooms(crowd).entrySet()) {
            verify(stage, room.getKey(), room.getValue(), tally);
        }
    }

    /** What the players of a room gave, and what they were told together. */
    private record Room(SortedMap<Integer, PartyLedger> players, PartyTold told) {}

    private static Map<String, Room> rooms(FaultCrowd crowd) throws InterruptedException {
        return crowd.ask(
                () -> {
                    Map<String, Room> rooms = new LinkedHashMap<>();
                    for (FaultPlayer player : crowd.players()) {
                        Room room =
                                rooms.computeIfAbsent(
                                        player.roomId(),
                                        id -> new Room(new TreeMap<>(), new PartyTold()));
                        if (player.hand() instanceof PartyHand hand) {
                            room.players().put(hand.seat(), hand.ledger().copy());
                            hand.told().addTo(room.told());
                        }
                    }
                    return rooms;
                });
    }

    private static void verify(FaultStage stage, String roomId, Room room, FaultTally tally)
            throws IOException {
        Optional<RoomRow> row = stage.room(roomId);
        Optional<OutcomeRow> stored = stage.rooms().outcome(roomId);
        if (row.isEmpty() || row.get().status() != RoomStatus.FINISHED || stored.isEmpty()) {
            tally.odd("row: " + row.map(FaultRound::end).orElse("none"));
            return;
        }
        try {
            Outcome outcome = new OutcomeDocument(stored.get().document()).read();
            ArchivedJournal journal =
                    ArchivedJournal.find(
                            new FolderArchive(stage.rooms().archive()),
                            roomId,
                            OutcomeProof.journalHead(outcome).orElseThrow());
            PartyHistory.Finding finding =
                    new PartyHistory(Games.all())
                            .look(
                                    roomId,
                                    Seed.ofHex(outcome.seed()),
                                    journal.entries(),
                                    room.players());
            tally.finding(finding.room());
            audit(outcome, finding, room, tally);
        } catch (WireException | BrokenArchiveException e) {
            tally.odd("outcome: " + e);
        }
    }

    private static void audit(
            Outcome outcome, PartyHistory.Finding finding, Room room, FaultTally tally) {
        SortedMap<Integer, String> names = new TreeMap<>();
        outcome.seats().forEach(seat -> names.put(seat.seat(), seat.name()));
        PartyAudit audit = new PartyAudit(PartyMode.SHORT.rounds());
        audit.look(finding.rounds(), room.told(), names);
        if (!outcome.reason().equals("completed")) {
            tally.odd("ended: " + outcome.reason());
        }
        tally.counted(COUNTED, audit.counted());
        tally.wrong("missing in results, or there too often", audit.miscounted());
        tally.wrong("rounds whose results nobody was told", audit.untold());
        tally.wrong("rounds told otherwise to some", room.told().otherwise());
        long refused = room.players().values().stream().mapToLong(p -> p.refused().size()).sum();
        tally.counted("commands refused by the rules", refused);
    }
}
