package dev.atrium.schema;

/**
 * People who play together.
 *
 * @param code by which others join, the key
 * @param leader who queues for all
 * @param members JSON array of who is in it and with what, the leader first
 * @param version rises with every change
 * @param ttl seconds since 1970; a party that nobody changes is forgotten
 */
public record PartyRow(String code, String leader, String members, long version, long ttl) {}
