package io.beckon.demo.screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether standard output is a terminal that can redraw lines. */
final class Terminal {

  private Terminal() {}

  static boolean isStandardOutput() {
    if ("dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    if (Boolean.getBoolean("beckon.terminal")) {
      return true;
    }
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return System.console() != null;
    }
  }
}
