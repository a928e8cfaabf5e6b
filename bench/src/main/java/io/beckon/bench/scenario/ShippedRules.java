package io.beckon.bench.scenario;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rules;
import io.beckon.engine.score.Score;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All rules that ship with the product, in force together: flows, segments, scores and stages. */
public final class ShippedRules {

  private static final String FLOWS = "/flows";

  /** Scores and stages lie apart from the flows, for those who want them. */
  private static final String LIFECYCLE = "lifecycle";

  private ShippedRules() {}

  /** All of them. They lie among the classes, in a folder or in a jar. */
  public static Rules all() {
    URL folder = RuleFiles.class.getResource(FLOWS);
    if (folder == null) {
      throw new IllegalStateException("the shipped flows are not on the class path");
    }
    try {
      if (folder.getProtocol().equals("file")) {
        return below(Path.of(folder.toURI()));
      }
      try (FileSystem jar = FileSystems.newFileSystem(folder.toURI(), Map.of())) {
        return below(jar.getPath(FLOWS));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the shipped flows can't be read: " + folder, e);
    }
  }

  private static Rules below(Path folder) throws IOException {
    Rules flows = RuleFiles.directory(folder);
    Rules lifecycle = RuleFiles.directory(folder.resolve(LIFECYCLE));
    List<Score> scores = new ArrayList<>(lifecycle.scores());
    scores.addAll(flows.scores());
    List<Rules.RuleFile> files = new ArrayList<>(lifecycle.files());
    files.removeIf(file -> file.id().equals(Rules.POLICY_ID));
    files.addAll(flows.files());
    return new Rules(
        flows.flows(), flows.policy(), flows.segments(), scores, lifecycle.stages(), files);
  }
}
