package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.config.BeckonConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chart's part for measurement: beside the main job, and apart from it. */
class HelmMeasurementTest {

  private static final String ON = "measurement: {enabled: true}\n";
  private static final String NAME = "beckon-measurement";

  @TempDir private Path folder;

  @Test
  void shouldBringAllThatTheMainJobHasWhenItIsOnAndNothingElse() {
    String more = "serviceMonitor: {enabled: true}\n";
    Set<String> added = new TreeSet<>(HelmCharts.render(ON + more).keySet());
    added.removeAll(HelmCharts.render(more).keySet());

    assertThat(added)
        .containsExactly(
            "NetworkPolicy/" + NAME,
            "PodDisruptionBudget/" + NAME,
            "Service/" + NAME,
            "Service/" + NAME + "-instances",
            "ServiceMonitor/" + NAME,
            "StatefulSet/" + NAME);
  }

  /** A selector of the one that took pods of the other would send questions to the wrong one. */
  @Test
  void shouldSelectItsOwnPodsAndNoneOfTheMainJobAndTheOtherWayRound() {
    Map<String, JsonNode> objects = HelmCharts.render(ON + "serviceMonitor: {enabled: true}");
    for (String ours : List.of("beckon", NAME)) {
      JsonNode pods = objects.get("StatefulSet/" + ours).at("/spec/template/metadata/labels");
      String others = ours.equals(NAME) ? "beckon" : NAME;
      JsonNode strangers =
          objects.get("StatefulSet/" + others).at("/spec/template/metadata/labels");
      for (String selector :
          List.of(
              "StatefulSet/" + ours + " /spec/selector/matchLabels",
              "Service/" + ours + " /spec/selector",
              "Service/" + ours + "-instances /spec/selector",
              "PodDisruptionBudget/" + ours + " /spec/selector/matchLabels",
              "NetworkPolicy/" + ours + " /spec/podSelector/matchLabels")) {
        JsonNode wanted = objects.get(selector.split(" ", -1)[0]).at(selector.split(" ", -1)[1]);
        assertThat(selects(wanted, pods)).as(selector).isTrue();
        assertThat(selects(wanted, strangers)).as(selector).isFalse();
      }
      JsonNode monitored = objects.get("ServiceMonitor/" + ours).at("/spec/selector/matchLabels");
      assertThat(
              selects(
                  monitored, objects.get("Service/" + ours + "-instances").at("/metadata/labels")))
          .isTrue();
      assertThat(
              selects(
                  monitored,
                  objects.get("Service/" + others + "-instances").at("/metadata/labels")))
          .isFalse();
    }
  }

  private static boolean selects(JsonNode selector, JsonNode labels) {
    assertThat(selector.size()).isPositive();
    return selector.properties().stream()
        .allMatch(label -> label.getValue().equals(labels.get(label.getKey())));
  }

  @Test
  void shouldHaveAConfigurationThatTheApplicationTakes() throws Exception {
    String values =
        """
        applicationId: shop-eu
        topics: {partitions: 24, replicationFactor: 3}
        config: {measure.recovery.window: 7d}
        measurement:
          enabled: true
          replicas: 3
          threads: 2
          standbys: 1
          memory: {heapMiB: 1000, rocksdbMiB: 300, slackMiB: 400}
        """;
    Map<String, JsonNode> objects = HelmCharts.render(values);
    JsonNode set = objects.get("StatefulSet/" + NAME);
    Path file = folder.resolve("beckon.yaml");
    Files.writeString(file, objects.get("ConfigMap/beckon").at("/data/beckon.yaml").asText());
    Map<String, String> environment = new HashMap<>();
    HelmChartTest.environment(set)
        .forEach((name, value) -> environment.put(name, value.replace("$(POD_NAME)", "m-1")));
    BeckonConfig config = BeckonConfig.load(Optional.of(file), environment, List.of());

    assertThat(config.measure().applicationId()).isEqualTo("shop-eu-measurement");
    assertThat(config.measure().recovery().usual()).isEqualTo(Duration.ofDays(7));
    assertThat(config.processing().threads()).isEqualTo(2);
    assertThat(config.processing().standbyReplicas()).isEqualTo(1);
    assertThat(config.processing().groupInstanceId()).contains("m-1");
    assertThat(config.state().rocksdbMemory()).isEqualTo(300L << 20);
    assertThat(config.http().application())
        .contains("m-1.beckon-measurement-instances.shop.svc:8080");
    assertThat(set.at("/spec/serviceName").asText()).isEqualTo("beckon-measurement-instances");
    assertThat(set.at("/spec/replicas").asInt()).isEqualTo(3);
    JsonNode container = set.at("/spec/template/spec/containers/0");
    assertThat(container.at("/args/0").asText()).isEqualTo("measure");
    assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("1700Mi");
    assertThat(container.at("/resources/requests/memory").asText()).isEqualTo("1700Mi");
    assertThat(environment).containsEntry("HEAP", "1000m");
  }

  @Test
  void shouldBeProbedKeptAndSecuredAsTheMainJobIs() {
    String values =
        ON
            + """
            secretEnv: {BECKON_HTTP_TOKEN: {name: s, key: token}}
            secretMounts: [{name: kafka-ca, mountPath: /etc/beckon/kafka}]
            shutdown: {closeTimeoutSeconds: 40}
            """;
    JsonNode main = HelmCharts.render(values).get("StatefulSet/beckon");
    JsonNode measurement = HelmCharts.render(values).get("StatefulSet/" + NAME);
    String container = "/spec/template/spec/containers/0";
    for (String same :
        List.of(
            container + "/livenessProbe",
            container + "/readinessProbe",
            container + "/startupProbe/httpGet",
            container + "/securityContext",
            container + "/ports",
            container + "/volumeMounts",
            container + "/image",
            "/spec/template/spec/securityContext",
            "/spec/template/spec/volumes",
            "/spec/template/spec/serviceAccountName",
            "/spec/template/metadata/annotations",
            "/spec/persistentVolumeClaimRetentionPolicy")) {
      assertThat(measurement.at(same)).as(same).isEqualTo(main.at(same));
      assertThat(main.at(same).isMissingNode()).as(same).isFalse();
    }
    assertThat(measurement.at(container + "/env").toString()).contains("secretKeyRef");
    assertThat(measurement.at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
        .isGreaterThan(40);
    assertThat(
            measurement.at("/spec/volumeClaimTemplates/0/spec/resources/requests/storage").asText())
        .isEqualTo("10Gi");
    assertThat(
            HelmCharts.render(ON + "persistence: {enabled: false}")
                .get("StatefulSet/" + NAME)
                .at("/spec")
                .has("volumeClaimTemplates"))
        .isFalse();
  }

  @Test
  void shouldNameItsJobAfterThatOfTheMainJob() {
    for (String application : List.of("beckon", "shop")) {
      Map<String, JsonNode> objects =
          HelmCharts.render(
              ON + "serviceMonitor: {enabled: true}\napplicationId: " + application + "\n");
      String job = "/spec/endpoints/0/relabelings/0/replacement";

      assertThat(objects.get("ServiceMonitor/" + NAME).at(job).asText())
          .isEqualTo(objects.get("ServiceMonitor/beckon").at(job).asText() + "-measurement");
    }
  }

  @Test
  void shouldLetTheUserReadOutcomesAndWriteWhatIsMeasuredOnlyWhenItIsOn() {
    String user = "strimzi: {cluster: k, user: {enabled: true}}\n";
    assertThat(rights(user, "outcomes")).contains("Write").doesNotContain("Read");
    assertThat(rights(user, "measures")).doesNotContain("Write");
    assertThat(rights(ON + user, "outcomes")).contains("Write", "Read");
    assertThat(rights(ON + user, "measures")).contains("Write");
    assertThat(rights(ON + user, "attributions")).contains("Write");
  }

  private static List<String> rights(String values, String topic) {
    for (JsonNode acl :
        HelmCharts.render(values).get("KafkaUser/beckon").at("/spec/authorization/acls")) {
      if (acl.at("/resource/name").asText().equals(topic)) {
        return acl.get("operations").valueStream().map(JsonNode::asText).toList();
      }
    }
    return List.of();
  }

  @Test
  void shouldRefuseMoreInstancesThanHaveWork() {
    assertThatThrownBy(
            () ->
                HelmCharts.render(
                    "topics: {partitions: 4}\n"
                        + "measurement: {enabled: true, replicas: 3, threads: 2}"))
        .hasMessageContaining("measurement.replicas is 3");
  }
}
