package io.beckon.engine.identity;

import io.beckon.engine.shopper.Shopper;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** How the parts of a shopper stand in a record that hands them over. */
public interface PartsFormat {

  /** For engines that know one shopper only: there is nobody to hand over to. */
  PartsFormat NONE =
      new PartsFormat() {
        @Override
        public Written write(Shopper.Parts parts) {
          throw new UnsupportedOperationException("this engine hands nothing over");
        }

        @Override
        public Shopper.Parts read(Map<String, ByteBuffer> parts) {
          throw new UnsupportedOperationException("this engine takes nothing over");
        }
      };

  /**
   * Parts as written.
   *
   * @param parts by the name of their store
   * @param leftOut what a record had no room for
   */
  record Written(Map<String, ByteBuffer> parts, List<String> leftOut) {}

  /** Writes parts, and leaves out what a record has no room for, the least needed first. */
  Written write(Shopper.Parts parts);

  /**
   * Reads parts.
   *
   * @throws RuntimeException when they can't be read
   */
  Shopper.Parts read(Map<String, ByteBuffer> parts);
}
