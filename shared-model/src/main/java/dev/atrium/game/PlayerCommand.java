package dev.atrium.game;

import dev.atrium.message.Message;

/** A message that a player may send to change something: it reaches the rules as an input. */
public interface PlayerCommand extends Message {}
