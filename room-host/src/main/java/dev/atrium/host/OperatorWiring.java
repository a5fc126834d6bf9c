package dev.atrium.host;

import dev.atrium.aggregate.DailyAggregates;
import dev.atrium.host.audit.AuditBook;
import dev.atrium.host.config.HostConfig;
import dev.atrium.host.dynamo.HostTable;
import dev.atrium.host.dynamo.RoomStakes;
import dev.atrium.host.dynamo.RoomTable;
import dev.atrium.host.dynamo.RulesInUse;
import dev.atrium.host.front.RoomDirectory;
import dev.atrium.host.operator.HostsSeen;
import dev.atrium.host.operator.OperatedRooms;
import dev.atrium.host.operator.RulesVersions;
import dev.atrium.host.protection.EcsTaskProtection;
import dev.atrium.host.protection.ProtectionKeeper;
import dev.atrium.host.protection.TaskProtection;
import dev.atrium.host.takeover.HandOvers;
import dev.atrium.host.takeover.Takeovers;
import dev.atrium.maintenance.MaintenanceBook;
import dev.atrium.room.HostId;
import dev.atrium.unsettled.DeadLetterBook;
import dev.atrium.unsettled.MatchStates;
import dev.atrium.unsettled.PayoutPause;
import dev.atrium.unsettled.WaitingPayouts;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;

import jakarta.inject.Singleton;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import java.time.InstantSource;

/** The part of the composition root that operators' commands are made of. */
@Factory
final class OperatorWiring {
    private final HostConfig config;

    OperatorWiring(HostConfig config) {
        this.config = config;
    }

    @Singleton
    AuditBook audit(DynamoDbEnhancedClient dynamo, HostId hostId) {
        return new AuditBook(dynamo, config.tablePrefix(), hostId.value(), InstantSource.system());
    }

    @Singleton
    MaintenanceBook maintenance(DynamoDbEnhancedClient dynamo) {
        return new MaintenanceBook(dynamo, config.tablePrefix());
    }

    @Singleton
    DeadLetterBook deadLetters(DynamoDbClient dynamo) {
        return new DeadLetterBook(dynamo, config.tablePrefix());
    }

    @Singleton
    WaitingPayouts waitingPayouts(DynamoDbClient dynamo) {
        return new WaitingPayouts(dynamo, config.tablePrefix());
    }

    @Singleton
    PayoutPause payoutPause(DynamoDbEnhancedClient dynamo) {
        return new PayoutPause(dynamo, config.tablePrefix());
    }

    @Singleton
    DailyAggregates dailyAggregates(DynamoDbEnhancedClient dynamo) {
        return new DailyAggregates(dynamo, config.tablePrefix());
    }

    @Singleton
    MatchStates matchStates(DynamoDbClient dynamo) {
        return new MatchStates(dynamo, config.tablePrefix());
    }

    @Singleton
    HostsSeen hostsSeen(HostTable hosts, Takeovers takeovers, HostId hostId) {
        return new HostsSeen(hosts, takeovers, hostId.value());
    }

    @Singleton
    RulesVersions rulesVersions(DynamoDbClient dynamo, HostsSeen hosts) {
        return new RulesVersions(new RulesInUse(dynamo, config.tablePrefix()), hosts);
    }

    @Singleton
    OperatedRooms operatedRooms(
            RoomDirectory directory,
            RoomTable rooms,
            HandOvers handOvers,
            HostsSeen hosts,
            DynamoDbEnhancedClient dynamo,
            DeadLetterBook letters,
            MatchStates states) {
        return new OperatedRooms(
                directory,
                rooms,
                handOvers,
                hosts,
                new RoomStakes(dynamo, letters, config.tablePrefix(), InstantSource.system()),
                states);
    }

    @Singleton
    @Bean(preDestroy = "close")
    ProtectionKeeper protection(RoomDirectory directory) {
        TaskProtection agent =
                config.operator()
                        .agent()
                        .<TaskProtection>map(EcsTaskProtection::new)
                        .orElse(TaskProtection.NONE);
        return new ProtectionKeeper(agent, directory::size, System::nanoTime);
    }
}
