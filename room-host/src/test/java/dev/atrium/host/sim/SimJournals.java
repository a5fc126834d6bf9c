package dev.atrium.host.sim;

import dev.atrium.host.journal.JournalException;
import dev.atrium.host.journal.StoredJournal;
import dev.atrium.journal.JournalBase;
import dev.atrium.journal.JournalCodec;
import dev.atrium.journal.JournalEntry;
import dev.atrium.state.StateFormatException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * What the journals' store keeps in a run, with its rules about fences; loses nothing by itself.
 */
final class SimJournals {
    private final Plant plant;
    private final SimWorld world;
    private boolean tearsAppend;
    private boolean tearsSnapshot;
    private LongConsumer onRaised = epoch -> {};
    private long drawn;
    private final TreeMap<String, Kept> rooms = new TreeMap<>();

    /** By room and epoch, the highest tick whose mark was taken. */
    private final TreeMap<String, Map<Long, Long>> marked = new TreeMap<>();

    private final JournalCodec codec = new JournalCodec(TallyGame.VOCABULARY);

    SimJournals(SimWorld world, Plant plant) {
        this.world = world;
        this.plant = plant;
    }

    private static final class Kept {
        private long fence;
        private long anewEpoch;
        private long journalId;
        private long wholeCount;
        private boolean fenced;
        private long askedFence;
        private long hashedTick;
        private Optional<JournalBase> base = Optional.empty();
        private final List<byte[]> entries = new ArrayList<>();
        private Optional<byte[]> snapshot = Optional.empty();

        private long before() {
            return base.map(JournalBase::entries).orElse(0L);
        }

        private long count() {
            return before() + entries.size();
        }
    }

    private Kept kept(String roomId) {
        return rooms.computeIfAbsent(roomId, unknown -> new Kept());
    }

    long raiseFence(String roomId, long epoch) {
        world.trace(() -> "fence " + roomId + " under " + epoch);
        Kept kept = kept(roomId);
        boolean was = kept.fenced;
        if (was && kept.fence > epoch) {
            throw new JournalException(JournalException.Reason.FENCED, roomId);
        }
        if (plant == Plant.FENCE_AFTER_READ && was) {
            kept.askedFence = epoch;
            return kept.journalId;
        }
        kept.fenced = true;
        kept.fence = epoch;
        // One whose fence alone was lost is known by what is left of it.
        kept.journalId = was || kept.count() > 0 ? kept.journalId : ++drawn;
        long id = kept.journalId;
        onRaised.accept(epoch);
        return id;
    }

    /** Told of every fence that is raised. */
    void onRaised(LongConsumer told) {
        onRaised = told;
    }

    private Kept owned(String roomId, long epoch) {
        Kept kept = kept(roomId);
        if (!kept.fenced || kept.fence != epoch) {
            throw new JournalException(JournalException.Reason.FENCED, roomId);
        }
        return kept;
    }

    Void trim(String roomId, long epoch, JournalBase base) {
        world.trace(() -> "trim " + roomId + " under " + epoch + " to " + base.entries());
        Kept kept = owned(roomId, epoch);
        if (kept.count() < base.entries()) {
            throw new JournalException(JournalException.Reason.OUT_OF_STEP, roomId);
        }
        if (kept.before() < base.entries()) {
            kept.entries.subList(0, (int) (base.entries() - kept.before())).clear();
            kept.base = Optional.of(base);
        }
        return null;
    }

    Void startAnew(String roomId, long epoch, long entries, Optional<JournalBase> base) {
        world.trace(() -> "anew " + roomId + " under " + epoch);
        Kept kept = owned(roomId, epoch);
        if (kept.anewEpoch == epoch) {
            return null;
        }
        kept.anewEpoch = epoch;
        kept.entries.clear();
        kept.base = base;
        kept.snapshot = Optional.empty();
        kept.wholeCount = entries;
        return null;
    }

    Void append(String roomId, long epoch, long first, List<byte[]> appended) {
        Kept kept = kept(roomId);
        if (plant != Plant.FENCING_OFF) {
            boolean missing = !kept.fenced && plant != Plant.MISSING_FENCE_TAKEN;
            if (missing || (kept.fenced && kept.fence != epoch)) {
                throw new JournalException(JournalException.Reason.FENCED, roomId);
            }
        }
        long size = kept.count();
        world.trace(
                () ->
                        "append %s under %d: %d at %d of %d"
                                .formatted(roomId, epoch, appended.size(), first, size));
        if (size == first + appended.size()
                && (kept.entries.isEmpty()
                        || Arrays.equals(kept.entries.getLast(), appended.getLast()))
                && plant != Plant.APPENDED_TWICE) {
            return null;
        }
        if (size != first && plant != Plant.FENCING_OFF && plant != Plant.APPENDED_TWICE) {
            throw new JournalException(JournalException.Reason.OUT_OF_STEP, roomId);
        }
        if (tearsAppend) {
            tearsAppend = false;
            throw torn(kept, appended);
        }
        noteMarks(roomId, epoch, appended);
        boolean skips = plant == Plant.INPUT_SKIPPED && world.chance(0.05);
        if (plant == Plant.MARK_LEFT_OUT) {
            kept.entries.addAll(appended.stream().map(entry -> withoutMark(kept, entry)).toList());
            return null;
        }
        if (plant == Plant.TOLD_BEFORE_STORED) {
            world.after(world.msBetween(0, 400), () -> kept.entries.addAll(appended));
        } else {
            kept.entries.addAll(skips ? appended.subList(1, appended.size()) : appended);
        }
        return null;
    }

    /** A mark that says less than it should: what its tick brought about is not stored. */
    private byte[] withoutMark(Kept kept, byte[] entry) {
        if (codec.decode(entry) instanceof JournalEntry.Mark mark && mark.hash().isEmpty()) {
            return codec.encode(new JournalEntry.Mark(kept.hashedTick, Optional.empty()));
        }
        if (codec.decode(entry) instanceof JournalEntry.Mark mark) {
            kept.hashedTick = mark.tick();
        }
        return entry;
    }

    private void noteMarks(String roomId, long epoch, List<byte[]> appended) {
        for (byte[] bytes : appended) {
            if (codec.decode(bytes) instanceof JournalEntry.Mark mark) {
                marked.computeIfAbsent(roomId, unknown -> new TreeMap<>())
                        .merge(epoch, mark.tick(), Math::max);
            }
        }
    }

    /** By epoch, the highest tick whose mark was taken. */
    Map<Long, Long> markedTicks(String roomId) {
        return marked.getOrDefault(roomId, Map.of());
    }

    StoredJournal read(String roomId) {
        Kept kept = kept(roomId);
        if (kept.count() < kept.wholeCount) {
            throw new JournalException(JournalException.Reason.OUT_OF_STEP, roomId);
        }
        List<byte[]> entries =
                plant == Plant.TORN_LEFT_OUT
                        ? kept.entries.stream().filter(this::isWhole).toList()
                        : kept.entries;
        StoredJournal all =
                new StoredJournal(kept.before(), kept.base.map(JournalBase::encode), entries);
        if (kept.askedFence > kept.fence) {
            long asked = kept.askedFence;
            world.after(world.msBetween(20, 500), () -> kept.fence = Math.max(kept.fence, asked));
        }
        return all;
    }

    private boolean isWhole(byte[] entry) {
        try {
            return codec.decode(entry) != null;
        } catch (StateFormatException e) {
            return false;
        }
    }

    Void keepSnapshot(String roomId, long epoch, byte[] snapshot) {
        Kept kept = owned(roomId, epoch);
        if (tearsSnapshot) {
            tearsSnapshot = false;
            kept.snapshot = Optional.of(torn(snapshot));
            throw died();
        }
        kept.snapshot = Optional.of(snapshot);
        return null;
    }

    /** The store dies while it writes the next append: it keeps some entries and a part of one. */
    void tearAppend() {
        tearsAppend = true;
    }

    /** The same of the next snapshot. */
    void tearSnapshot() {
        tearsSnapshot = true;
    }

    private IllegalStateException torn(Kept kept, List<byte[]> appended) {
        int whole = world.random().nextInt(appended.size());
        kept.entries.addAll(appended.subList(0, whole));
        kept.entries.add(torn(appended.get(whole)));
        world.trace(() -> "torn after " + whole + " of " + appended.size());
        return died();
    }

    private byte[] torn(byte[] bytes) {
        return Arrays.copyOf(bytes, world.random().nextInt(bytes.length));
    }

    private static IllegalStateException died() {
        return new IllegalStateException("the store died while it wrote");
    }

    /** One bit of what is kept turns. */
    void rot() {
        List<Kept> some = rooms.values().stream().filter(k -> !k.entries.isEmpty()).toList();
        if (!some.isEmpty()) {
            List<byte[]> entries = some.get(world.random().nextInt(some.size())).entries;
            int index = world.random().nextInt(entries.size());
            byte[] rotten = entries.get(index).clone();
            if (rotten.length == 0) {
                return;
            }
            rotten[world.random().nextInt(rotten.length)] ^=
                    (byte) (1 << world.random().nextInt(8));
            entries.set(index, rotten);
        }
    }

    Optional<byte[]> readSnapshot(String roomId) {
        return kept(roomId).snapshot;
    }

    Void expire(String roomId, long epoch) {
        world.trace(() -> "expire " + roomId + " under " + epoch);
        Kept kept = kept(roomId);
        if (kept.fenced && kept.fence > epoch) {
            throw new JournalException(JournalException.Reason.FENCED, roomId);
        }
        rooms.remove(roomId);
        return null;
    }

    /** As when they alone are evicted. */
    void loseFences() {
        for (Kept kept : rooms.values()) {
            kept.fenced = false;
            kept.fence = 0;
        }
    }

    /** As when another store takes over that was a moment behind. */
    void loseLast(int entries) {
        for (Kept kept : rooms.values()) {
            int left = Math.max(0, kept.entries.size() - entries);
            kept.entries.subList(left, kept.entries.size()).clear();
        }
    }

    /** All is lost, as when a store comes back empty. */
    void flush() {
        rooms.clear();
    }
}
