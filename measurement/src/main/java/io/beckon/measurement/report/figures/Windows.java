package io.beckon.measurement.report.figures;

import io.beckon.contract.Channel;
import io.beckon.contract.TouchKind;
import java.time.Duration;
import java.util.Map;

/**
 * How long after a touch an order is credited to it.
 *
 * @param lengths by channel and kind of touch; what is not in it is none
 * @param factor by which all of them are longer or shorter
 */
record Windows(Map<Channel, Map<TouchKind, Duration>> lengths, double factor) {

  /** The window of such a touch in milliseconds; -1: such a touch does not count. */
  long millis(Channel channel, TouchKind kind) {
    Duration length = lengths.getOrDefault(channel, Map.of()).get(kind);
    return length == null ? -1 : Math.round(length.toMillis() * factor);
  }
}
