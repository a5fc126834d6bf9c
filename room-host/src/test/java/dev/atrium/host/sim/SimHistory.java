package dev.atrium.host.sim;

import dev.atrium.dice.Seed;
import dev.atrium.game.Emissions;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.Input;
import dev.atrium.game.RoomMachine;
import dev.atrium.game.Viewer;
import dev.atrium.journal.BrokenJournalException;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.journal.JournalRun;
import dev.atrium.proof.ArchivedJournal;
import dev.atrium.proof.BrokenArchiveException;
import dev.atrium.proof.Outcome;
import dev.atrium.proof.OutcomeDocument;
import dev.atrium.proof.OutcomeProof;
import dev.atrium.room.RoomStatus;
import dev.atrium.schema.OutcomeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.state.StateHash;
import dev.atrium.wire.WireException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Holds what hosts wrote and players saw of a room against its one surviving history. */
final class SimHistory {
    /** Whoever is asked answers within two tries; a store that is away holds the question up. */
    private static final int ANSWER_TICKS_MAX = 4 * TallyGame.RATE_HZ;

    private final SimRun run;
    private final GameCatalog games;

    SimHistory(SimRun run, GameCatalog games) {
        this.run = run;
        this.games = games;
    }

    /** Checks a room; says how many inputs were acknowledged. */
    int check(RoomRow row) {
        String roomId = row.roomId();
        List<SimClient> players =
                run.clients().stream().filter(c -> c.roomId().equals(roomId)).toList();
        long outcomes = run.tables().outcomesWritten().stream().filter(roomId::equals).count();
        if (outcomes > 1) {
            run.wrong("room " + roomId + " has " + outcomes + " outcomes");
        }
        Optional<OutcomeRow> stored = run.outcome(roomId);
        if (stored.isPresent() != (row.status() == RoomStatus.FINISHED)) {
            run.wrong("room " + roomId + " is " + row.status() + ", outcome: " + stored);
        }
        if (stored.isEmpty()) {
            return 0;
        }
        try {
            return check(roomId, stored.get(), players);
        } catch (BrokenJournalException | WireException | IOException e) {
            run.wrong("the history of " + roomId + ": " + e);
            return 0;
        }
    }

    private int check(String roomId, OutcomeRow stored, List<SimClient> players)
            throws WireException, IOException {
        OutcomeDocument document = new OutcomeDocument(stored.document());
        Outcome outcome = document.read();
        OutcomeProof.Result proof = new OutcomeProof(games, run.archive().itself()).prove(outcome);
        if (!(proof instanceof OutcomeProof.Result.Proven)) {
            run.wrong("the outcome of " + roomId + " does not follow: " + proof);
        }
        List<byte[]> entries = new ArrayList<>();
        try {
            ArchivedJournal journal =
                    ArchivedJournal.find(
                            run.archive().itself(),
                            roomId,
                            OutcomeProof.journalHead(outcome).orElseThrow());
            journal.entries().forEach(entries::add);
            run.trimmed(journal.segments() - 1);
        } catch (BrokenArchiveException e) {
            run.wrong("the archive of " + roomId + ": " + e.getMessage());
            return 0;
        }
        Seed seed = Seed.ofHex(outcome.seed());
        Played played = replay(roomId, seed, entries);
        if (!played.hashes().equals(replay(roomId, seed, entries).hashes())) {
            run.wrong("replaying " + roomId + " twice gives other hashes");
        }
        answered(roomId, outcome.ticks(), played);
        int acknowledged = 0;
        for (SimClient player : players) {
            acknowledged += inputs(player, played);
            views(player, played);
            takenBack(player);
            events(player, played);
            if (player.outcomeHash().isPresent()
                    && !player.outcomeHash().get().equals(document.hash().hex())) {
                run.wrong(player.playerId() + " was told of another outcome");
            }
        }
        return acknowledged;
    }

    /**
     * What a history comes to.
     *
     * @param mixes every state that was at a tick
     * @param hashes of the state at each tick
     * @param inputs by seat and number
     * @param asked ticks at which something was asked of somebody outside, in order
     * @param answers of his
     */
    private record Played(
            Map<Long, Set<String>> mixes,
            List<StateHash> hashes,
            Map<Integer, List<JournalEntry.Applied>> inputs,
            List<Long> asked,
            List<JournalEntry.Applied> answers) {
        void note(RoomMachine machine) {
            TallyGame.Tally tally = (TallyGame.Tally) machine.view(Viewer.seat(0));
            mixes.computeIfAbsent(machine.tick(), tick -> new HashSet<>()).add(tally.mix());
        }
    }

    private Played replay(String roomId, Seed seed, List<byte[]> entries) {
        JournalRun replay = JournalRun.open(games, seed, roomId, entries.getFirst());
        RoomMachine machine = replay.machine();
        JournalCodec codec = new JournalCodec(machine.game().vocabulary());
        Played played =
                new Played(
                        new HashMap<>(),
                        new ArrayList<>(),
                        new HashMap<>(),
                        new ArrayList<>(),
                        new ArrayList<>());
        played.note(machine);
        for (byte[] bytes : entries.subList(1, entries.size())) {
            JournalEntry entry = codec.decode(bytes);
            long tick =
                    switch (entry) {
                        case JournalEntry.Applied applied -> applied.tick();
                        case JournalEntry.Mark mark -> mark.tick();
                        case JournalEntry.Opened opened -> 0;
                    };
            while (machine.tick() < tick && !machine.finished()) {
                machine.advanceTo(machine.tick() + 1, Emissions.NONE);
                played.note(machine);
                played.hashes().add(machine.hash());
            }
            replay.run(bytes);
            played.note(machine);
            if (entry instanceof JournalEntry.Applied applied) {
                note(roomId, applied, played);
            }
        }
        return played;
    }

    private void note(String roomId, JournalEntry.Applied applied, Played played) {
        switch (applied.input()) {
            case Input.Command command -> {
                played.inputs()
                        .computeIfAbsent(command.seat(), seat -> new ArrayList<>())
                        .add(applied);
                if (TallyGame.isAsked(((TallyGame.Said) command.command()).value())) {
                    played.asked().add(applied.tick());
                }
            }
            case Input.RoomMessage answer -> played.answers().add(applied);
            case Input.Left left -> run.wrong(roomId + ": a seat was given up by nobody");
            case Input.Forfeited forfeited -> run.wrong(roomId + ": a seat forfeited");
            default -> {}
        }
    }

    /** What was asked outside is answered, each once and in its order, but for the last of it. */
    private void answered(String roomId, long ticks, Played played) {
        if (!run.isJoined(roomId)) {
            return;
        }
        int answers = played.answers().size();
        long asking = 0;
        for (int i = 0; i < answers; i++) {
            JournalEntry.Applied answer = played.answers().get(i);
            asking = answer.tick();
            if (((Input.RoomMessage) answer.input()).sequence() != i + 1) {
                run.wrong(roomId + ": answer " + (i + 1) + " is another: " + answer);
            }
        }
        // One is asked when that before it is answered.
        boolean late =
                answers < played.asked().size()
                        && Math.max(asking, played.asked().get(answers)) < ticks - ANSWER_TICKS_MAX;
        if (late) {
            run.wrong(roomId + ": asked and never answered: " + played.asked() + " " + answers);
        }
    }

    /** Each acknowledged input is there once, and what is there was said, in its order. */
    private int inputs(SimClient player, Played played) {
        Map<Long, Integer> found = new HashMap<>();
        long last = 0;
        for (JournalEntry.Applied applied :
                played.inputs().getOrDefault(player.seat(), List.of())) {
            Input.Command command = (Input.Command) applied.input();
            int value = ((TallyGame.Said) command.command()).value();
            if (command.sequence() <= last
                    || !Integer.valueOf(value).equals(player.said().get(command.sequence()))) {
                run.wrong(player.playerId() + " never said so: " + applied);
            }
            last = command.sequence();
            found.put(command.sequence(), value);
        }
        Map<Long, Integer> acknowledged = player.acknowledged();
        acknowledged.forEach(
                (sequence, value) -> {
                    boolean there = found.containsKey(sequence);
                    if (there == (value == TallyGame.UNLUCKY)) {
                        run.wrong(
                                "%s: input %d=%d is acknowledged and %s"
                                        .formatted(
                                                player.playerId(),
                                                sequence,
                                                value,
                                                there ? "should not be there" : "lost"));
                    }
                });
        return acknowledged.size();
    }

    /** What was shown of ticks that were over and durable under that epoch is what was. */
    private void views(SimClient player, Played played) {
        Map<Long, Long> durable = run.journals().markedTicks(player.roomId());
        // What a strict room shows is stored, whatever becomes of its host.
        for (SimClient.Seen seen : player.seen()) {
            boolean counts =
                    player.isStrict() || seen.tick() < durable.getOrDefault(seen.epoch(), -1L);
            if (counts
                    && !played.mixes().getOrDefault(seen.tick(), Set.of()).contains(seen.mix())) {
                run.wrong(player.playerId() + " was shown what never was: " + seen);
            }
        }
    }

    /** Of a match for stakes a takeover takes a second back at most, if its store is sound. */
    private void takenBack(SimClient player) {
        if (!player.hasStakes() || run.isTouched()) {
            return;
        }
        SimClient.@Nullable Seen before = null;
        for (SimClient.Seen seen : player.seen()) {
            if (before != null
                    && seen.epoch() > before.epoch()
                    && before.tick() - seen.tick() > TallyGame.RATE_HZ) {
                run.wrong(player.playerId() + " had more than a second taken back: " + before);
            }
            before = seen;
        }
    }

    /** Likewise, what was told was said, and had been when it was told. */
    private void events(SimClient player, Played played) {
        Map<Long, Long> durable = run.journals().markedTicks(player.roomId());
        for (SimClient.Heard heard : player.heard()) {
            boolean counts =
                    player.isStrict() || heard.tick() < durable.getOrDefault(heard.epoch(), -1L);
            if (counts && !isSaid(heard, played)) {
                run.wrong(player.playerId() + " was told what never was: " + heard);
            }
        }
    }

    private static boolean isSaid(SimClient.Heard heard, Played played) {
        return played.inputs().getOrDefault(heard.seat(), List.of()).stream()
                .filter(applied -> applied.tick() <= heard.tick())
                .map(applied -> (TallyGame.Said) ((Input.Command) applied.input()).command())
                .anyMatch(note -> note.value() == heard.value());
    }
}
