/**
 * Rooms that people open by hand and find by a code of four characters: opening one, coming into it
 * and looking on, and the clean-up of codes.
 *
 * <p>Handlers are called by API Gateway for one player, {@link
 * dev.atrium.functions.party.RoomCodeSweeperHandler} by EventBridge once a minute. Blocking;
 * several run at once, and whose a code is follows from one conditional write. They must not decide
 * who may sit in a room: the room does, when somebody enters.
 */
@NullMarked
package dev.atrium.functions.party;

import org.jspecify.annotations.NullMarked;
