package io.beckon.engine.link;

import java.nio.charset.StandardCharsets;

/** Puts parameters into the query of an address. */
public final class LinkText {

  private static final String UNRESERVED = "-._~";
  private static final String HEX = "0123456789ABCDEF";

  private LinkText() {}

  /** The address with a parameter; one of that name that is there already stays. */
  public static String with(String address, String name, String value) {
    int hash = address.indexOf('#');
    String page = hash < 0 ? address : address.substring(0, hash);
    String fragment = hash < 0 ? "" : address.substring(hash);
    int query = page.indexOf('?');
    if (query >= 0 && has(page.substring(query + 1), name)) {
      return address;
    }
    String joint = query < 0 ? "?" : page.endsWith("?") || page.endsWith("&") ? "" : "&";
    return page + joint + name + "=" + encoded(value) + fragment;
  }

  private static boolean has(String query, String name) {
    for (String parameter : query.split("&", -1)) {
      if (parameter.equals(name) || parameter.startsWith(name + "=")) {
        return true;
      }
    }
    return false;
  }

  /** As RFC 3986 wants it: all but letters, digits and {@code -._~} as %XX of UTF-8. */
  static String encoded(String value) {
    StringBuilder encoded = new StringBuilder(value.length());
    for (byte each : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (each & 0xff);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNRESERVED.indexOf(c) >= 0;
      if (plain) {
        encoded.append(c);
      } else {
        encoded.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
      }
    }
    return encoded.toString();
  }
}
