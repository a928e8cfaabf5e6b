/**
 * Beckon beside what others wrote: schema registries, serializers and Kafka clients, each real and
 * unmodified, in its own process or class loader.
 */
@NullMarked
package io.beckon.interop;

import org.jspecify.annotations.NullMarked;
