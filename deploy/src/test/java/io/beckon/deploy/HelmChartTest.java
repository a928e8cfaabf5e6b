package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import io.beckon.app.config.BeckonConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the chart renders as it is, and what holds whatever is chosen. */
class HelmChartTest {

  @TempDir private Path folder;

  @Test
  void shouldPassHelmsOwnLint() {
    LintResult lint = HelmCharts.helm().lint().strict().call();

    assertThat(lint.isFailed()).as(() -> String.join("\n", lint.getMessages())).isFalse();
  }

  @Test
  void shouldRenderOnlyWhatEveryClusterKnowsWhenNothingIsChosen() {
    assertThat(HelmCharts.render("").keySet())
        .containsExactlyInAnyOrder(
            "NetworkPolicy/beckon",
            "PodDisruptionBudget/beckon",
            "ServiceAccount/beckon",
            "ConfigMap/beckon",
            "Service/beckon-instances",
            "Service/beckon",
            "StatefulSet/beckon");
  }

  @Test
  void shouldSeeAFieldThatKubernetesDoesNotKnow() {
    ObjectNode set = HelmCharts.render("").get("StatefulSet/beckon").deepCopy();
    ((ObjectNode) set.at("/spec/template/spec/containers/0")).put("livenessProb", "typo");

    assertThatThrownBy(() -> HelmCharts.readStrictly(set)).hasMessageContaining("livenessProb");
  }

  @Test
  void shouldKeepStateOnADiskOfEachInstance() {
    JsonNode set = statefulSet("persistence: {size: 40Gi, storageClassName: fast}");

    JsonNode claim = set.at("/spec/volumeClaimTemplates/0");
    assertThat(claim.at("/spec/resources/requests/storage").asText()).isEqualTo("40Gi");
    assertThat(claim.at("/spec/storageClassName").asText()).isEqualTo("fast");
    assertThat(mount(set, claim.at("/metadata/name").asText())).isEqualTo("/var/lib/beckon");
    assertThat(config("").state().dir()).startsWithRaw(Path.of("/var/lib/beckon"));
    assertThat(set.at("/spec/persistentVolumeClaimRetentionPolicy/whenScaled").asText())
        .isEqualTo("Retain");
  }

  @Test
  void shouldNameEachInstanceAfterItsPod() {
    JsonNode set = statefulSet("");

    assertThat(environment(set))
        .containsEntry("BECKON_GROUP_INSTANCE_ID", "$(POD_NAME)")
        .containsEntry("BECKON_HTTP_ADVERTISED", "$(POD_NAME).beckon-instances.shop.svc:8080");
    assertThat(
            set.at("/spec/template/spec/containers/0/env/0/valueFrom/fieldRef/fieldPath").asText())
        .isEqualTo("metadata.name");
    assertThat(set.at("/spec/serviceName").asText()).isEqualTo("beckon-instances");
    assertThat(set.at("/spec/template/spec/enableServiceLinks").asBoolean(true)).isFalse();
  }

  @Test
  void shouldHaveAConfigurationThatTheApplicationTakes() throws Exception {
    String values =
        """
        topics: {partitions: 24, replicationFactor: 3}
        threads: {stream: 2, standbys: 2}
        memory: {heapMiB: 4096, rocksdbMiB: 2048, slackMiB: 512}
        http: {port: 9100}
        config:
          cart.idle: 45m
          serde.format: registry
          registry.url: http://registry:8080/apis/registry/v3
          kafka.security.protocol: SASL_SSL
        """;
    BeckonConfig config = config(values);

    assertThat(config.topics().partitions()).isEqualTo(24);
    assertThat(config.processing().threads()).isEqualTo(2);
    assertThat(config.processing().standbyReplicas()).isEqualTo(2);
    assertThat(config.state().rocksdbMemory()).isEqualTo(2048L << 20);
    assertThat(config.http().port()).isEqualTo(9100);
    assertThat(config.processing().groupInstanceId()).contains("beckon-0");
    assertThat(config.http().application()).contains("beckon-0.beckon-instances.shop.svc:9100");
  }

  @Test
  void shouldLimitMemoryToHeapAndRocksDbAndSlack() {
    JsonNode set = statefulSet("memory: {heapMiB: 3000, rocksdbMiB: 1000, slackMiB: 500}");

    JsonNode resources = set.at("/spec/template/spec/containers/0/resources");
    assertThat(resources.at("/limits/memory").asText()).isEqualTo("4500Mi");
    assertThat(resources.at("/requests/memory").asText()).isEqualTo("4500Mi");
    assertThat(resources.at("/limits").has("cpu")).isFalse();
    assertThat(environment(set)).containsEntry("HEAP", "3000m");
  }

  @Test
  void shouldAskTheProbesOfTheApplication() {
    JsonNode container = statefulSet("").at("/spec/template/spec/containers/0");

    assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/health/ready");
    assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/health/live");
    assertThat(container.at("/ports/0/containerPort").asInt()).isEqualTo(8080);
  }

  @Test
  void shouldAllowTheStartTheTimeOfRestoringAFullDisk() {
    for (int gib : List.of(1, 20, 500)) {
      for (int rate : List.of(1, 20, 200)) {
        JsonNode probe =
            statefulSet(
                    "persistence: {size: %dGi}\nstartup: {restoreMiBPerSecond: %d}"
                        .formatted(gib, rate))
                .at("/spec/template/spec/containers/0/startupProbe");

        int allowed = probe.get("periodSeconds").asInt() * probe.get("failureThreshold").asInt();
        assertThat(allowed).isBetween(gib * 1024 / rate + 300, gib * 1024 / rate + 320);
      }
    }
  }

  @Test
  void shouldGrantTheTimeThatBothApplicationsOfAnInstanceMayTakeToClose() throws Exception {
    for (int seconds : List.of(5, 25, 120)) {
      String values = "shutdown: {closeTimeoutSeconds: %d}".formatted(seconds);

      long grace =
          statefulSet(values).at("/spec/template/spec/terminationGracePeriodSeconds").asLong();

      Duration close = config(values).app().closeTimeout();
      assertThat(close).isEqualTo(Duration.ofSeconds(seconds));
      assertThat(Duration.ofSeconds(grace)).isGreaterThan(close.multipliedBy(2));
    }
  }

  @Test
  void shouldRunWithoutRights() {
    JsonNode pod = statefulSet("").at("/spec/template/spec");

    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(pod.at("/securityContext/runAsUser").asInt()).isEqualTo(10001);
    assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
    JsonNode container = pod.at("/containers/0/securityContext");
    assertThat(container.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
  }

  @Test
  void shouldRestartInstancesWhenTheConfigurationChanges() {
    assertThat(checksum("config: {cart.idle: 1h}"))
        .isEqualTo(checksum("config: {cart.idle: 1h}"))
        .isNotEqualTo(checksum("config: {cart.idle: 2h}"));
  }

  @Test
  void shouldSelectItsOwnPodsOnly() {
    Map<String, JsonNode> objects = HelmCharts.render("");
    JsonNode labels = objects.get("StatefulSet/beckon").at("/spec/template/metadata/labels");

    for (String selector :
        List.of(
            "StatefulSet/beckon /spec/selector/matchLabels",
            "Service/beckon /spec/selector",
            "Service/beckon-instances /spec/selector",
            "PodDisruptionBudget/beckon /spec/selector/matchLabels",
            "NetworkPolicy/beckon /spec/podSelector/matchLabels")) {
      JsonNode wanted = objects.get(selector.split(" ", -1)[0]).at(selector.split(" ", -1)[1]);
      assertThat(wanted.size()).as(selector).isEqualTo(2);
      wanted
          .properties()
          .forEach(label -> assertThat(labels.get(label.getKey())).isEqualTo(label.getValue()));
    }
  }

  private static JsonNode statefulSet(String values) {
    JsonNode set = HelmCharts.render(values).get("StatefulSet/beckon");
    assertThat(set).isNotNull();
    return set;
  }

  private static String checksum(String values) {
    return statefulSet(values).at("/spec/template/metadata/annotations/checksum~1config").asText();
  }

  private static String mount(JsonNode set, String volume) {
    for (JsonNode mount : set.at("/spec/template/spec/containers/0/volumeMounts")) {
      if (mount.get("name").asText().equals(volume)) {
        return mount.get("mountPath").asText();
      }
    }
    return "not mounted";
  }

  static Map<String, String> environment(JsonNode set) {
    Map<String, String> environment = new HashMap<>();
    for (JsonNode variable : set.at("/spec/template/spec/containers/0/env")) {
      environment.put(variable.get("name").asText(), variable.path("value").asText());
    }
    return environment;
  }

  /** The configuration of the first instance, read as it reads it. */
  private BeckonConfig config(String values) {
    try {
      Map<String, JsonNode> objects = HelmCharts.render(values);
      Path file = folder.resolve("beckon.yaml");
      Files.writeString(file, objects.get("ConfigMap/beckon").at("/data/beckon.yaml").asText());
      Map<String, String> environment = new HashMap<>();
      environment(objects.get("StatefulSet/beckon"))
          .forEach(
              (name, value) -> environment.put(name, value.replace("$(POD_NAME)", "beckon-0")));
      return BeckonConfig.load(Optional.of(file), environment, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
