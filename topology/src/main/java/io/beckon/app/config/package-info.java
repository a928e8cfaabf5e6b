/**
 * Configuration: every key is defined once, with its type, default, what is allowed and the reason;
 * values are read from a file, the environment and the command line, checked together, and handed
 * on as immutable records. {@link io.beckon.app.config.BeckonConfig} states the precedence. May use
 * Kafka's client configuration classes (names and types of keys); opens no connection.
 */
@NullMarked
package io.beckon.app.config;

import org.jspecify.annotations.NullMarked;
