package io.beckon.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.rules.RuleFiles;
import io.beckon.app.rules.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedRulesTest {

  @TempDir private Path dir;

  @Test
  void shouldAllComeIntoForceTogether() throws Exception {
    List<Rules.RuleFile> files = new ArrayList<>();
    files.addAll(RuleFiles.directory(Path.of("flows/lifecycle")).files());
    files.removeIf(file -> file.id().equals(Rules.POLICY_ID));
    files.addAll(RuleFiles.directory(Path.of("flows")).files());

    try (Partition partition = new Partition(dir, 1, false)) {
      for (Rules.RuleFile file : files) {
        partition.activate(file.id(), 1, file.text(), file.hash());
      }

      assertThat(partition.deadLetters()).isEmpty();
    }
    assertThat(files).hasSizeGreaterThan(30);
  }
}
