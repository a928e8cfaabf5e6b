package io.beckon.demo.screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether standard output is a terminal that can redraw lines. Java 17 cannot tell. Linux can;
 * elsewhere the system property {@code beckon.terminal} says it, and without it there is none.
 */
final class Terminal {

  private Terminal() {}

  static boolean isStandardOutput() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return Boolean.getBoolean("beckon.terminal");
    }
  }
}
