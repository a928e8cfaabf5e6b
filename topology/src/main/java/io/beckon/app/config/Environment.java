package io.beckon.app.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Settings from environment variables.
 *
 * <p>A key's variable is {@code BECKON_} and its name in upper case, with {@code _} for {@code .}
 * and {@code -}. In keys handed on to other libraries {@code _} stands for {@code .}, {@code __}
 * for {@code _} and {@code ___} for {@code -}. An empty variable counts as not set. What Kubernetes
 * adds for a service whose name begins with {@code beckon} is not ours and is passed over.
 */
final class Environment {

  static final String PREFIX = "BECKON_";

  /** Read by somebody else: the configuration of the logging. */
  static final Set<String> OTHERS = Set.of("BECKON_LOG_LEVEL");

  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "BECKON_(.*_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?"
              + "|PORT_\\d+_(TCP|UDP|SCTP)_(PROTO|PORT|ADDR))");
  private static final Pattern SERVICE_ADDRESS_NAME =
      Pattern.compile("BECKON_(.*_)?PORT(_\\d+_(TCP|UDP|SCTP))?");
  private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");

  private Environment() {}

  static List<Setting> settings(Map<String, String> environment, Consumer<String> problems) {
    List<Setting> settings = new ArrayList<>();
    new TreeMap<>(environment)
        .forEach(
            (variable, value) -> {
              if (!isOurs(variable, value)) {
                return;
              }
              String origin = "environment variable " + variable;
              name(variable)
                  .ifPresentOrElse(
                      name -> settings.add(new Setting(name, value, origin)),
                      () -> problems.accept(unknown(variable)));
            });
    return settings;
  }

  private static boolean isOurs(String variable, String value) {
    return variable.startsWith(PREFIX)
        && !value.isEmpty()
        && !OTHERS.contains(variable)
        && !SERVICE_LINK.matcher(variable).matches()
        && !(SERVICE_ADDRESS_NAME.matcher(variable).matches()
            && SERVICE_ADDRESS.matcher(value).matches());
  }

  private static Optional<String> name(String variable) {
    for (Key<?> key : Keys.ALL) {
      if (key.environmentName().equals(variable)) {
        return Optional.of(key.name());
      }
    }
    String families = Key.environmentName(IdleOverride.PREFIX);
    if (variable.startsWith(families)) {
      for (Key<?> member : IdleOverride.KEYS) {
        String ending = Key.environmentName("." + member.name()).substring(PREFIX.length());
        if (variable.endsWith(ending) && variable.length() > families.length() + ending.length()) {
          String entry = variable.substring(families.length(), variable.length() - ending.length());
          return Optional.of(
              IdleOverride.PREFIX
                  + entry.toLowerCase(Locale.ROOT).replace('_', '-')
                  + "."
                  + member.name());
        }
      }
    }
    String name =
        variable
            .substring(PREFIX.length())
            .toLowerCase(Locale.ROOT)
            .replace("___", "-")
            .replace("__", "\0")
            .replace('_', '.')
            .replace('\0', '_');
    return PassThrough.of(name).map(prefix -> name);
  }

  private static String unknown(String variable) {
    List<String> known = new ArrayList<>(OTHERS);
    Keys.ALL.forEach(key -> known.add(key.environmentName()));
    return "environment variable "
        + variable
        + ": no such key."
        + Nearest.to(variable, known).map(near -> " Did you mean " + near + "?").orElse("");
  }
}
