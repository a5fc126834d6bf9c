package dev.atrium.functions.match;

import dev.atrium.functions.edge.Caller;
import dev.atrium.functions.edge.RateLimit;
import dev.atrium.functions.edge.SourceNetwork;
import dev.atrium.match.WaitingTicket;
import dev.atrium.message.Message;
import dev.atrium.room.RoomCode;
import dev.atrium.wire.ClientMessage;
import dev.atrium.wire.ErrorBody;
import dev.atrium.wire.ErrorCode;
import dev.atrium.wire.ServerMessage;
import dev.atrium.wire.WireException;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * People who queue together: one makes a party and tells its code, others join by it, and its
 * leader queues for all. Thread-safe.
 */
final class Parties {
    /** Longer than a room's: it is sent, not read from a screen. */
    static final int CODE_LENGTH = 6;

    /** Others change the same party at the same moment at most so often in a row. */
    private static final int ATTEMPTS_MAX = 5;

    private final PartyBook book;
    private final Summons summons;
    private final Withdrawal withdrawal;
    private final RateLimit rates;
    private final RandomGenerator random;
    private final InstantSource clock;
    private final Predicate<String> mayPlay;

    Parties(
            PartyBook book,
            Summons summons,
            Withdrawal withdrawal,
            RateLimit rates,
            Chance chance) {
        this.book = book;
        this.summons = summons;
        this.withdrawal = withdrawal;
        this.rates = rates;
        this.random = chance.random();
        this.clock = chance.clock();
        this.mayPlay = chance.mayPlay();
    }

    /**
     * What is not in the record.
     *
     * @param random draws codes: nobody may guess the next one
     * @param clock wall time
     * @param mayPlay whether a player is not kept out
     */
    record Chance(RandomGenerator random, InstantSource clock, Predicate<String> mayPlay) {}

    /**
     * {@code create-party}: the caller leads a new one; he leaves the one that he is in.
     *
     * @throws WireException {@code unavailable}
     */
    Optional<Message> create(Caller caller, ClientMessage message) throws WireException {
        PartyMessages.CreateParty asked = message.as(PartyMessages.CreateParty.class);
        PartyMember leader = member(caller, asked.nonceHash(), asked.warriors().orElse(1));
        leaveAny(caller.playerId());
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            PartyBook.Party party = new PartyBook.Party(drawCode(), List.of(leader), 0);
            if (book.write(party, Optional.of(leader.playerId()), Optional.empty(), nowMs())) {
                return Optional.of(shown(party));
            }
        }
        throw new WireException(ErrorCode.UNAVAILABLE);
    }

    /**
     * {@code join-party}: the caller is of it, and everybody in it is told; who was of it before
     * says with what he plays next.
     *
     * @throws WireException {@code party-not-found}, {@code party-full} or {@code unavailable}
     */
    Optional<Message> join(Caller caller, SourceNetwork from, ClientMessage message)
            throws WireException {
        PartyMessages.JoinParty asked = message.as(PartyMessages.JoinParty.class);
        if (rates.take(RateLimit.Rate.WRONG_CODES, from.key())
                instanceof RateLimit.Allowance.Exceeded(long retryAfterMs)) {
            return Optional.of(
                    ErrorBody.of(ErrorCode.RATE_LIMITED, message.action())
                            .retryAfter(retryAfterMs));
        }
        String code = typed(asked.code());
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            PartyBook.Party party =
                    book.find(code, nowMs())
                            .orElseThrow(() -> new WireException(ErrorCode.PARTY_NOT_FOUND));
            if (attempt == 0) {
                rates.giveBack(RateLimit.Rate.WRONG_CODES, from.key());
            }
            Optional<PartyMember> before = party.member(caller.playerId());
            if (before.isEmpty()) {
                if (party.members().size() >= WaitingTicket.PLAYERS_MAX) {
                    throw new WireException(ErrorCode.PARTY_FULL);
                }
                leaveAny(caller.playerId());
            }
            int warriors = asked.warriors().or(() -> before.map(PartyMember::warriors)).orElse(1);
            PartyBook.Party joined = party.with(member(caller, asked.nonceHash(), warriors));
            if (book.write(joined, Optional.of(caller.playerId()), Optional.empty(), nowMs())) {
                tellOthers(joined, caller.playerId());
                return Optional.of(shown(joined));
            }
        }
        throw new WireException(ErrorCode.UNAVAILABLE);
    }

    /**
     * {@code leave-party}: the caller is of it no more. If he led it the next one does.
     *
     * @throws WireException {@code not-in-party} or {@code unavailable}
     */
    Optional<Message> leave(Caller caller) throws WireException {
        Optional<String> left = leaveAny(caller.playerId());
        return Optional.of(
                new PartyMessages.PartyLeft(
                        left.orElseThrow(() -> new WireException(ErrorCode.NOT_IN_PARTY))));
    }

    /** The code of the party that he was in; what it waits for it waits for no more. */
    Optional<String> leaveAny(String playerId) throws WireException {
        // Nobody plays with a party that he has left.
        var _ = withdrawal.ofPlayer(playerId, row -> row.players() > 1);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<PartyBook.Party> party = book.of(playerId, nowMs());
            if (party.isEmpty()) {
                return Optional.empty();
            }
            PartyBook.Party left = party.get().without(playerId);
            if (book.write(left, Optional.empty(), Optional.of(playerId), nowMs())) {
                tellOthers(left, playerId);
                return Optional.of(left.code());
            }
        }
        throw new WireException(ErrorCode.UNAVAILABLE);
    }

    /** The party that somebody is in. */
    Optional<PartyBook.Party> of(String playerId) {
        return book.of(playerId, nowMs());
    }

    /**
     * The party that somebody may queue.
     *
     * @param leader as he queues himself
     * @throws WireException {@code not-in-party}, {@code not-leader}, {@code party-not-ready} or
     *     {@code member-banned}
     */
    PartyBook.Party toQueue(PartyMember leader) throws WireException {
        PartyBook.Party party =
                of(leader.playerId()).orElseThrow(() -> new WireException(ErrorCode.NOT_IN_PARTY));
        if (!party.leader().playerId().equals(leader.playerId())) {
            throw new WireException(ErrorCode.NOT_LEADER);
        }
        PartyBook.Party with = party.with(leader);
        for (PartyMember member : with.members()) {
            if (!member.ready()) {
                throw new WireException(ErrorCode.PARTY_NOT_READY);
            }
            if (!member.playerId().equals(leader.playerId()) && !mayPlay.test(member.playerId())) {
                throw new WireException(ErrorCode.MEMBER_BANNED);
            }
        }
        return with;
    }

    /** Once it is queued: for the next match everybody brings another nonce. Best effort. */
    void queued(PartyBook.Party party) {
        PartyBook.Party spent = party.spent();
        if (book.write(spent, Optional.empty(), Optional.empty(), nowMs())) {
            tellOthers(spent, "");
        }
    }

    private void tellOthers(PartyBook.Party party, String notHim) {
        if (party.members().isEmpty()) {
            return;
        }
        byte[] message = ServerMessage.answer(Optional.empty(), shown(party));
        party.members().stream()
                .map(PartyMember::playerId)
                .filter(playerId -> !playerId.equals(notHim))
                .forEach(playerId -> summons.tell(playerId, message));
    }

    private static PartyMessages.Party shown(PartyBook.Party party) {
        return new PartyMessages.Party(
                party.code(),
                party.leader().playerId(),
                party.members().stream().map(PartyMessages.Member::of).toList());
    }

    private static PartyMember member(Caller caller, Optional<String> nonceHash, int warriors) {
        return new PartyMember(
                caller.playerId(), caller.name(), caller.icon(), warriors, nonceHash.orElse(""));
    }

    private String drawCode() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(RoomCode.ALPHABET.charAt(random.nextInt(RoomCode.ALPHABET.length())));
        }
        return code.toString();
    }

    private static String typed(String text) throws WireException {
        String code = text.strip().toUpperCase(Locale.ROOT).replace("-", "");
        if (code.length() != CODE_LENGTH
                || !code.chars().allMatch(c -> RoomCode.ALPHABET.indexOf(c) >= 0)) {
            throw new WireException(ErrorCode.PARTY_NOT_FOUND);
        }
        return code;
    }

    private long nowMs() {
        return clock.millis();
    }
}
