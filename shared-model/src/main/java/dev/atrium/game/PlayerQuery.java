package dev.atrium.game;

import dev.atrium.message.Message;

/** A message that a player may send to ask something: it changes nothing. */
public interface PlayerQuery extends Message {}
