package io.beckon.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Which loopback ports can be listened on, at this moment. */
final class Ports {

  /** The address of {@link BrokerConfig#HOST}. */
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /**
   * Below where operating systems place outgoing connections (32768 on Linux, 49152 elsewhere): a
   * port that is free stays so until the broker listens, also while it is restarted.
   */
  private static final int LOWEST = 20_000;

  private static final int BEYOND = 32_768;
  private static final int ATTEMPTS = 1_000;

  private Ports() {}

  /** Returns a port that nobody listens on and that is not the other one. */
  static int freeBeside(int other) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
      if (port != other && !taken(port)) {
        return port;
      }
    }
    throw new IllegalStateException("No free port from " + LOWEST + " to " + (BEYOND - 1));
  }

  static boolean taken(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      // As Kafka does: a port whose last connections are still fading out is free.
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
      return false;
    } catch (IOException e) {
      return true;
    }
  }
}
