package dev.atrium.schema;

/**
 * What a room ended with, written once.
 *
 * @param roomId the key
 * @param document the JSON text that was signed, byte for byte
 * @param keyId whose key
 * @param signature base64url Ed25519 over the document's UTF-8 bytes
 */
public record OutcomeRow(String roomId, String document, String keyId, String signature) {}
