package io.beckon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractStringAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class DestinationTest {

  /** On Linux nobody, whatever their rights, makes anything there. */
  private static final Path NOWHERE = Path.of("/proc/beckon");

  @TempDir Path folder;

  @Test
  void shouldMakeAFolderWithAllAboveIt() throws IOException {
    Path deep = folder.resolve("a/b/c");

    Destination.folder(deep, "report.txt");
    Destination.folder(deep, "report.txt");

    assertThat(deep).isEmptyDirectory();
  }

  @Test
  void shouldLeaveWhatIsThereAsItIs() throws IOException {
    Path file = Files.writeString(folder.resolve("report.txt"), "dear");

    Destination.folder(folder, "report.txt");
    Destination.file(file);

    assertThat(file).hasContent("dear");
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactly(file);
    }
  }

  @Test
  void shouldRefuseAFileWhereAFolderIsWanted() throws IOException {
    Path file = Files.createFile(folder.resolve("out"));
    Path below = file.resolve("deep/er");

    assertRefusal(() -> Destination.folder(file))
        .isEqualTo(
            "--out is " + file + ": that is not a folder; give another folder, or move it away.");
    assertRefusal(() -> Destination.folder(below))
        .isEqualTo(
            "--out is "
                + below
                + ": "
                + file
                + " is not a folder; give another folder, or move it away.");
    assertRefusal(() -> Destination.file(below))
        .contains("--out is " + below, file + " is not a folder; give another file");
    assertThat(file).isRegularFile();
  }

  @Test
  void shouldRefuseALinkToNothing() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("gone"));

    assertRefusal(() -> Destination.folder(link)).contains("that is not a folder");
  }

  @Test
  void shouldFollowALinkToAFolder() throws IOException {
    Path there = Files.createDirectory(folder.resolve("there"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), there);

    Destination.folder(link, "report.txt");
    Destination.file(link.resolve("sub/report.txt"));

    assertThat(there.resolve("sub")).isDirectory();
  }

  @Test
  void shouldRefuseAFolderWhereAFileIsWanted() throws IOException {
    Files.createDirectory(folder.resolve("report.txt"));

    assertRefusal(() -> Destination.file(folder))
        .isEqualTo(
            "--out is " + folder + ": that is a folder, and a file is wanted; give another file.");
    assertRefusal(() -> Destination.folder(folder, "bench.json", "report.txt"))
        .isEqualTo(
            "--out is "
                + folder
                + ": report.txt is a folder, and a file is wanted; give another folder.");
  }

  @Test
  void shouldRefuseWhereNothingCanBeMade() {
    assertRefusal(() -> Destination.folder(NOWHERE))
        .contains("--out is /proc/beckon: it can't be written to")
        .endsWith("; check its rights, or give another folder.");
    assertRefusal(() -> Destination.folder(Path.of("/proc"))).contains("it can't be written to");
    assertRefusal(() -> Destination.file(NOWHERE))
        .contains("--out is /proc/beckon: /proc can't be written to")
        .endsWith("; check its rights, or give another file.");
  }

  @Test
  void shouldRefuseWhatMayNotBeWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("kept.txt"));
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(file), "root may write everything");

    assertRefusal(() -> Destination.file(file)).contains("that may not be written over");
    assertRefusal(() -> Destination.folder(folder, "kept.txt"))
        .contains("kept.txt may not be written over; check its rights");
    assertRefusal(() -> Destination.folder(closed))
        .contains("it can't be written to: permission denied");
    assertRefusal(() -> Destination.folder(closed.resolve("sub")))
        .contains("it can't be written to: permission denied");
    assertRefusal(() -> Destination.file(closed.resolve("sub/report.txt")))
        .contains("can't be written to: permission denied");
  }

  @Test
  void shouldBeAskedByTheCommandsThatWrite() throws IOException {
    Path file = Files.createFile(folder.resolve("out"));

    assertThat(Typed.type("config", "reference", "--out", folder.toString()))
        .isEqualTo(
            new Typed(
                2,
                "",
                "beckon: --out is "
                    + folder
                    + ": that is a folder, and a file is wanted; give another file.\n"));
    assertThat(Typed.type("flows", "docs", "--out", file.toString()))
        .isEqualTo(
            new Typed(
                2,
                "",
                "beckon: --out is "
                    + file
                    + ": that is not a folder; give another folder, or move it away.\n"));
  }

  @Test
  void shouldTakeADevice() {
    assertThatNoException().isThrownBy(() -> Destination.file(Path.of("/dev/null")));
  }

  @Test
  void shouldSayWhatFailedInTheEnd() {
    assertThat(Destination.failed(new AccessDeniedException("/x/report.txt")))
        .hasMessage("can't write to /x/report.txt: permission denied");
    assertThat(Destination.failed(new FileSystemException("/x", null, "No space left on device")))
        .hasMessage("can't write to /x: No space left on device")
        .extracting(CommandFailedException::exitCode)
        .isEqualTo(ExitCodes.FAILED);
  }

  private static AbstractStringAssert<?> assertRefusal(ThrowingCallable call) {
    return assertThatExceptionOfType(CommandFailedException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.exitCode()).isEqualTo(ExitCodes.BAD_INPUT))
        .extracting(Throwable::getMessage)
        .asString();
  }
}
