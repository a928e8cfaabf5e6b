/**
 * The abandonment job on Apache Flink, in a local cluster in this JVM. Has a class path of its own,
 * and is built only with the profile {@code flink}.
 */
@NullMarked
package io.beckon.bench.flink;

import org.jspecify.annotations.NullMarked;
