/**
 * The tables of DynamoDB and the keys of Redis that functions and hosts share: the only place where
 * their names stand. Rows are records; deployment, local stack and tests create the tables from
 * {@link dev.atrium.schema.Tables}, so they cannot differ.
 *
 * <p>Values and descriptions only; the clients are their users'.
 */
@NullMarked
package dev.atrium.schema;

import org.jspecify.annotations.NullMarked;
