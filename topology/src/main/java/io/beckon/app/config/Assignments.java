package io.beckon.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Settings from the command line, {@code key=value} each. */
final class Assignments {

  /** What looks like a key, apart from the rest, which may be a secret. */
  private static final Pattern KEY = Pattern.compile("^([a-zA-Z0-9._-]*).*$", Pattern.DOTALL);

  private Assignments() {}

  static List<Setting> settings(List<String> assignments, Consumer<String> problems) {
    List<Setting> settings = new ArrayList<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals <= 0) {
        problems.accept(
            "--set " + KEY.matcher(assignment).replaceFirst("$1") + ": expected key=value");
      } else {
        String name = assignment.substring(0, equals).strip();
        settings.add(new Setting(name, assignment.substring(equals + 1).strip(), "--set " + name));
      }
    }
    return settings;
  }
}
