package io.beckon.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be known of the image without an engine that builds it. */
class ImageTest {

  private static final List<String> LINES =
      Project.text(Project.DEPLOY.resolve("docker/Dockerfile"))
          .replaceAll("\\\\\\n\\s*", "")
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();

  @TempDir private Path folder;

  @Test
  void shouldPinWhatItIsBuiltOn() {
    List<String> images =
        LINES.stream()
            .filter(line -> line.startsWith("FROM "))
            .map(line -> line.split(" ", -1)[1])
            .filter(image -> !image.equals("base"))
            .toList();

    assertThat(images)
        .hasSize(2)
        .allMatch(
            image ->
                image.matches(
                    "[a-z-]+:[0-9.]+[0-9_]*-.*17.*|eclipse-temurin:17\\.[0-9._]+-jre-.*"));
  }

  @Test
  void shouldNotRunAsRoot() {
    assertThat(LINES).contains("USER 10001:10001");
    assertThat(LINES.stream().filter(line -> line.startsWith("USER "))).hasSize(1);
    int user = LINES.indexOf("USER 10001:10001");
    assertThat(LINES.subList(0, user))
        .anyMatch(line -> line.equals("FROM eclipse-temurin:17.0.15_6-jre-jammy AS base"));
    assertThat(LINES.stream().filter(line -> line.startsWith("FROM base AS"))).hasSize(2);
  }

  @Test
  void shouldCopyOnlyWhatIsInTheContext() {
    List<String> allowed =
        Project.text(Project.ROOT.resolve(".dockerignore"))
            .lines()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();
    for (String line : LINES) {
      if (!line.startsWith("COPY ") || line.contains("--from=")) {
        continue;
      }
      List<String> words = new ArrayList<>(List.of(line.split(" +", -1)));
      words.removeIf(word -> word.startsWith("--"));
      for (String source : words.subList(1, words.size() - 1)) {
        assertThat(Project.ROOT.resolve(source)).as(line).exists();
        assertThat(allowed)
            .as(source + " in .dockerignore")
            .anyMatch(entry -> source.equals(entry) || source.startsWith(entry + "/"));
      }
    }
  }

  /** A module's pom that is missing would stop Maven before it built anything. */
  @Test
  void shouldCopyThePomOfEachModule() {
    Matcher modules =
        Pattern.compile("<module>([a-z/]+)</module>")
            .matcher(Project.text(Project.ROOT.resolve("pom.xml")).split("<profiles>", -1)[0]);
    int found = 0;
    while (modules.find()) {
      String module = modules.group(1);
      assertThat(LINES)
          .as(module)
          .anyMatch(
              line ->
                  line.startsWith("COPY " + module + "/pom.xml ")
                      || line.equals("COPY " + module + " " + module));
      found++;
    }
    assertThat(found).isGreaterThanOrEqualTo(6);
  }

  @Test
  void shouldSortTheJarsIntoLayers() throws Exception {
    Path lib = Files.createDirectories(folder.resolve("m2"));
    for (String jar :
        List.of("kafka-streams-4.jar", "avro-1.jar", "hipparchus-4.jar", "kafka_2.13-4.jar")) {
      Files.writeString(lib.resolve(jar), jar);
    }
    for (String module : List.of("schemas", "topology", "measurement", "broker", "demo")) {
      Path target = Files.createDirectories(folder.resolve(module + "/target"));
      Files.writeString(target.resolve("beckon-" + module + "-1.jar"), module);
    }
    String own = folder.resolve("schemas/target/beckon-schemas-1.jar").toString();
    String used = lib.resolve("kafka-streams-4.jar") + ":" + lib.resolve("avro-1.jar");
    Files.writeString(folder.resolve("topology/target/classpath.txt"), used + ":" + own);
    String measured = used + ":" + lib.resolve("hipparchus-4.jar");
    Files.writeString(folder.resolve("measurement/target/classpath.txt"), measured + ":" + own);
    Files.writeString(
        folder.resolve("demo/target/classpath.txt"),
        own + ":" + measured + ":" + lib.resolve("kafka_2.13-4.jar"));

    assertThat(run(Map.of(), "sh", Project.DEPLOY.resolve("docker/layers.sh").toString(), "out"))
        .isZero();

    assertThat(files("out/lib"))
        .containsExactlyInAnyOrder("kafka-streams-4.jar", "avro-1.jar", "hipparchus-4.jar");
    assertThat(files("out/own"))
        .containsExactlyInAnyOrder(
            "beckon-schemas-1.jar", "beckon-topology-1.jar", "beckon-measurement-1.jar");
    assertThat(files("out/demo-lib")).containsExactly("kafka_2.13-4.jar");
    assertThat(files("out/demo-own"))
        .containsExactlyInAnyOrder("beckon-broker-1.jar", "beckon-demo-1.jar");
  }

  @Test
  void shouldStartTheApplicationWithItsHeapAndArguments() throws Exception {
    Path java = Files.createDirectories(folder.resolve("jdk/bin")).resolve("java");
    Files.writeString(
        java, "#!/bin/sh\nfor word; do echo \"$word\"; done > '" + folder.resolve("said") + "'\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Map<String, String> environment =
        Map.of(
            "JAVA_HOME",
            folder.resolve("jdk").toString(),
            "HEAP",
            "2g",
            "JAVA_OPTS",
            "-Da=1 -Db=2");

    assertThat(run(environment, script("beckon"), "run", "--config", "a file.yaml")).isZero();

    assertThat(Files.readAllLines(folder.resolve("said")))
        .contains("-Xms2g", "-Xmx2g", "-Da=1", "-Db=2", "/opt/beckon/own/*:/opt/beckon/lib/*")
        .endsWith("io.beckon.app.Beckon", "run", "--config", "a file.yaml");

    assertThat(run(environment, script("beckon"), "doctor", "--config", "f")).isZero();
    assertThat(Files.readAllLines(folder.resolve("said")))
        .as("typed beside the application, within the same limit")
        .contains("-Xmx2g", "-XX:+UseSerialGC")
        .doesNotContain("-Xms2g");

    assertThat(run(environment, script("beckon"), "measure", "--help")).isZero();
    assertThat(Files.readAllLines(folder.resolve("said")))
        .endsWith("io.beckon.measurement.MeasurementMain", "measure", "--help");
  }

  @Test
  void shouldBeHealthyOnlyWhenTheInstanceIsReady() throws Exception {
    for (int status : new int[] {200, 503}) {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/health/ready",
          exchange -> {
            byte[] body = "{}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      String port = String.valueOf(server.getAddress().getPort());
      try {
        assertThat(run(Map.of("BECKON_HTTP_PORT", port), script("healthy")) == 0)
            .isEqualTo(status == 200);
      } finally {
        server.stop(0);
      }
      assertThat(run(Map.of("BECKON_HTTP_PORT", port), script("healthy"))).isNotZero();
    }
  }

  private static String script(String name) {
    return Project.DEPLOY.resolve("docker").resolve(name).toString();
  }

  private int run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    Process process = builder.start();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(String.join(" ", command) + " does not end");
    }
    return process.exitValue();
  }

  private List<String> files(String directory) throws IOException {
    try (var files = Files.list(folder.resolve(directory))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
