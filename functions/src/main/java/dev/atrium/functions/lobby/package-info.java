/**
 * What players ask of the lobby by an action that leads to several ways into a game. Handlers are
 * called by API Gateway for one player; blocking. The ways are the other packages': here it is only
 * told which one is meant.
 */
@NullMarked
package dev.atrium.functions.lobby;

import org.jspecify.annotations.NullMarked;
