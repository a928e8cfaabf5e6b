package io.beckon.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.beckon.app.doctor.DiskCheck.Disk;
import io.beckon.app.doctor.MemoryCheck.Memory;
import io.beckon.app.topics.Finding.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disk and memory of the place where the application runs. */
class PlaceChecksTest {

  private static final long MIB = 1024 * 1024;
  private static final long GIB = 1024 * MIB;
  private static final Path DIR = Path.of("/var/lib/beckon");

  @TempDir private Path temp;

  @Test
  void shouldFindNothingWhenThereIsRoom() throws Exception {
    assertThat(DiskCheck.judge(new Disk(DIR, true, true, 20 * GIB, 100 * GIB, 10 * GIB))).isEmpty();
    assertThat(DiskCheck.judge(new Disk(DIR, true, true, 2 * GIB, 10 * GIB, 2 * GIB))).isEmpty();
  }

  @Test
  void shouldWarnWhenTheStateHasNoRoomForItselfAgain() {
    assertThat(DiskCheck.judge(new Disk(DIR, true, true, 20 * GIB, 100 * GIB, 21 * GIB)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.what()).startsWith("20480 MiB of 102400 MiB are free");
            });
    assertThat(DiskCheck.judge(new Disk(DIR, true, true, 9 * GIB, 100 * GIB, GIB))).hasSize(1);
  }

  @Test
  void shouldRefuseADiskThatIsAboutToBeFull() {
    assertThat(DiskCheck.judge(new Disk(DIR, true, true, 511 * MIB, GIB, 0)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.severity()).isEqualTo(Severity.ERROR));
  }

  @Test
  void shouldRefuseAFolderThatCantBeWritten() {
    assertThat(DiskCheck.judge(new Disk(DIR, true, false, 20 * GIB, 100 * GIB, 0)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what()).contains("can't be written");
            });
  }

  @Test
  void shouldSeeAFileInTheWayOfTheFolder() throws Exception {
    Path file = Files.writeString(temp.resolve("state"), "not a folder");
    assertThat(DiskCheck.of(file.resolve("inner")))
        .anySatisfy(finding -> assertThat(finding.what()).contains("a file is in the way"));
  }

  @Test
  void shouldMeasureAFolderThatIsNotThereYet() throws Exception {
    assertThat(DiskCheck.of(temp.resolve("not/there/yet")))
        .noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  @Test
  void shouldFindNothingWhenHeapAndRocksDbFitTheLimit() {
    assertThat(
            MemoryCheck.judge(
                new Memory(GIB, 256 * MIB, OptionalLong.of(1480 * MIB), 64 * GIB, 100_000)))
        .isEmpty();
  }

  @Test
  void shouldRefuseWhatTheKernelWouldKill() {
    assertThat(
            MemoryCheck.judge(
                new Memory(GIB, 256 * MIB, OptionalLong.of(1479 * MIB), 64 * GIB, 100_000)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.what()).contains("= 1480 MiB, but the limit is 1479 MiB");
            });
    assertThat(MemoryCheck.judge(new Memory(GIB, 256 * MIB, OptionalLong.empty(), GIB, 100_000)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.what()).contains("the machine has 1024 MiB"));
  }

  @Test
  void shouldWarnOfMoreShoppersThanTheHeapHolds() {
    assertThat(
            MemoryCheck.judge(new Memory(GIB, 256 * MIB, OptionalLong.empty(), 64 * GIB, 200_000)))
        .singleElement()
        .satisfies(finding -> assertThat(finding.where()).isEqualTo("cache.shoppers"));
  }

  @Test
  void shouldReadTheLimitOfEitherVersionOfControlGroups() throws Exception {
    assertThat(MemoryCheck.limit(temp, 64 * GIB)).isEmpty();

    Path first = temp.resolve("sys/fs/cgroup/memory/memory.limit_in_bytes");
    Files.createDirectories(first.getParent());
    Files.writeString(first, "9223372036854771712\n");
    assertThat(MemoryCheck.limit(temp, 64 * GIB)).isEmpty();
    Files.writeString(first, "2147483648\n");
    assertThat(MemoryCheck.limit(temp, 64 * GIB)).hasValue(2 * GIB);

    Path second = temp.resolve("sys/fs/cgroup/memory.max");
    Files.writeString(second, "1073741824\n");
    assertThat(MemoryCheck.limit(temp, 64 * GIB)).hasValue(GIB);
    Files.writeString(second, "max\n");
    assertThat(MemoryCheck.limit(temp, 64 * GIB)).hasValue(2 * GIB);
  }
}
