package dev.atrium.schema;

/**
 * A part of a figure of a day; the figure is the sum over all shards.
 *
 * @param bucket {@code <day>#<shard>}: the day in UTC, {@code 2026-01-31}, and a digit; weeks are
 *     {@code 2026-W05}, months {@code 2026-01}
 * @param metric such as {@code rooms-finished}
 * @param amount how often
 */
public record DailyAggregateRow(String bucket, String metric, long amount) {}
