package dev.atrium.host.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.host.config.OperatorKeys;

import org.junit.jupiter.api.Test;

import java.util.EnumSet;
import java.util.Optional;

class ReadinessTest {
    private final EnumSet<Readiness.Reason> wrong = EnumSet.noneOf(Readiness.Reason.class);
    private final Readiness readiness =
            new Readiness(
                    new Readiness.Conditions() {
                        @Override
                        public boolean isLeaving() {
                            return wrong.contains(Readiness.Reason.LEAVING);
                        }

                        @Override
                        public boolean holdsLease() {
                            return !wrong.contains(Readiness.Reason.NO_LEASE);
                        }

                        @Override
                        public boolean reachesRedis() {
                            return !wrong.contains(Readiness.Reason.REDIS_UNREACHABLE);
                        }

                        @Override
                        public boolean reachesDynamoDb() {
                            return !wrong.contains(Readiness.Reason.DYNAMODB_UNREACHABLE);
                        }

                        @Override
                        public boolean isOverloaded() {
                            return wrong.contains(Readiness.Reason.OVERLOADED);
                        }
                    });

    @Test
    void aHostWithNothingWrongIsReady() {
        assertEquals(Optional.empty(), readiness.whyNot());
    }

    @Test
    void eachReasonAloneIsEnough() {
        for (Readiness.Reason reason : Readiness.Reason.values()) {
            wrong.clear();
            wrong.add(reason);
            assertEquals(Optional.of(reason), readiness.whyNot());
        }
    }

    @Test
    void theGravestIsTold() {
        wrong.addAll(EnumSet.allOf(Readiness.Reason.class));
        for (Readiness.Reason reason : Readiness.Reason.values()) {
            assertEquals(Optional.of(reason), readiness.whyNot());
            wrong.remove(reason);
        }
    }

    @Test
    void aKeyOpensOnlyWhatItIsFor() {
        OperatorKey key = new OperatorKey(OperatorKeys.parse("sixteen-letters-"));
        assertTrue(key.opens(Optional.of("sixteen-letters-")));
        assertFalse(key.opens(Optional.of("sixteen-letters")));
        assertFalse(key.opens(Optional.empty()));
        assertFalse(new OperatorKey(OperatorKeys.parse("")).opens(Optional.empty()));
        assertFalse(new OperatorKey(OperatorKeys.parse("")).opens(Optional.of("")));
    }
}
