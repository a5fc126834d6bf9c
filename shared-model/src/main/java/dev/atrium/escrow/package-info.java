/**
 * Escrow: entry fees of a room, held from before play until they are paid out or given back. {@link
 * dev.atrium.escrow.Escrow} is the port, and says what each step does and refuses.
 *
 * <p>Matchmaking opens an escrow and takes the entries before it gives tickets out; settlement
 * decides, pays and closes. Both call from threads that may block, never from a tick loop or an
 * event loop. It must not decide who is owed what: {@code dev.atrium.payout} does the sums, and
 * settlement says which outcome may be believed.
 *
 * <p>{@link dev.atrium.escrow.DynamoEscrow} keeps the local ledger, double entry in DynamoDB. Every
 * movement is one transaction: its posting, under a key that can be written once, with the account
 * that pays and the account that is paid. So all balances always add up to zero, and none but
 * issuance's is below it. An escrow's row is its account too, so that its state and its balance
 * change together. Platform, burn and issuance are 16 accounts each, because everybody writes them.
 *
 * <h2>What a chain has to do differently</h2>
 *
 * <ul>
 *   <li>{@code open}: makes the room's account, for instance a token account under a key of the
 *       room's own, and has an address to tell; it costs the network's fee.
 *   <li>{@code enter}: a player signs his own transfer, so this becomes looking for one. It counts
 *       by balances, mint, reference, finality and the absence of an error, never by a memo alone;
 *       until it is final the answer is a further refusal that may be asked again. The fee is
 *       claimed once by the transfer's own signature or log index, and what came under other terms,
 *       or too late, goes back to its sender.
 *   <li>{@code withdraw}: a transfer back, as {@code refund} and {@code pay}.
 *   <li>{@code decide} and {@code fixPot}: a chain knows no such states; they stay rows here, or a
 *       contract holds them.
 *   <li>{@code refund} and {@code pay}: the signed transaction is written down under its step
 *       before it is sent, and the same one is sent again until it is final or can never be; only
 *       then may another be signed. Players are wallets, the platform is a treasury, and the burn
 *       is the token's own burning.
 *   <li>{@code close}: waits for finality, and gets back what the room's account cost.
 *   <li>{@code balance}: of the wallet, final ones only; a reorganisation may lower it.
 *   <li>{@code grant}: a faucet, on local chains only.
 * </ul>
 *
 * What stays: states and their order, each step once for its key, refusals as values, and the
 * contract test.
 */
@NullMarked
package dev.atrium.escrow;

import org.jspecify.annotations.NullMarked;
