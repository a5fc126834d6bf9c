package dev.atrium.localstack.scenario.party;

import java.util.Optional;

/**
 * What somebody is asked.
 *
 * @param round from 1
 * @param question the text
 * @param timeLimitMs how long the phase is, in the game's time
 * @param known its answers, if he has read them somewhere
 */
public record Asked(int round, String question, long timeLimitMs, Optional<Solution> known) {}
