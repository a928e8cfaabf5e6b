package io.beckon.app;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a command writes to: what its option {@code --out} names. Asked before anything is run, so
 * that nobody waits for results that cannot be written.
 */
public final class Destination {

  private Destination() {}

  /**
   * Makes a folder unless it is there, and tries whether it can be written to.
   *
   * @param files names of files that will be written in it, over those that are there
   * @throws CommandFailedException as bad input, saying what is in the way
   */
  public static void folder(Path folder, String... files) {
    make(folder, folder, "give another folder");
    for (String name : files) {
      overwrite(folder, folder.resolve(name), "give another folder");
    }
  }

  /**
   * Makes the folder that a file is to be in, and tries whether the file can be written. Leaves
   * alone what is in it.
   *
   * @throws CommandFailedException as bad input, saying what is in the way
   */
  public static void file(Path file) {
    if (Files.exists(file)) {
      overwrite(file, file, "give another file");
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      make(file, folder, "give another file");
    }
  }

  /** What to tell of a file that could not be written in spite of all. */
  public static CommandFailedException failed(FileSystemException e) {
    return CommandFailedException.failed("can't write to " + e.getFile() + why(e), e);
  }

  private static void make(Path given, Path folder, String mend) {
    Path obstacle = obstacle(folder.toAbsolutePath());
    if (obstacle != null) {
      boolean itself = obstacle.equals(given.toAbsolutePath());
      throw refused(
          given,
          (itself ? "that" : obstacle) + " is not a folder; " + mend + ", or move it away",
          null);
    }
    try {
      Files.createDirectories(folder);
      // A file system may say that it can be written to, and then refuse.
      Files.delete(Files.createTempFile(folder, ".beckon-", ".tmp"));
    } catch (FileSystemException e) {
      String what = folder.equals(given) ? "it" : folder.toString();
      throw refused(
          given, what + " can't be written to" + why(e) + "; check its rights, or " + mend, e);
    } catch (IOException e) {
      throw refused(given, "it can't be written to: " + e.getMessage(), e);
    }
  }

  private static void overwrite(Path given, Path file, String mend) {
    String what = file.equals(given) ? "that" : String.valueOf(file.getFileName());
    if (Files.isDirectory(file)) {
      throw refused(given, what + " is a folder, and a file is wanted; " + mend, null);
    }
    if (Files.exists(file) && !Files.isWritable(file)) {
      throw refused(given, what + " may not be written over; check its rights, or " + mend, null);
    }
  }

  /** The path itself, or what it is below, if that is there and not a folder. */
  private static @Nullable Path obstacle(Path path) {
    for (Path each = path; each != null; each = each.getParent()) {
      if (Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
        return Files.isDirectory(each) ? null : each;
      }
    }
    return null;
  }

  private static CommandFailedException refused(
      Path given, String why, @Nullable IOException cause) {
    return CommandFailedException.badInput("--out is " + given + ": " + why + ".", cause);
  }

  private static String why(FileSystemException e) {
    if (e instanceof FileAlreadyExistsException) {
      return ": something of that name is there";
    }
    if (e instanceof AccessDeniedException) {
      return ": permission denied";
    }
    String reason = e.getReason();
    return reason == null ? "" : ": " + reason;
  }
}
