package dev.atrium.host.operator;

import java.util.Optional;

/** Whether a host takes part: holds its lease, reaches its stores, stays, and is not overloaded. */
public final class Readiness {
    private final Conditions conditions;

    /** What readiness is made of. Each is asked on any thread and must answer at once. */
    public interface Conditions {
        /** Whether it shuts down. */
        boolean isLeaving();

        /** Whether its lease is valid. */
        boolean holdsLease();

        /** Whether Redis answers. */
        boolean reachesRedis();

        /** Whether DynamoDB answers. */
        boolean reachesDynamoDb();

        /** Whether it takes no new rooms because it sheds load. */
        boolean isOverloaded();
    }

    /** Why a host is not ready. */
    public enum Reason {
        /** It shuts down. */
        LEAVING("leaving"),
        /** It holds no valid lease: none yet, or it could not be renewed in time. */
        NO_LEASE("no-lease"),
        /** Redis does not answer. */
        REDIS_UNREACHABLE("redis-unreachable"),
        /** DynamoDB does not answer. */
        DYNAMODB_UNREACHABLE("dynamodb-unreachable"),
        /** It sheds load. */
        OVERLOADED("overloaded");

        private final String code;

        Reason(String code) {
            this.code = code;
        }

        /** As the answer names it. */
        public String code() {
            return code;
        }
    }

    /** Readiness under these conditions. */
    public Readiness(Conditions conditions) {
        this.conditions = conditions;
    }

    /** Why it is not ready, the gravest first; empty if it is. */
    public Optional<Reason> whyNot() {
        if (conditions.isLeaving()) {
            return Optional.of(Reason.LEAVING);
        }
        if (!conditions.holdsLease()) {
            return Optional.of(Reason.NO_LEASE);
        }
        if (!conditions.reachesRedis()) {
            return Optional.of(Reason.REDIS_UNREACHABLE);
        }
        if (!conditions.reachesDynamoDb()) {
            return Optional.of(Reason.DYNAMODB_UNREACHABLE);
        }
        return conditions.isOverloaded() ? Optional.of(Reason.OVERLOADED) : Optional.empty();
    }
}
