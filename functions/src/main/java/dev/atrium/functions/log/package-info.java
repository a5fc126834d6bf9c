/**
 * How functions log on Lambda: a JSON object to a line on standard error, which Lambda keeps in
 * CloudWatch. SLF4J finds it in the package that is deployed; tests and the local stack have
 * another. Any thread.
 */
@NullMarked
package dev.atrium.functions.log;

import org.jspecify.annotations.NullMarked;
