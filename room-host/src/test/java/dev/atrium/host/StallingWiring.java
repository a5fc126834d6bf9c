package dev.atrium.host;

import dev.atrium.catalog.Games;
import dev.atrium.game.Game;
import dev.atrium.game.GameCatalog;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;

import jakarta.inject.Singleton;

import java.util.stream.Stream;

/** A host that also has a game whose rules stand still. */
@Factory
@Requires(property = StallingWiring.PROPERTY)
final class StallingWiring {
    static final String PROPERTY = "atrium.test.stalling";

    @Singleton
    @Replaces(value = GameCatalog.class, factory = HostWiring.class)
    GameCatalog games() {
        return GameCatalog.of(
                Stream.concat(Games.all().all().stream(), Stream.of(new StallingGame()))
                        .toArray(Game[]::new));
    }
}
