package io.beckon.app.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.config.ConfigDef;

/** Which values are never printed, and what is printed instead. */
public final class Secrets {

  /** Printed in the place of a secret. */
  public static final String MASK = "********";

  /** Everything that Kafka's clients themselves hold for a password, whatever its name. */
  private static final ConfigDef CLIENT = AdminClientConfig.configDef();

  private static final Pattern NAME =
      Pattern.compile(
          "passw|passphrase|secret|token|jaas|credential|user.?info|basic.auth|bearer|private"
              + "|api.?key|access.?key|hmac|salt|\\.key$|certificate");

  /** Not secrets, though their names look it. */
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(endpoint\\.(uri|url)|\\.provider|\\.source|class(es)?|location|\\.type|algorithm"
              + "|(url|uri)|seconds|millis|\\.ms|enable[d]?)$");

  private static final Pattern USER_IN_ADDRESS = Pattern.compile("(://)[^/@\\s]+@");

  private Secrets() {}

  /** True for a key whose value must not be printed; the prefix of the name does not matter. */
  public static boolean isSecret(String name) {
    String plain = name.toLowerCase(Locale.ROOT);
    for (int dot = -1; ; dot = plain.indexOf('.', dot + 1)) {
      ConfigDef.ConfigKey known = CLIENT.configKeys().get(plain.substring(dot + 1));
      if (known != null) {
        return known.type == ConfigDef.Type.PASSWORD;
      }
      if (plain.indexOf('.', dot + 1) < 0) {
        break;
      }
    }
    return NAME.matcher(plain).find() && !HARMLESS.matcher(plain).find();
  }

  /** The value as it may be printed: masked, or without the user and password of an address. */
  public static String shown(String name, String value) {
    if (isSecret(name)) {
      return value.isEmpty() ? "" : MASK;
    }
    return USER_IN_ADDRESS.matcher(value).replaceAll("$1" + MASK + "@");
  }
}
