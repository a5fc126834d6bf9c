package dev.atrium.schema;

/**
 * Something that an operator has switched on for the whole deployment; switched off it has no row.
 *
 * @param name such as {@code maintenance}
 * @param message what players are told
 * @param setBy the name of the operator's key
 * @param setAtMs wall time
 */
public record SwitchRow(String name, String message, String setBy, long setAtMs) {}
