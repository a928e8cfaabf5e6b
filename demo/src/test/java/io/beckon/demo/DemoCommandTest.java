package io.beckon.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@SuppressWarnings("NullAway.Init")
class DemoCommandTest {

  @TempDir Path folder;
  private final StringWriter err = new StringWriter();

  @Test
  void shouldRefuseAFileInPlaceOfTheFolderBeforeTheShopOpens() throws IOException {
    Path file = Files.createFile(folder.resolve("out"));

    assertThat(run("demo", "--for", "5s", "--out", file.toString())).isEqualTo(2);

    assertThat(err.toString())
        .isEqualTo(
            "beckon: --out is "
                + file
                + ": that is not a folder; give another folder, or move it away.\n");
  }

  @Test
  void shouldRefuseAFolderInPlaceOfTheReportBeforeTheShopOpens() throws IOException {
    Files.createDirectory(folder.resolve("report.html"));

    assertThat(run("demo", "--for", "5s", "--out", folder.toString())).isEqualTo(2);

    assertThat(err.toString()).contains("report.html is a folder, and a file is wanted");
  }

  private int run(String... args) {
    CommandLine line = DemoMain.commandLine();
    line.setErr(new PrintWriter(err, true));
    return line.execute(args);
  }
}
