package io.beckon.app.codes;

import io.beckon.app.CommandFailedException;
import io.beckon.engine.code.CodePools;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A file with a code in each line. Blank lines count for nothing, and each code once. */
public final class CodeFile {

  private static final int SHOWN = 20;

  private CodeFile() {}

  /**
   * Reads the codes, in their order.
   *
   * @throws CommandFailedException with the lines that can't be codes; the codes themselves are not
   *     repeated
   */
  public static List<String> read(Path file) {
    Set<String> codes = new LinkedHashSet<>();
    List<String> wrong = new ArrayList<>();
    int number = 0;
    try {
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        String code = line.strip();
        if (CodePools.isCode(code)) {
          codes.add(code);
        } else if (!code.isEmpty()) {
          wrong.add(file + ":" + number + ": this is no code");
        }
      }
    } catch (IOException e) {
      throw CommandFailedException.badInput("can't read " + file + ": " + e.getMessage(), e);
    }
    if (!wrong.isEmpty()) {
      throw CommandFailedException.badInput(
          String.join("\n", wrong.subList(0, Math.min(SHOWN, wrong.size())))
              + "\nExpected one code a line: 1 to 64 letters, digits and signs of ASCII, without"
              + " spaces. Nothing was added.",
          null);
    }
    return List.copyOf(codes);
  }
}
