/**
 * A Kafka broker inside this JVM, for the demo, tests and benchmarks. It keeps what it is told on
 * disk and speaks Kafka's protocol on the loopback interface; it is not a way to run Kafka in
 * production. May use Kafka's server and nothing of Beckon.
 */
@NullMarked
package io.beckon.broker;

import org.jspecify.annotations.NullMarked;
