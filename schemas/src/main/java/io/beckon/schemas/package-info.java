/**
 * How records are written and read: the wire formats of the topics, the format of the state stores,
 * and the schemas that were released. May use Avro and Kafka's clients; knows nothing of decisions.
 *
 * <p>What is read is told apart in two: {@link io.beckon.schemas.UnreadablePayload} (this record
 * will never be readable; put it aside) and {@link io.beckon.schemas.RegistryUnavailable} (nothing
 * is known yet; try again). Neither ever carries the payload's content.
 */
@NullMarked
package io.beckon.schemas;

import org.jspecify.annotations.NullMarked;
