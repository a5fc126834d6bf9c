package dev.atrium.localstack.scenario.party;

/**
 * What a question's asker knows of it.
 *
 * @param correct the correct answer
 * @param robot what the robot says
 */
public record Solution(String correct, String robot) {}
