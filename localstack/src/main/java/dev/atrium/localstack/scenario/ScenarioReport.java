package dev.atrium.localstack.scenario;

/**
 * What happened in a scenario.
 *
 * @param json one line
 * @param complete whether all of it did that should
 */
public record ScenarioReport(String json, boolean complete) {}
