package io.beckon.bench.scenario;

import io.beckon.app.config.BeckonConfig;
import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.RulePublisher;
import io.beckon.app.rules.Rules;
import io.beckon.app.topics.TopicSetup;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** Sets up what the application needs: its topics, and flows at the head of its input. */
final class ShipPrelude {

  private static final long BEFORE = Duration.ofMinutes(1).toMillis();
  private static final String FLOWS = "/flows";

  private ShipPrelude() {}

  /** With the recovery flows. */
  static void recovery(Arguments arguments, Pass pass, long startsAt) {
    before(arguments, pass, startsAt, RuleFiles.readyMade());
  }

  /** With all flows that ship, and their segments. */
  static void all(Arguments arguments, Pass pass, long startsAt) {
    before(arguments, pass, startsAt, shipped());
  }

  private static void before(Arguments arguments, Pass pass, long startsAt, Rules rules) {
    BeckonConfig config = ShipScenario.config(arguments, pass);
    try (Admin admin = Admin.create(config.kafka().adminProperties())) {
      TopicSetup.create(config, admin);
    }
    List<RulePublisher.Published> unused =
        RulePublisher.publish(config, rules.files(), Optional.of("bench"), () -> startsAt - BEFORE);
  }

  /** They lie among the classes, in a folder or in a jar. */
  private static Rules shipped() {
    URL folder = RuleFiles.class.getResource(FLOWS);
    if (folder == null) {
      throw new IllegalStateException("the shipped flows are not on the class path");
    }
    try {
      if (folder.getProtocol().equals("file")) {
        return RuleFiles.directory(Path.of(folder.toURI()));
      }
      try (FileSystem jar = FileSystems.newFileSystem(folder.toURI(), Map.of())) {
        return RuleFiles.directory(jar.getPath(FLOWS));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the shipped flows can't be read: " + folder, e);
    }
  }
}
