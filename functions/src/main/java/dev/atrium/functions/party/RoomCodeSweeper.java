package dev.atrium.functions.party;

import dev.atrium.functions.edge.Functions;
import dev.atrium.functions.edge.Stores;
import dev.atrium.schema.RoomCodeRow;
import dev.atrium.schema.RoomRow;
import dev.atrium.schema.TableDefinition;
import dev.atrium.schema.Tables;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.model.GetItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.Page;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Releases codes that have expired, whose rooms have ended, or whose rooms were never placed, and
 * makes the list in Redis what the table says. So whoever died between two writes is mended by the
 * next run, and so is a Redis that has forgotten everything. May run as often and as many at once
 * as it likes: each release is one conditional write, and what two write into the list is the same.
 * Blocking.
 */
final class RoomCodeSweeper {
    /** From the claim of a code to its room takes a moment; no function runs for so long. */
    static final long UNPLACED_MS_MAX = 60_000;

    /** Codes looked at together. */
    static final int PAGE_CODES = 200;

    /** Pages of one shard in one run: with all shards 48,000 codes, of the 810,000 there are. */
    private static final int SHARD_PAGES_MAX = 15;

    /** The first digits of room ids. */
    private static final String SHARDS = "0123456789abcdef";

    /** What DynamoDB gives in one call. */
    private static final int BATCH_MAX = 100;

    private static final Logger LOG = LoggerFactory.getLogger(RoomCodeSweeper.class);

    private final Stores stores;
    private final RoomCodes codes;
    private final ActiveRooms active;
    private final InstantSource clock;
    private final int shardPagesMax;

    /**
     * A sweeper of those codes.
     *
     * @param shardPagesMax how many pages it looks at in each shard in a run: the first ones, whose
     *     codes expire first
     */
    RoomCodeSweeper(
            Stores stores,
            RoomCodes codes,
            ActiveRooms active,
            InstantSource clock,
            int shardPagesMax) {
        this.stores = stores;
        this.codes = codes;
        this.active = active;
        this.clock = clock;
        this.shardPagesMax = shardPagesMax;
    }

    /** That of a process. */
    static RoomCodeSweeper of(Functions functions) {
        return new RoomCodeSweeper(
                functions.stores(),
                RoomCodes.of(functions, new SecureRandom()),
                ActiveRooms.of(functions.stores()),
                functions.clock(),
                SHARD_PAGES_MAX);
    }

    /**
     * Looks once.
     *
     * @return how many codes it released
     * @throws software.amazon.awssdk.core.exception.SdkException if the table fails; what is left
     *     is the next run's
     * @throws io.lettuce.core.RedisException if Redis does; the codes are released by then
     */
    int sweep() {
        long nowMs = clock.millis();
        List<RoomCodeRow> live = new ArrayList<>();
        int released = 0;
        for (int i = 0; i < SHARDS.length(); i++) {
            for (Page<RoomCodeRow> page : pages(SHARDS.substring(i, i + 1))) {
                released += sweep(page.items(), nowMs, live);
            }
        }
        if (released > 0) {
            LOG.info("{} codes of rooms are released", released);
        }
        mend(live, nowMs);
        return released;
    }

    /** As the index shows them, which may be behind the table; read as one goes. */
    private Iterable<Page<RoomCodeRow>> pages(String shard) {
        QueryConditional inShard = QueryConditional.keyEqualTo(k -> k.partitionValue(shard));
        var pages =
                stores.table(Tables.ROOM_CODES)
                        .index(Tables.ROOM_CODES_LIVE)
                        .query(query -> query.queryConditional(inShard).limit(PAGE_CODES));
        return () -> pages.stream().limit(shardPagesMax).iterator();
    }

    /** Releases what is to be released, adds the others to {@code live}, and counts the former. */
    private int sweep(List<RoomCodeRow> listed, long nowMs, List<RoomCodeRow> live) {
        Map<String, RoomRow> rooms =
                rows(Tables.ROOMS, listed.stream().map(RoomCodeRow::roomId).toList()).stream()
                        .collect(Collectors.toMap(RoomRow::roomId, Function.identity()));
        int released = 0;
        for (RoomCodeRow row : listed) {
            if (!hasEnded(row, rooms, nowMs)) {
                if (row.hasExpired(nowMs)) {
                    codes.withhold(row, nowMs);
                } else {
                    live.add(row);
                }
            } else if (codes.releaseInTable(row, nowMs)) {
                // The list is mended at the end, once: a Redis that is away is asked once, too.
                released++;
            }
        }
        return released;
    }

    private static boolean hasEnded(RoomCodeRow row, Map<String, RoomRow> rooms, long nowMs) {
        RoomRow room = rooms.get(row.roomId());
        return room == null
                ? nowMs - row.createdAtMs() >= UNPLACED_MS_MAX
                : !room.status().isLive();
    }

    /**
     * The index may be behind: what is in Redis and was not found live is looked up in the table
     * before it is taken out, for it may be a moment old. What was released meanwhile, and is put
     * back here, the next run takes out.
     */
    private void mend(List<RoomCodeRow> live, long nowMs) {
        active.removeExpired(nowMs);
        active.add(live);
        // As many as a run can find live, and as many others.
        int listedMax = 2 * SHARDS.length() * shardPagesMax * PAGE_CODES;
        Set<String> doubtful = new HashSet<>(active.first(listedMax));
        live.forEach(row -> doubtful.remove(row.code()));
        for (RoomCodeRow row : rows(Tables.ROOM_CODES, List.copyOf(doubtful))) {
            if (row.isLive() && !row.hasExpired(nowMs)) {
                doubtful.remove(row.code());
            }
        }
        active.remove(doubtful);
    }

    /** The rows of those keys that there are, as they stand. */
    private <T> List<T> rows(TableDefinition<T> definition, List<String> keys) {
        DynamoDbTable<T> table = stores.table(definition);
        List<T> rows = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BATCH_MAX) {
            ReadBatch.Builder<T> batch =
                    ReadBatch.builder(definition.rowType()).mappedTableResource(table);
            for (String key : keys.subList(from, Math.min(keys.size(), from + BATCH_MAX))) {
                batch.addGetItem(
                        GetItemEnhancedRequest.builder()
                                .key(k -> k.partitionValue(key))
                                .consistentRead(true)
                                .build());
            }
            stores.dynamo()
                    .batchGetItem(get -> get.readBatches(batch.build()))
                    .resultsForTable(table)
                    .forEach(rows::add);
        }
        return rows;
    }
}
