package dev.atrium.rights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.atrium.rights.AskedRights.Asked;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

import java.util.List;
import java.util.Map;

class RightsTest {
    private static final String TEXT =
            """
            # a remark
            auth.GuestHandler
              dynamodb:PutItem players # another
              dynamodb:Query connections/index/by-player

            host
              s3:PutObject -
            """;

    @Test
    void whoIsNamedMayDoWhatStandsBelow() {
        Rights rights = Rights.parse(TEXT);
        assertEquals(2, rights.of("auth.GuestHandler").size());
        assertTrue(rights.allow("auth.GuestHandler", "dynamodb:PutItem", "players"));
        assertFalse(rights.allow("auth.GuestHandler", "dynamodb:GetItem", "players"));
        assertFalse(rights.allow("auth.GuestHandler", "dynamodb:Query", "connections"));
        assertFalse(rights.allow("auth.VerifyHandler", "dynamodb:PutItem", "players"));
        assertTrue(rights.allow(Rights.HOST, "s3:PutObject", Right.ONE));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "host;  dynamodb:GetItem moon|line 2: moon is nothing for dynamodb:GetItem",
                "host;  dynamodb:Query rooms/index/moon|line 2: rooms/index/moon is nothing for"
                        + " dynamodb:Query",
                "host;  everything -|line 2: everything is no action of IAM",
                "host;  dynamodb:* rooms|line 2: dynamodb:* is no action of IAM",
                "host;  s3:PutObject *|line 2: * is nothing for s3:PutObject",
                "host;  s3:PutObject|line 2: s3:PutObject is no action and what it is done with",
                "host;  s3:PutObject -;  s3:PutObject -|line 3: s3:PutObject - is there twice",
                "host;host|line 2: host is there twice",
                "a b|line 1: a b is neither a handler nor host",
            })
    void whatIsNoRightIsRefusedWithItsLine(String lines, String message) {
        String text = lines.replace(';', '\n');
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> Rights.parse(text));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void aRequestAsksForTheRightsOfEachThingThatItTouches() {
        assertEquals(
                List.of(new Asked("dynamodb:Query", "rooms/index/unopened")),
                AskedRights.of(
                        QueryRequest.builder()
                                .tableName("test-7-rooms")
                                .indexName("unopened")
                                .build()));
        assertEquals(
                List.of(new Asked("dynamodb:BatchGetItem", "active-players")),
                AskedRights.of(
                        BatchGetItemRequest.builder()
                                .requestItems(
                                        Map.of(
                                                "atrium-active-players",
                                                KeysAndAttributes.builder().build()))
                                .build()));
        assertEquals(
                List.of(
                        new Asked("dynamodb:ConditionCheckItem", "rooms"),
                        new Asked("dynamodb:PutItem", "journals")),
                AskedRights.of(
                        TransactWriteItemsRequest.builder()
                                .transactItems(
                                        TransactWriteItem.builder()
                                                .conditionCheck(c -> c.tableName("x-rooms"))
                                                .build(),
                                        TransactWriteItem.builder()
                                                .put(p -> p.tableName("x-journals"))
                                                .build())
                                .build()));
    }

    /** The schedule settles what the streams have passed over, whatever that is. */
    @Test
    void whoSettlesInTheirPlaceMayDoWhatTheStreamsHandlersMay() {
        List<Right> schedule = List.copyOf(Rights.shipped().of("settle.EscrowReconcilerHandler"));
        for (String stream : List.of("settle.SettlementHandler", "settle.VoidRoomsHandler")) {
            List<Right> missing =
                    Rights.shipped().of(stream).stream()
                            .filter(right -> !schedule.contains(right))
                            .toList();
            assertEquals(List.of(), missing, stream);
        }
    }

    /** What is shipped can be read, and says nobody may do everything. */
    @Test
    void everyHandlerIsNamed() {
        assertTrue(Rights.shipped().all().containsKey(Rights.HOST));
        assertTrue(Rights.shipped().all().size() > 50, Rights.shipped().all().keySet()::toString);
    }
}
