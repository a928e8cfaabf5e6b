package io.beckon.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import io.kubernetes.client.util.Yaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The chart as Helm renders it, each object read strictly. */
final class HelmCharts {

  static final Path CHART = Project.DEPLOY.resolve("helm/beckon");
  private static final Path WORK = Path.of("target", "helm-values");

  private HelmCharts() {}

  /** Objects by kind and name; "Kind/name". */
  static Map<String, JsonNode> render(String values) {
    Map<String, JsonNode> objects = new LinkedHashMap<>();
    for (JsonNode object : Project.documents(text(values))) {
      String id = object.get("kind").asText() + "/" + object.at("/metadata/name").asText();
      if (objects.put(id, object) != null) {
        throw new IllegalStateException(id + " is rendered twice");
      }
      readStrictly(object);
    }
    return objects;
  }

  /** Helm; the test is left out where the library that brings it has no native part. */
  static Helm helm() {
    Assumptions.assumeTrue(
        System.getProperty("os.name").equals("Linux")
            && System.getProperty("os.arch").equals("amd64"),
        "Helm comes as a library for Linux on x86-64");
    return new Helm(CHART);
  }

  static String text(String values) {
    try {
      Files.createDirectories(WORK);
      Path file = Files.createTempFile(WORK, "values", ".yaml");
      Files.writeString(file, values);
      return helm()
          .template()
          .withName("beckon")
          .withNamespace("shop")
          .withKubeVersion("1.32.0")
          .withValuesFile(file)
          .call();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads an object as Kubernetes' types, or by the definition of its custom resource.
   *
   * @throws IllegalStateException when a field is not known, or of the wrong type
   */
  static void readStrictly(JsonNode object) {
    String kind = object.get("kind").asText();
    if (Schemas.knows(kind)) {
      List<String> faults = Schemas.faultsOfCustom(object);
      if (!faults.isEmpty()) {
        throw new IllegalStateException(kind + ": " + faults);
      }
      return;
    }
    try {
      Object read = Yaml.load(object.toString());
      if (!read.getClass().getName().startsWith("io.kubernetes.client.openapi.models.")) {
        throw new IllegalStateException(kind + " is no kind of Kubernetes: " + read.getClass());
      }
    } catch (IOException | RuntimeException e) {
      throw new IllegalStateException(kind + ": " + e.getMessage(), e);
    }
  }
}
