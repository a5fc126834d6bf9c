package dev.atrium.host;

import dev.atrium.archive.Archive;
import dev.atrium.dice.Dice;
import dev.atrium.game.Bot;
import dev.atrium.game.CompactForm;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;
import dev.atrium.game.GameInfo;
import dev.atrium.game.Opening;
import dev.atrium.game.Seat;
import dev.atrium.game.Simulation;
import dev.atrium.game.arena.BlitzGame;
import dev.atrium.host.journal.JournalStores;
import dev.atrium.host.room.RoomTrimming;
import dev.atrium.host.trim.TrimmingInOrder;
import dev.atrium.message.Vocabulary;
import dev.atrium.state.StateReader;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.Optional;

/** A host whose matches of Blitz are trimmed every second, as other rooms are every few hours. */
@Factory
@Requires(property = SegmentedWiring.PROPERTY)
final class SegmentedWiring {
    static final String PROPERTY = "atrium.test.segmented";

    private static final RoomTrimming.Pace OFTEN = new RoomTrimming.Pace(1, 20, 1_000, 1);

    /** Blitz, in rooms that are trimmed. */
    private static final class SegmentedGame implements Game {
        private final Game blitz = new BlitzGame();

        @Override
        public GameInfo info() {
            return blitz.info().inSegments();
        }

        @Override
        public Vocabulary vocabulary() {
            return blitz.vocabulary();
        }

        @Override
        public Simulation open(Opening opening) {
            return blitz.open(opening);
        }

        @Override
        public Simulation restore(StateReader state, Dice dice) {
            return blitz.restore(state, dice);
        }

        @Override
        public Optional<Bot> bot(Seat seat, Dice dice) {
            return blitz.bot(seat, dice);
        }

        @Override
        public Optional<CompactForm> compactForm() {
            return blitz.compactForm();
        }
    }

    @Singleton
    @Replaces(value = GameCatalog.class, factory = HostWiring.class)
    GameCatalog games() {
        return GameCatalog.of(new SegmentedGame());
    }

    @Singleton
    @Replaces(value = RoomTrimming.class, factory = JournalWiring.class)
    RoomTrimming trimming(JournalStores journals, Archive archive, StoreThreads threads) {
        return new TrimmingInOrder(journals, archive, threads.calls(), threads.timer(), OFTEN);
    }
}
