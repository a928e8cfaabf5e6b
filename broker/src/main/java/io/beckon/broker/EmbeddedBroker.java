package io.beckon.broker;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jspecify.annotations.Nullable;

/**
 * One Kafka node, broker and controller in one, in this JVM; ready for clients when {@link
 * Builder#start()} returns, about a second later.
 *
 * <pre>{@code
 * try (EmbeddedBroker broker = EmbeddedBroker.start()) {
 *   properties.put("bootstrap.servers", broker.bootstrapServers());
 * }
 * }</pre>
 *
 * <p>It listens on the loopback interface only, without authentication. A broker that was given a
 * directory keeps its records there and may be started again on it; any other lives in a temporary
 * directory that is deleted at {@link #close()}.
 *
 * <p>Kafka's server treats some faults (a full disk, a log directory deleted under it) as fatal and
 * then halts the JVM; so it does here.
 */
public final class EmbeddedBroker implements AutoCloseable {

  /** One for all: a directory can be reused only under the id that it was formatted with. */
  private static final String CLUSTER_ID = "YmVja29uLWVtYmVkZGVkLQ";

  private final KafkaRaftServer server;
  private final Path directory;
  private final boolean temporary;
  private final String bootstrapServers;
  private boolean closed;

  private EmbeddedBroker(KafkaRaftServer server, Path directory, boolean temporary, int port) {
    this.server = server;
    this.directory = directory;
    this.temporary = temporary;
    this.bootstrapServers = BrokerConfig.HOST + ":" + port;
  }

  /** Starts a broker with one partition per topic, on a free port, in a temporary directory. */
  public static EmbeddedBroker start() {
    return builder().start();
  }

  /** Returns a builder that, left alone, starts what {@link #start()} starts. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns what clients need as {@code bootstrap.servers}: one {@code host:port}. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /** Returns where the broker keeps its logs. */
  public Path directory() {
    return directory;
  }

  /**
   * Stops the broker and waits until it has stopped; deletes its directory if that is a temporary
   * one. A second call does nothing.
   *
   * @throws UncheckedIOException if the temporary directory cannot be deleted
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    if (temporary) {
      delete(directory);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + directory, e);
    }
  }

  /** What can be chosen about a broker. */
  public static final class Builder {
    private @Nullable Path directory;
    private int port;
    private int partitions = 1;
    private final Map<String, String> properties = new TreeMap<>();

    private Builder() {}

    /**
     * Keeps the logs in this directory, made if it does not exist and kept at close. A broker
     * started on it later finds the topics and records of the one before.
     */
    public Builder directory(Path directory) {
      this.directory = directory;
      return this;
    }

    /**
     * Listens on this port.
     *
     * @param port 1 to 65535; or 0, the default, for a free one
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port is 0 to 65535, not " + port);
      }
      this.port = port;
      return this;
    }

    /** Gives new topics this many partitions where their creator does not say; default 1. */
    public Builder partitions(int partitions) {
      if (partitions < 1) {
        throw new IllegalArgumentException("partitions is at least 1, not " + partitions);
      }
      this.partitions = partitions;
      return this;
    }

    /** Sets a Kafka server property, over what this class would choose. */
    public Builder property(String name, String value) {
      properties.put(name, value);
      return this;
    }

    /**
     * Starts the broker.
     *
     * @throws IllegalStateException if it cannot be started, for example as its port is taken or
     *     its directory is in use
     * @throws UncheckedIOException if its directory cannot be made
     */
    public EmbeddedBroker start() {
      boolean temporary = directory == null;
      Path where = directory == null ? temporaryDirectory() : made(directory);
      try {
        if (port != 0 && Ports.taken(port)) {
          throw new IllegalStateException("Port " + port + " is taken");
        }
        if (inUse(where)) {
          throw new IllegalStateException(where + " is in use by another broker");
        }
        int chosen = port == 0 ? Ports.freeBeside(0) : port;
        KafkaRaftServer server = launch(where, chosen, Ports.freeBeside(chosen));
        return new EmbeddedBroker(server, where, temporary, chosen);
      } catch (RuntimeException | Error e) {
        if (temporary) {
          delete(where);
        }
        throw e;
      }
    }

    /** Kafka itself looks at the lock too late: after it has written to the metadata log. */
    private static boolean inUse(Path where) {
      Path lock = where.resolve(".lock");
      try (FileChannel channel = FileChannel.open(lock, CREATE, WRITE)) {
        return channel.tryLock() == null;
      } catch (OverlappingFileLockException e) {
        return true;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot lock " + lock, e);
      }
    }

    private KafkaRaftServer launch(Path where, int broker, int controller) {
      try {
        format(where);
        KafkaConfig config =
            new KafkaConfig(BrokerConfig.of(where, broker, controller, partitions, properties));
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return server;
      } catch (Exception e) {
        throw new IllegalStateException("The embedded broker did not start", e);
      }
    }

    private static void format(Path where) throws Exception {
      try (PrintStream silent =
          new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
        new Formatter()
            .setPrintStream(silent)
            .setNodeId(BrokerConfig.NODE_ID)
            .setClusterId(CLUSTER_ID)
            .addDirectory(where.toString())
            .setMetadataLogDirectory(where.toString())
            .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
            .setReleaseVersion(MetadataVersion.latestProduction())
            .setIgnoreFormatted(true)
            .run();
      }
    }

    private static Path temporaryDirectory() {
      try {
        return Files.createTempDirectory("beckon-broker-");
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot make a temporary directory", e);
      }
    }

    private static Path made(Path directory) {
      try {
        return Files.createDirectories(directory).toAbsolutePath();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot make " + directory, e);
      }
    }
  }
}
