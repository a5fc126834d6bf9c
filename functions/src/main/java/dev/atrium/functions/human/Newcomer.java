package dev.atrium.functions.human;

import java.util.Optional;

/**
 * Who wants to be a player, and what he shows for it.
 *
 * @param network where he comes from, as far as what is counted by it goes
 * @param address where he comes from, for a provider that asks for it
 * @param proof a puzzle that he has solved
 * @param captcha a provider's token
 */
public record Newcomer(
        String network, String address, Optional<Proof> proof, Optional<String> captcha) {
    /**
     * A puzzle and its solution.
     *
     * @param puzzle as it was given
     * @param solution what solves it
     */
    public record Proof(String puzzle, String solution) {}

    @Override
    public String toString() {
        return "Newcomer[hidden]";
    }
}
