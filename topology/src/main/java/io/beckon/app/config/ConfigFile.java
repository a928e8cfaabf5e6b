package io.beckon.app.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings from a file: YAML when its name ends in {@code .yaml} or {@code .yml}, else Java
 * properties; UTF-8. Each setting knows its line.
 */
final class ConfigFile {

  private final Path file;
  private final List<Setting> settings = new ArrayList<>();
  private final Consumer<String> problems;

  private ConfigFile(Path file, Consumer<String> problems) {
    this.file = file;
    this.problems = problems;
  }

  static List<Setting> settings(Path file, Consumer<String> problems) {
    ConfigFile reader = new ConfigFile(file, problems);
    try {
      String text = Files.readString(file);
      String name = file.toString();
      if (name.endsWith(".yaml") || name.endsWith(".yml")) {
        reader.readYaml(text);
      } else {
        reader.readProperties(text);
      }
    } catch (NoSuchFileException e) {
      problems.accept(file + ": there is no such file");
    } catch (AccessDeniedException e) {
      problems.accept(file + ": not allowed to read it");
    } catch (CharacterCodingException e) {
      problems.accept(file + ": not UTF-8 text");
    } catch (IOException e) {
      problems.accept(file + ": can't be read: " + e.getMessage());
    }
    return reader.settings;
  }

  private String at(int line) {
    return file + ":" + line;
  }

  /** Takes logical lines apart here, to know their numbers; what a line means, Java decides. */
  private void readProperties(String text) {
    String[] lines = text.split("\\R", -1);
    for (int i = 0; i < lines.length; i++) {
      int first = i + 1;
      StringBuilder logical = new StringBuilder(lines[i]);
      String start = lines[i].stripLeading();
      if (start.isEmpty() || start.startsWith("#") || start.startsWith("!")) {
        continue;
      }
      while (continues(lines[i]) && i + 1 < lines.length) {
        logical.append('\n').append(lines[++i]);
      }
      Properties properties = new Properties();
      try {
        properties.load(new StringReader(logical.toString()));
      } catch (IllegalArgumentException e) {
        problems.accept(at(first) + ": not a line of a properties file: " + e.getMessage());
        continue;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      for (String name : properties.stringPropertyNames()) {
        settings.add(new Setting(name, properties.getProperty(name).strip(), at(first)));
      }
    }
  }

  private static boolean continues(String line) {
    int backslashes = 0;
    for (int i = line.length() - 1; i >= 0 && line.charAt(i) == '\\'; i--) {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  private void readYaml(String text) throws IOException {
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_OBJECT) {
        readObject(parser, "");
      } else if (first != null && first != JsonToken.VALUE_NULL) {
        problems.accept(at(parser.currentTokenLocation().getLineNr()) + ": expected key: value");
      }
    } catch (JsonProcessingException e) {
      settings.clear();
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      problems.accept(
          at(line) + ": not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }
  }

  private void readObject(JsonParser parser, String prefix) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = prefix + parser.currentName();
      int line = parser.currentTokenLocation().getLineNr();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.START_OBJECT) {
        readObject(parser, name + ".");
      } else if (value == JsonToken.START_ARRAY) {
        String joined = readArray(parser);
        if (joined == null) {
          problems.accept(at(line) + ": " + name + ": a list may only hold plain values");
        } else {
          settings.add(new Setting(name, joined, at(line)));
        }
      } else if (value == JsonToken.VALUE_NULL) {
        problems.accept(
            at(line)
                + ": "
                + name
                + ": no value. Leave the line out for the default, or write \"\"");
      } else {
        settings.add(new Setting(name, parser.getText().strip(), at(line)));
      }
    }
  }

  private static @Nullable String readArray(JsonParser parser) throws IOException {
    List<String> values = new ArrayList<>();
    boolean plain = true;
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = parser.nextToken()) {
      if (token.isStructStart()) {
        plain = false;
        parser.skipChildren();
      } else {
        values.add(parser.getText().strip());
      }
    }
    return plain ? String.join(",", values) : null;
  }
}
