package io.beckon.app.doctor;

import io.beckon.app.CommandFailedException;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.SerdeFormat;
import io.beckon.app.rules.PublishedRules;
import io.beckon.app.topics.Finding.Severity;
import io.beckon.contract.RuleKind;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * What is looked at in the place where the application starts, when brokers and topics are found to
 * be well: a part of what the doctor looks at, so that the log of a start names what will go wrong
 * later.
 */
public final class BeforeStart {

  /** More than a disk that is full has left. */
  private static final int PROBE_BYTES = 64 * 1024;

  private BeforeStart() {}

  /**
   * Looks.
   *
   * @return what will go wrong, and does not stand in the way of a start
   * @throws CommandFailedException when the state can't be kept where it is to be kept
   */
  public static List<Finding> look(BeckonConfig config) {
    tryToWrite(config.state().dir());
    List<Finding> all = new ArrayList<>();
    try {
      all.addAll(DiskCheck.of(config.state().dir()));
    } catch (IOException e) {
      // The disk does not tell its size; it was written to.
    }
    all.addAll(MemoryCheck.of(config.state()));
    if (config.serde().format() == SerdeFormat.REGISTRY) {
      all.addAll(RegistryCheck.of(config.serde(), config.topics()));
    }
    if (all.stream().noneMatch(finding -> finding.where().equals(RegistryCheck.URL))) {
      all.addAll(rules(config));
    }
    return all.stream()
        .filter(finding -> finding.severity() != Severity.ADVICE)
        .map(finding -> finding.rewritten(config::masked))
        .toList();
  }

  /** A file system may say that it can be written to, and then refuse. */
  private static void tryToWrite(Path dir) {
    Path folder = dir.toAbsolutePath().normalize();
    try {
      Files.createDirectories(folder);
      Path probe = Files.createTempFile(folder, "beckon-start", ".tmp");
      try {
        Files.write(probe, new byte[PROBE_BYTES]);
      } finally {
        Files.deleteIfExists(probe);
      }
    } catch (IOException e) {
      throw CommandFailedException.failed(
          "state.dir "
              + folder
              + " can't be written to: "
              + (e instanceof FileAlreadyExistsException ? "a file is in the way" : reason(e))
              + "."
              + "\nGive it to the user that Beckon runs as, mount it for writing, free some space, or"
              + " set another state.dir.",
          e);
    }
  }

  private static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    return e.getMessage() == null ? kind : kind + " " + e.getMessage();
  }

  /** What was published and can't be read, or that nothing was. */
  private static List<Finding> rules(BeckonConfig config) {
    String topic = config.topics().flows();
    List<String> unreadable = new ArrayList<>();
    PublishedRules published;
    try {
      published = PublishedRules.read(config, unreadable);
    } catch (KafkaException e) {
      return List.of(
          Finding.warning(
              topic,
              "what is published there could not be read: " + e.getMessage(),
              "See 'beckon doctor'."));
    }
    List<Finding> findings = new ArrayList<>();
    for (String record : unreadable) {
      findings.add(
          Finding.warning(
              topic,
              "a record can't be read: " + record,
              "Write to it with 'beckon flows publish' only."));
    }
    if (published.heads().stream().noneMatch(head -> head.getKind() == RuleKind.FLOW)) {
      findings.add(
          Finding.warning(
              topic,
              "no flow is published: triggers are told, and nothing is sent.",
              "Publish some: 'beckon flows publish'."));
    }
    return findings;
  }
}
