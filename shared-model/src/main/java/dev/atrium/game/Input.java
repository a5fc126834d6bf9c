package dev.atrium.game;

import dev.atrium.message.Message;

/**
 * Everything that reaches a room. Inputs are journalled in the order in which they were applied,
 * each with the tick it was applied at; nothing else changes a room but the passing of ticks.
 */
public sealed interface Input {

    /** An input that the rules are asked about. */
    sealed interface ToGame extends Input {}

    /**
     * A command of a player or of a bot.
     *
     * @param seat who gave it
     * @param sequence rises with every command of the seat, 1 and more; each is applied once
     * @param command one of the game's vocabulary
     */
    record Command(int seat, long sequence, Message command) implements ToGame {}

    /** Somebody takes a seat while the play runs. */
    record Joined(Seat seat) implements ToGame {}

    /** Somebody gives his seat up. */
    record Left(int seat) implements ToGame {}

    /**
     * A seat's connection went or came back.
     *
     * @param presence {@code HERE} or {@code GONE}
     */
    record PresenceChanged(int seat, Presence presence) implements ToGame {
        public PresenceChanged {
            if (presence == Presence.LEFT) {
                throw new IllegalArgumentException("leaving is an input of its own");
            }
        }
    }

    /**
     * A seat loses by decision of the shell.
     *
     * @param reason a code, such as {@code speed}
     */
    record Forfeited(int seat, String reason) implements ToGame {}

    /**
     * Something that an operator does to the room.
     *
     * @param act a code
     * @param argument what it is about; may be empty
     */
    record OperatorAct(String act, String argument) implements ToGame {}

    /**
     * A message of another room. Numbered by the sender without gaps from 1; each is applied once
     * and in order, whatever was lost or sent twice on the way. One that the game refuses does not
     * count as received and holds up those behind it: what a game has no use for it takes and
     * leaves without effect.
     *
     * @param from the sending room
     * @param sequence its number among those sent from there to here
     * @param message one of the game's vocabulary
     */
    record RoomMessage(String from, long sequence, Message message) implements ToGame {}

    /**
     * A destination has stored the effects up to that number: they need not be sent again.
     *
     * @param destination as in the effect
     * @param sequence the highest number stored
     */
    record EffectsAcknowledged(Destination destination, long sequence) implements Input {}
}
