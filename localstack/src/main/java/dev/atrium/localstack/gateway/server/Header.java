package dev.atrium.localstack.gateway.server;

/** One line of a request's or an answer's head. */
public record Header(String name, String value) {}
