package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.config.SerdeFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compose file is what its specification allows, and fits the application. */
class ComposeTest {

  private static final JsonNode COMPOSE =
      Project.yaml(Project.text(Project.DEPLOY.resolve("docker-compose.yml")));

  @Test
  void shouldBeWhatTheSpecificationAllows() {
    assertThat(Schemas.faultsOfCompose(COMPOSE)).isEmpty();
  }

  @Test
  void shouldSeeATypingError() {
    ObjectNode wrong = COMPOSE.deepCopy();
    ((ObjectNode) wrong.at("/services/kafka")).put("healthchek", "typo");

    assertThat(Schemas.faultsOfCompose(wrong)).anyMatch(fault -> fault.contains("healthchek"));
  }

  @Test
  void shouldPinEveryImage() {
    for (JsonNode service : COMPOSE.get("services")) {
      assertThat(service.get("image").asText()).matches("[a-z/-]+:v?[0-9]+\\.[0-9]+\\.[0-9]+");
    }
    assertThat(COMPOSE.at("/services/kafka/image").asText())
        .isEqualTo("apache/kafka:" + AppInfoParser.getVersion());
  }

  @Test
  void shouldWaitForWhatIsHealthyOrDone() {
    JsonNode services = COMPOSE.get("services");
    services
        .properties()
        .forEach(
            service ->
                service
                    .getValue()
                    .path("depends_on")
                    .properties()
                    .forEach(
                        need -> {
                          JsonNode other = services.get(need.getKey());
                          assertThat(other).as(need.getKey()).isNotNull();
                          switch (need.getValue().get("condition").asText()) {
                            case "service_healthy" ->
                                assertThat(other.has("healthcheck")).as(need.getKey()).isTrue();
                            case "service_completed_successfully" ->
                                assertThat(other.get("restart").asText()).isEqualTo("no");
                            default -> assertThat(other.has("restart")).isTrue();
                          }
                        }));
  }

  @Test
  void shouldMountOnlyFilesAndVolumesThatExist() {
    for (JsonNode service : COMPOSE.get("services")) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":", -1)[0];
        if (source.startsWith(".")) {
          assertThat(Project.DEPLOY.resolve(source).normalize()).exists();
        } else {
          assertThat(COMPOSE.get("volumes").has(source)).as(source).isTrue();
        }
      }
    }
  }

  @Test
  void shouldOpenPortsToThisMachineOnly() {
    List<String> ports = new ArrayList<>();
    COMPOSE
        .get("services")
        .forEach(service -> service.path("ports").forEach(p -> ports.add(p.asText())));

    assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"beckon-1", "beckon-2", "measurement"})
  void shouldHaveAConfigurationThatTheApplicationTakes(String instance) {
    Map<String, String> environment = new HashMap<>();
    COMPOSE
        .at("/services/" + instance + "/environment")
        .properties()
        .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));

    BeckonConfig config =
        BeckonConfig.load(
            Optional.of(Project.DEPLOY.resolve("compose/beckon.yaml")), environment, List.of());

    assertThat(config.processing().groupInstanceId()).contains(instance);
    assertThat(config.kafka().bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.state().dir()).startsWithRaw(Path.of("/var/lib/beckon"));
    assertThat(config.serde().format()).isEqualTo(SerdeFormat.REGISTRY);
  }

  @Test
  void shouldFitHeapAndRocksDbIntoTheMemoryOfAnInstance() {
    BeckonConfig config =
        BeckonConfig.load(
            Optional.of(Project.DEPLOY.resolve("compose/beckon.yaml")), Map.of(), List.of());
    for (String instance : List.of("beckon-1", "beckon-2", "measurement")) {
      long heap = mib("/services/" + instance + "/environment/HEAP");

      assertThat(mib("/services/" + instance + "/mem_limit"))
          .as(instance)
          .isGreaterThanOrEqualTo(heap + (config.state().rocksdbMemory() >> 20) + 200);
    }
  }

  private static long mib(String path) {
    return Long.parseLong(COMPOSE.at(path).asText().replaceAll("m$", ""));
  }

  @Test
  void shouldMeasureBesideTheMainJobOnStateOfItsOwn() {
    JsonNode measurement = COMPOSE.at("/services/measurement");

    assertThat(measurement.at("/command/0").asText()).isEqualTo("measure");
    assertThat(measurement.at("/volumes").toString())
        .contains("measurement:/var/lib/beckon")
        .doesNotContain("beckon-1", "beckon-2");
    assertThat(measurement.at("/healthcheck"))
        .isEqualTo(COMPOSE.at("/services/beckon-1/healthcheck"));
    BeckonConfig config =
        BeckonConfig.load(
            Optional.of(Project.DEPLOY.resolve("compose/beckon.yaml")), Map.of(), List.of());
    assertThat(config.measure().applicationId()).isEqualTo("beckon-measurement");
    assertThat(config.outcomes().markEvery()).isPositive();
  }

  @Test
  void shouldScrapeEachInstanceAndLoadTheRules() {
    JsonNode prometheus =
        Project.yaml(Project.text(Project.DEPLOY.resolve("compose/prometheus.yml")));

    List<String> jobs = new ArrayList<>();
    List<String> scraped = new ArrayList<>();
    for (JsonNode job : prometheus.get("scrape_configs")) {
      jobs.add(job.get("job_name").asText());
      job.at("/static_configs/0/targets")
          .forEach(target -> scraped.add(target.asText().replace(":8080", "")));
    }
    assertThat(jobs).containsExactly("beckon", "beckon-measurement");
    assertThat(scraped)
        .containsExactly("beckon-1", "beckon-2", "measurement")
        .allMatch(COMPOSE.get("services")::has);
    assertThat(Files.exists(HelmCharts.CHART.resolve("rules/beckon.rules.yaml"))).isTrue();
    assertThat(prometheus.get("rule_files").get(0).asText()).endsWith("/*.rules.yaml");
  }
}
