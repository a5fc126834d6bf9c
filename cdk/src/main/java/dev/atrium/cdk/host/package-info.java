/** The room hosts: tasks of Fargate that scale by the rooms that they have. */
@NullMarked
package dev.atrium.cdk.host;

import org.jspecify.annotations.NullMarked;
