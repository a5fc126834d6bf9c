package dev.atrium.functions.match;

import dev.atrium.functions.edge.Stores;
import dev.atrium.message.Message;
import dev.atrium.schema.PartyMemberRow;
import dev.atrium.schema.PartyRow;
import dev.atrium.schema.Tables;
import dev.atrium.wire.Json;
import dev.atrium.wire.MessageJson;
import dev.atrium.wire.WireException;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactDeleteItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactPutItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactWriteItemsEnhancedRequest;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The record of parties, in DynamoDB: every change writes the party's row, if nobody has written it
 * since it was read, and with it the row of who joins or leaves, so that nobody is in two. Blocking
 * and thread-safe.
 */
final class PartyBook {
    /** A party that nobody changes for so long is forgotten. */
    private static final long KEPT_S = TimeUnit.HOURS.toSeconds(12);

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<PartyRow> parties;
    private final DynamoDbTable<PartyMemberRow> members;

    PartyBook(Stores stores) {
        this.client = stores.dynamo();
        this.parties = stores.table(Tables.PARTIES);
        this.members = stores.table(Tables.PARTY_MEMBERS);
    }

    /**
     * A party as it stands.
     *
     * @param code by which others join
     * @param members the leader first
     * @param version of the row that was read; 0 of a party that is to be made
     */
    record Party(String code, List<PartyMember> members, long version) {
        Party {
            members = List.copyOf(members);
        }

        PartyMember leader() {
            return members.getFirst();
        }

        Optional<PartyMember> member(String playerId) {
            return members.stream().filter(m -> m.playerId().equals(playerId)).findFirst();
        }

        /** With that member, in the place of the one that he was, or last. */
        Party with(PartyMember member) {
            List<PartyMember> changed = new ArrayList<>(members);
            for (int i = 0; i < changed.size(); i++) {
                if (changed.get(i).playerId().equals(member.playerId())) {
                    changed.set(i, member);
                    return new Party(code, changed, version);
                }
            }
            changed.add(member);
            return new Party(code, changed, version);
        }

        /** Without him; the next one leads then. */
        Party without(String playerId) {
            return new Party(
                    code,
                    members.stream().filter(m -> !m.playerId().equals(playerId)).toList(),
                    version);
        }

        /** Once it was queued. */
        Party spent() {
            return new Party(code, members.stream().map(PartyMember::spent).toList(), version);
        }
    }

    /** The members of a party, as its row has them. */
    record Members(List<PartyMember> members) implements Message {}

    /** The party of that code. */
    Optional<Party> find(String code, long nowMs) {
        return Optional.ofNullable(
                        parties.getItem(
                                get -> get.key(k -> k.partitionValue(code)).consistentRead(true)))
                .filter(row -> row.ttl() > TimeUnit.MILLISECONDS.toSeconds(nowMs))
                .map(PartyBook::read);
    }

    /** The party that somebody is in. */
    Optional<Party> of(String playerId, long nowMs) {
        return Optional.ofNullable(
                        members.getItem(
                                get ->
                                        get.key(k -> k.partitionValue(playerId))
                                                .consistentRead(true)))
                .flatMap(row -> find(row.code(), nowMs))
                .filter(party -> party.member(playerId).isPresent());
    }

    /**
     * Writes a party, with somebody who came, or without somebody who went.
     *
     * @param came in no other party
     * @return false if others changed it since it was read, or he is in another one
     */
    boolean write(Party party, Optional<String> came, Optional<String> went, long nowMs) {
        long ttl = TimeUnit.MILLISECONDS.toSeconds(nowMs) + KEPT_S;
        TransactWriteItemsEnhancedRequest.Builder transaction =
                TransactWriteItemsEnhancedRequest.builder();
        if (party.members().isEmpty()) {
            transaction.addDeleteItem(
                    parties,
                    TransactDeleteItemEnhancedRequest.builder()
                            .key(key(party.code()))
                            .conditionExpression(asRead(party, nowMs))
                            .build());
        } else {
            transaction.addPutItem(
                    parties,
                    TransactPutItemEnhancedRequest.builder(PartyRow.class)
                            .item(
                                    new PartyRow(
                                            party.code(),
                                            party.leader().playerId(),
                                            MessageJson.text(new Members(party.members())),
                                            party.version() + 1,
                                            ttl))
                            .conditionExpression(asRead(party, nowMs))
                            .build());
        }
        came.ifPresent(
                playerId ->
                        transaction.addPutItem(
                                members,
                                TransactPutItemEnhancedRequest.builder(PartyMemberRow.class)
                                        .item(new PartyMemberRow(playerId, party.code(), ttl))
                                        .conditionExpression(inNoOther(party.code(), nowMs))
                                        .build()));
        went.ifPresent(
                playerId ->
                        transaction.addDeleteItem(
                                members,
                                TransactDeleteItemEnhancedRequest.builder()
                                        .key(key(playerId))
                                        .build()));
        try {
            client.transactWriteItems(transaction.build());
            return true;
        } catch (TransactionCanceledException e) {
            return false;
        }
    }

    /** A row that nobody may read any more counts as none. */
    private static Expression asRead(Party party, long nowMs) {
        if (party.version() == 0) {
            return Expression.builder()
                    .expression("attribute_not_exists(code) OR #ttl <= :now")
                    .putExpressionName("#ttl", "ttl")
                    .putExpressionValue(":now", number(TimeUnit.MILLISECONDS.toSeconds(nowMs)))
                    .build();
        }
        return Expression.builder()
                .expression("#version = :version")
                .expressionNames(Map.of("#version", "version"))
                .putExpressionValue(":version", number(party.version()))
                .build();
    }

    private static Expression inNoOther(String code, long nowMs) {
        return Expression.builder()
                .expression("attribute_not_exists(playerId) OR code = :code OR #ttl <= :now")
                .putExpressionName("#ttl", "ttl")
                .putExpressionValue(":code", AttributeValue.fromS(code))
                .putExpressionValue(":now", number(TimeUnit.MILLISECONDS.toSeconds(nowMs)))
                .build();
    }

    private static Key key(String value) {
        return Key.builder().partitionValue(value).build();
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    private static Party read(PartyRow row) {
        try {
            return new Party(
                    row.code(),
                    MessageJson.read(Json.object(row.members()), Members.class).members(),
                    row.version());
        } catch (WireException e) {
            throw new IllegalStateException("the members of a party cannot be read", e);
        }
    }
}
