package dev.atrium.schema;

/**
 * Which party a player is in; one at most.
 *
 * @param playerId who
 * @param code of the party
 * @param ttl seconds since 1970, the party's
 */
public record PartyMemberRow(String playerId, String code, long ttl) {}
