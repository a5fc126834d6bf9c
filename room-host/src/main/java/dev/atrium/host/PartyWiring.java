package dev.atrium.host;

import dev.atrium.game.party.QuestionMessages;
import dev.atrium.host.bridge.Bridges;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.question.QuestionBridge;
import dev.atrium.host.room.Speech;
import dev.atrium.question.QuestionStore;
import dev.atrium.words.WordFilter;

import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/** The part of the composition root that party rooms need: questions, and what may be said. */
@Factory
final class PartyWiring {
    private static final Logger LOG = LoggerFactory.getLogger(PartyWiring.class);

    private final HostConfig config;

    PartyWiring(HostConfig config) {
        this.config = config;
    }

    @Singleton
    QuestionStore questions(DynamoDbEnhancedClient dynamo) {
        return new QuestionStore(
                dynamo,
                config.tablePrefix(),
                InstantSource.system(),
                new SecureRandom(),
                LOG::warn);
    }

    @Singleton
    Bridges bridges(QuestionStore questions, StoreThreads threads) {
        return new Bridges(
                Map.of(
                        QuestionMessages.POOL,
                        new QuestionBridge(QuestionBridge.Pool.of(questions), threads.calls())));
    }

    @Singleton
    Speech speech() {
        return WordFilter.shipped()::forbids;
    }
}
