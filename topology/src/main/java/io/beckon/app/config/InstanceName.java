package io.beckon.app.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

/** The name under which an instance comes back to its partitions. */
final class InstanceName {

  static final String AUTO = "auto";
  static final String NONE = "none";

  private InstanceName() {}

  static Optional<String> of(String configured, GroupProtocol protocol, Path stateDir) {
    if (configured.equals(NONE) || protocol == GroupProtocol.STREAMS) {
      return Optional.empty();
    }
    return configured.equals(AUTO) ? automatic(stateDir) : Optional.of(configured);
  }

  /** The host alone would not do: two instances on one machine would throw each other out. */
  private static Optional<String> automatic(Path stateDir) {
    Path dir = stateDir.toAbsolutePath().normalize();
    Path temporary = Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath();
    if (dir.startsWith(temporary.normalize())) {
      return Optional.empty();
    }
    return ofPlace(dir);
  }

  /**
   * A name made of the host's and the folder's, the same after a restart; empty when the host has
   * none.
   */
  static Optional<String> ofPlace(Path stateDir) {
    try {
      String host = InetAddress.getLocalHost().getHostName().replaceAll("[^a-zA-Z0-9._-]", "-");
      CRC32 hash = new CRC32();
      hash.update(
          stateDir.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8));
      return Optional.of(String.format("%s-%08x", host, hash.getValue()));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
