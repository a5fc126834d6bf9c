/** The web client and the pictures of questions, and what stands before them and the HTTP API. */
@NullMarked
package dev.atrium.cdk.web;

import org.jspecify.annotations.NullMarked;
