package io.beckon.demo.run;

import java.time.Duration;
import java.util.Optional;

/**
 * What traffic is to be like.
 *
 * @param length real time until it ends; empty: it goes on until it is stopped
 * @param perMinute new people a minute
 * @param seed of everything that is left to chance
 * @param start now, epoch milliseconds
 */
public record TrafficSettings(Optional<Duration> length, int perMinute, long seed, long start) {}
