package io.beckon.app.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Can the state be kept where it is to be kept? */
final class DiskCheck {

  private static final long MEGABYTE = 1024 * 1024;

  /** RocksDB needs room to write a file anew before it deletes the old ones. */
  private static final long LEAST = 512 * MEGABYTE;

  private DiskCheck() {}

  /**
   * What was found of a folder.
   *
   * @param folder it, or what is there instead
   * @param isFolder false: a file stands there
   * @param writable may it, or the folder above, be written to?
   * @param free bytes that are left on its disk
   * @param size of its disk, bytes
   * @param used by what lies in it, bytes
   */
  record Disk(Path folder, boolean isFolder, boolean writable, long free, long size, long used) {}

  static List<Finding> of(Path dir) throws IOException {
    Path folder = dir.toAbsolutePath().normalize();
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    if (existing == null) {
      throw new NoSuchFileException(folder.toString());
    }
    FileStore store = Files.getFileStore(existing);
    return judge(
        new Disk(
            folder,
            Files.isDirectory(existing),
            Files.isWritable(existing),
            store.getUsableSpace(),
            store.getTotalSpace(),
            Files.isDirectory(folder) ? bytes(folder) : 0));
  }

  /** Files come and go while the application works. */
  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(DiskCheck::size).sum();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private static long size(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  static List<Finding> judge(Disk disk) {
    List<Finding> findings = new ArrayList<>();
    String where = disk.folder().toString();
    if (!disk.isFolder() || !disk.writable()) {
      findings.add(
          Finding.error(
              where,
              disk.isFolder()
                  ? "state.dir can't be written to by this user."
                  : "state.dir can't be made: a file is in the way.",
              "Give it to the user that Beckon runs as, or set another state.dir."));
    }
    if (disk.free() < LEAST) {
      findings.add(
          Finding.error(
              where,
              "only "
                  + mib(disk.free())
                  + " are free on the disk of state.dir: it is about to be full,"
                  + " and the application dies of that.",
              "Free some, or take a larger disk; docs/operations/sizing.md tells how large."));
    } else if (disk.free() < disk.used() || disk.free() < disk.size() / 10) {
      findings.add(
          Finding.warning(
              where,
              mib(disk.free())
                  + " of "
                  + mib(disk.size())
                  + " are free, and the state takes "
                  + mib(disk.used())
                  + ": while it is restored or compacted it may need as much again.",
              "Take a disk of twice the state at least; docs/operations/sizing.md."));
    }
    return findings;
  }

  private static String mib(long bytes) {
    return bytes / MEGABYTE + " MiB";
  }
}
