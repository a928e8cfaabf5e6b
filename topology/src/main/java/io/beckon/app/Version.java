package io.beckon.app;

import org.apache.kafka.common.utils.AppInfoParser;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "beckon " + (version == null ? "(not packaged)" : version),
      "Kafka clients " + AppInfoParser.getVersion(),
      "Java " + Runtime.version()
    };
  }
}
