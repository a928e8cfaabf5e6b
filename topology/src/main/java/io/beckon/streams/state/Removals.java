package io.beckon.streams.state;

import io.beckon.engine.shopper.RemovedLine;
import java.util.List;

/** Lines taken out of carts, as stored. */
final class Removals {

  private Removals() {}

  static List<io.beckon.state.RemovedLine> stored(List<RemovedLine> lines) {
    return PartCodec.each(lines, l -> new io.beckon.state.RemovedLine(l.line(), l.at()));
  }

  static List<RemovedLine> live(List<io.beckon.state.RemovedLine> stored) {
    return PartCodec.each(stored, l -> new RemovedLine(l.getLine(), l.getAt()));
  }
}
