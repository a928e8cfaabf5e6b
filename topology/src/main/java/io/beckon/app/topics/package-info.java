/**
 * The topics of the contract: what each must be like and why, creating them, and finding out what
 * is wrong with those that exist. Uses Kafka's admin client; changes nothing that exists.
 */
@NullMarked
package io.beckon.app.topics;

import org.jspecify.annotations.NullMarked;
