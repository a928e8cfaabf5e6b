package io.beckon.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** Which version this is; what {@code --version} prints. */
public final class Version implements IVersionProvider {

  /** Beckon's own; a text that says so when the build has not told it. */
  public static String beckon() {
    Properties build = new Properties();
    try (InputStream file = Version.class.getResourceAsStream("version.properties")) {
      if (file != null) {
        build.load(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version", "of an unknown version");
  }

  /** That of the Kafka clients and of Kafka Streams. */
  public static String kafka() {
    return AppInfoParser.getVersion();
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "beckon " + beckon(), "Kafka clients " + kafka(), "Java " + Runtime.version()
    };
  }
}
