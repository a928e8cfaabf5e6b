package io.beckon.bench.scenario;

import io.beckon.app.CommandFailedException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the Flink job's classes are. They have a class path of their own, which the profile {@code
 * flink} writes: Flink's RocksDB and that of Kafka Streams are builds of the same classes.
 */
final class FlinkClassPath {

  private static final String MAIN = "io.beckon.bench.flink.FlinkScenario";

  private FlinkClassPath() {}

  static String mainClass() {
    return MAIN;
  }

  /**
   * The class path as the build left it.
   *
   * @throws CommandFailedException if it was not built
   */
  static String read() {
    Path target = benchFolder().resolve("flink").resolve("target");
    Path written = target.resolve("classpath.txt");
    try {
      return target.resolve("classes") + File.pathSeparator + Files.readString(written).strip();
    } catch (IOException e) {
      throw CommandFailedException.failed(
          "the Flink job is not built ("
              + written
              + " cannot be read). Build it with: mvn -Pflink -pl bench/flink -am"
              + " -Dmaven.test.skip=true package",
          e);
    }
  }

  /** Classes lie in bench/target/classes, or in a jar in bench/target. */
  private static Path benchFolder() {
    try {
      Path classes =
          Path.of(FlinkClassPath.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path target = classes.getParent();
      Path bench = target == null ? null : target.getParent();
      return bench == null ? classes : bench;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("These classes are nowhere", e);
    }
  }
}
