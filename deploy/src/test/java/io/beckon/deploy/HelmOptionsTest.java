package io.beckon.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.beckon.app.config.BeckonConfig;
import io.beckon.app.topics.ContractTopics;
import io.beckon.app.topics.TopicSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part of the chart that can be switched, on and off, and what is refused. */
class HelmOptionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "podDisruptionBudget: {enabled: BOOL}     | PodDisruptionBudget/beckon",
        "networkPolicy: {enabled: BOOL}           | NetworkPolicy/beckon",
        "serviceAccount: {create: BOOL}           | ServiceAccount/beckon",
        "serviceMonitor: {enabled: BOOL}          | ServiceMonitor/beckon",
        "prometheusRule: {enabled: BOOL}          | PrometheusRule/beckon",
        "keda: {enabled: BOOL}                    | ScaledObject/beckon",
        "measurement: {enabled: BOOL}             | StatefulSet/beckon-measurement",
        "strimzi: {cluster: k, user: {enabled: BOOL}}   | KafkaUser/beckon",
        "strimzi: {cluster: k, topics: {enabled: BOOL}} | KafkaTopic/shopper-events",
      })
  void shouldRenderAPartWhenItIsOnAndNotWhenItIsOff(String values, String object) {
    assertThat(HelmCharts.render(values.replace("BOOL", "true"))).containsKey(object);
    assertThat(HelmCharts.render(values.replace("BOOL", "false"))).doesNotContainKey(object);
  }

  @Test
  void shouldRenderEverythingAtOnce() {
    assertThat(
            HelmCharts.render(
                """
                serviceMonitor: {enabled: true, labels: {release: prometheus}}
                prometheusRule: {enabled: true, runbookBaseUrl: https://wiki.example/runbooks}
                keda: {enabled: true, authenticationRef: kafka, triggerMetadata: {sasl: scram_sha512}}
                strimzi: {cluster: k, topics: {enabled: true}, user: {enabled: true}}
                secretEnv: {BECKON_HTTP_TOKEN: {name: s, key: token}}
                secretMounts: [{name: kafka-ca, mountPath: /etc/beckon/kafka}]
                cpu: {request: 500m, limit: "2"}
                antiAffinity: hard
                persistence: {enabled: false}
                nodeSelector: {disk: fast}
                tolerations: [{key: beckon, operator: Exists}]
                imagePullSecrets: [{name: registry}]
                priorityClassName: high
                """))
        .hasSize(7 + 4 + ContractTopics.of(BeckonConfig.of(Map.of())).size());
  }

  @Test
  void shouldTakeSecretsByReferenceOnly() {
    JsonNode set =
        set(
            """
            secretEnv: {BECKON_CONTACTS_HASH_KEY: {name: beckon-secrets, key: contacts}}
            secretMounts: [{name: kafka-ca, mountPath: /etc/beckon/kafka}]
            """);

    List<JsonNode> variables = new ArrayList<>();
    set.at("/spec/template/spec/containers/0/env").forEach(variables::add);
    assertThat(variables)
        .anySatisfy(
            variable -> {
              assertThat(variable.get("name").asText()).isEqualTo("BECKON_CONTACTS_HASH_KEY");
              assertThat(variable.at("/valueFrom/secretKeyRef/name").asText())
                  .isEqualTo("beckon-secrets");
              assertThat(variable.at("/valueFrom/secretKeyRef/key").asText()).isEqualTo("contacts");
            });
    assertThat(set.toString()).contains("\"secretName\":\"kafka-ca\"");
  }

  /** Refused before anything is changed, and it is said which value, and often what to do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "config: {contacts.hash.key: 0123456789abcdef}          | name it in secretEnv",
        "config: {http.token: 0123456789abcdef}                 | name it in secretEnv",
        "config: {kafka.ssl.keystore.password: secret}          | name it in secretEnv",
        "config: {kafka.sasl.jaas.config: secret}               | name it in secretEnv",
        "config: {application.id: other}                        | set applicationId",
        "config: {http.port: '1234'}                            | set http.port",
        "config: {state.dir: /data}                             | set persistence",
        "config: {cart: {idle: 1h}}                             | config.cart: write each key on"
            + " one line",
        "config: {idle.overrides: [a, b]}                       | config.idle.overrides: write a"
            + " list as one text",
        "replicas: 9                                            | 8 partitions with 1 threads each"
            + " keep only 8 busy",
        "replicas: 0                                            | replicas",
        "replicas: two                                          | replicas",
        "replcas: 3                                             | replcas",
        "image: {tag: latest}                                   | tag",
        "image: {repository: ''}                                | repository",
        "kafka: {bootstrapServers: kafka}                       | bootstrapServers",
        "kafka: {bootstrapServers: 'a:9092, b:9092'}            | bootstrapServers",
        "applicationId: ''                                      | applicationId",
        "applicationId: 7                                       | applicationId",
        "topics: {partitions: 1.5}                              | partitions",
        "memory: {heapMiB: 8}                                   | heapMiB",
        "memory: {heapMiB: 2g}                                  | heapMiB",
        "cpu: {request: 1}                                      | request",
        "cpu: {request: one}                                    | request",
        "persistence: {size: 20G}                               | size",
        "persistence: {size: 0Gi}                               | size",
        "startup: {restoreMiBPerSecond: 0}                      | restoreMiBPerSecond",
        "sessionTimeout: 90                                     | sessionTimeout",
        "podDisruptionBudget: {maxUnavailable: 0}               | maxUnavailable",
        "podDisruptionBudget: {maxUnavailable: half}            | maxUnavailable",
        "antiAffinity: always                                   | antiAffinity",
        "podLabels: {app.kubernetes.io/instance: x}             |"
            + " podLabels.app.kubernetes.io/instance: the chart sets this label",
        "podAnnotations: {restarted: 1}                         | restarted",
        "secretEnv: {BECKON_HTTP_TOKEN: {name: s}}              | key",
        "secretEnv: {BECKON_HTTP_TOKEN: {name: '', key: k}}     | name",
        "secretEnv: {http.token: {name: s, key: k}}             | http.token",
        "secretMounts: [{name: s, mountPath: relative}]         | mountPath",
        "serviceMonitor: {enabled: true, interval: often}       | interval",
        "keda: {enabled: true, minReplicas: 0}                  | minReplicas",
        "keda: {enabled: true, minReplicas: 9}                  | at most 8 instances have"
            + " something to do",
        "keda: {enabled: true, lagThreshold: 5}                 | lagThreshold",
        "keda: {enabled: true, triggerMetadata: {topic: other}} | keda.triggerMetadata.topic: the"
            + " chart sets it",
        "strimzi: {topics: {enabled: true}}                     | strimzi.cluster: the name of the"
            + " Kafka resource",
        "strimzi: {user: {enabled: true}}                       | strimzi.cluster: the name of the"
            + " Kafka resource",
        "strimzi: {user: {authentication: password}}            | authentication",
        "{strimzi: {cluster: k, topics: {enabled: true}}, config: {topics.retention.events: 1d}} |"
            + " make the topics with 'beckon topics create'",
        "{strimzi: {cluster: k, topics: {enabled: true}}, config: {topics.generation: g2}}       |"
            + " make them with 'beckon topics create'",
      },
      quoteCharacter = '~')
  void shouldRefuseWhatCannotWorkAndNameIt(String values, String said) {
    assertThatThrownBy(() -> HelmCharts.text(values))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(said);
  }

  /** Odd, and right. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "podDisruptionBudget: {maxUnavailable: 34%}",
        "{replicas: 1, topics: {partitions: 1, replicationFactor: 1}, threads: {standbys: 0}}",
        "{replicas: 3, topics: {partitions: 5}, threads: {stream: 2}}",
        "{antiAffinity: none, topologySpread: {enabled: false}, serviceAccount: {create: false}}",
        "networkPolicy: {from: [], to: []}",
        "{cpu: {request: 250m, limit: '1.5'}, persistence: {size: 512Mi}}",
        "{nodeSelector: {a: b}, podLabels: {team: shop}, podAnnotations: {note: 'yes: no'}}",
        "{keda: {enabled: true, minReplicas: 1, maxReplicas: 1, scaleDownStabilizationSeconds: 0}}",
        "{strimzi: {cluster: k, user: {enabled: true, authentication: tls}}}",
        "config: {cart.idle: 1h, shadow: true, rocksdb.write.buffer.share: 0.25}",
      })
  void shouldRenderObjectsThatKubernetesTakes(String values) {
    assertThat(HelmCharts.render(values)).isNotEmpty();
  }

  /** Helm holds every number for a fraction: a million would be written as 1e+06. */
  @Test
  void shouldWriteNumbersAsTheApplicationReadsThem() {
    String written =
        HelmCharts.render(
                "config: {limits.record.bytes: 2000000, cache.shoppers: 1234567, x.share: 0.25,"
                    + " x.on: true}")
            .get("ConfigMap/beckon")
            .at("/data/beckon.yaml")
            .asText();

    assertThat(written)
        .contains("limits.record.bytes: \"2000000\"", "cache.shoppers: \"1234567\"")
        .contains("x.share: \"0.25\"", "x.on: \"true\"");
  }

  /** A port that is not let out is found out at the first start, by a time-out. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                  | 9092",
        "kafka: {bootstrapServers: 'a:9094,b:9095,c:9094'}                   | 9094 9095",
        "config: {registry.url: 'http://registry:8080/apis/registry/v3'}     | 9092 8080",
        "config: {registry.url: 'https://u:p@registry.example/x'}            | 9092 443",
        "config: {registry.url: 'http://one:8081, http://two:8082'}          | 9092 8081 8082",
      })
  void shouldLetOutTheConnectionsThatTheConfigurationNames(String values, String ports) {
    JsonNode policy = HelmCharts.render(values).get("NetworkPolicy/beckon");

    List<String> open = new ArrayList<>();
    policy.at("/spec/egress/2/ports").forEach(port -> open.add(port.get("port").asText()));
    assertThat(policy.at("/spec/egress/2").has("to")).isFalse();
    assertThat(open).containsExactly(ports.split(" ", -1));
  }

  /** After a resharding the log has another name. */
  @Test
  void shouldFollowTheGenerationOfTheTopics() {
    Map<String, JsonNode> objects =
        HelmCharts.render(
            """
            config: {topics.generation: p12, topics.outputs.generation: 2, topics.decisions: audit}
            keda: {enabled: true}
            strimzi: {cluster: k, user: {enabled: true}}
            """);
    Set<String> wanted = new HashSet<>();
    for (TopicSpec topic :
        ContractTopics.of(
            BeckonConfig.of(
                Map.of(
                    "topics.generation", "p12",
                    "topics.outputs.generation", "2",
                    "topics.decisions", "audit")))) {
      wanted.add(topic.name());
    }

    Set<String> allowed = new HashSet<>();
    for (JsonNode acl : objects.get("KafkaUser/beckon").at("/spec/authorization/acls")) {
      if (acl.at("/resource/patternType").asText().equals("literal")) {
        allowed.add(acl.at("/resource/name").asText());
      }
    }
    assertThat(allowed).isEqualTo(wanted).contains("shopper-events-p12", "audit-2");
    assertThat(objects.get("ScaledObject/beckon").at("/spec/triggers/0/metadata/topic").asText())
        .isEqualTo("shopper-events-p12");
  }

  @Test
  void shouldNotScaleBeyondThePartitionsNorToNothing() {
    JsonNode scaled =
        HelmCharts.render(
                "{topics: {partitions: 7}, threads: {stream: 2}, keda: {enabled: true, maxReplicas:"
                    + " 50}}")
            .get("ScaledObject/beckon");

    assertThat(scaled.at("/spec/maxReplicaCount").asInt()).isEqualTo(4);
    assertThat(scaled.at("/spec/minReplicaCount").asInt()).isEqualTo(2);
    assertThat(scaled.at("/spec/scaleTargetRef/kind").asText()).isEqualTo("StatefulSet");
    assertThat(scaled.at("/spec/triggers/0/metadata/topic").asText()).isEqualTo("shopper-events");
    assertThat(scaled.at("/spec/triggers/0/metadata/consumerGroup").asText()).isEqualTo("beckon");
    assertThat(scaled.at("/spec/fallback/replicas").asInt()).isPositive();
  }

  @Test
  void shouldLeaveTheNumberOfInstancesToTheScaler() {
    assertThat(set("keda: {enabled: true}").at("/spec").has("replicas")).isFalse();
    assertThat(set("replicas: 3").at("/spec/replicas").asInt()).isEqualTo(3);
  }

  @Test
  void shouldSpreadInstancesAsChosen() {
    assertThat(set("").at("/spec/template/spec/affinity").toString()).contains("preferredDuring");
    assertThat(set("antiAffinity: hard").at("/spec/template/spec/affinity").toString())
        .contains("requiredDuring");
    assertThat(set("antiAffinity: none").at("/spec/template/spec").has("affinity")).isFalse();
    assertThat(set("").at("/spec/template/spec/topologySpreadConstraints/0/topologyKey").asText())
        .isEqualTo("topology.kubernetes.io/zone");
    assertThat(set("topologySpread: {enabled: false}").at("/spec/template/spec"))
        .noneMatch(node -> node.has("topologySpreadConstraints"));
  }

  @Test
  void shouldLetInPrometheusAndTheInstancesThemselves() {
    JsonNode policy = HelmCharts.render("").get("NetworkPolicy/beckon");

    JsonNode from = policy.at("/spec/ingress/0/from");
    assertThat(from.at("/0/podSelector/matchLabels/app.kubernetes.io~1instance").asText())
        .isEqualTo("beckon");
    assertThat(from.at("/1/namespaceSelector").isMissingNode()).isFalse();
    assertThat(policy.at("/spec/ingress/0/ports/0/port").asInt()).isEqualTo(8080);
  }

  /** The topics are those of 'beckon topics create', to the last setting. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void shouldMakeTheTopicsThatTheApplicationWants(int copies) {
    Map<String, JsonNode> objects =
        HelmCharts.render(
            """
            topics: {partitions: 12, replicationFactor: %d}
            replicas: 2
            config: {topics.decisions: audit}
            strimzi: {cluster: kafka, namespace: kafka, topics: {enabled: true}}
            """
                .formatted(copies));
    List<TopicSpec> wanted =
        ContractTopics.of(
            BeckonConfig.of(
                Map.of(
                    "topics.partitions", "12",
                    "topics.replication.factor", String.valueOf(copies),
                    "topics.decisions", "audit")));

    for (TopicSpec topic : wanted) {
      JsonNode made = objects.get("KafkaTopic/" + topic.name());
      assertThat(made).as(topic.name()).isNotNull();
      assertThat(made.at("/spec/partitions").asInt()).isEqualTo(topic.partitions());
      assertThat(made.at("/spec/replicas").asInt()).isEqualTo(copies);
      Map<String, String> settings = new TreeMap<>();
      made.at("/spec/config")
          .properties()
          .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
      assertThat(settings).as(topic.name()).isEqualTo(topic.settings());
      assertThat(made.at("/metadata/labels/strimzi.io~1cluster").asText()).isEqualTo("kafka");
    }
    assertThat(objects.keySet().stream().filter(id -> id.startsWith("KafkaTopic/")))
        .hasSize(wanted.size());
  }

  @Test
  void shouldGiveTheUserARightToEachTopicAndToItsOwnInternalOnes() {
    JsonNode user =
        HelmCharts.render("{applicationId: shop-eu, strimzi: {cluster: k, user: {enabled: true}}}")
            .get("KafkaUser/beckon");

    Set<String> literal = new HashSet<>();
    Set<String> prefixes = new HashSet<>();
    for (JsonNode acl : user.at("/spec/authorization/acls")) {
      JsonNode resource = acl.get("resource");
      String id = resource.get("type").asText() + " " + resource.path("name").asText();
      (resource.path("patternType").asText().equals("prefix") ? prefixes : literal).add(id);
    }
    for (TopicSpec topic : ContractTopics.of(BeckonConfig.of(Map.of()))) {
      assertThat(literal).contains("topic " + topic.name());
    }
    assertThat(prefixes)
        .containsExactlyInAnyOrder("topic shop-eu-", "group shop-eu", "transactionalId shop-eu");
  }

  @Test
  void shouldScrapeEachInstanceAlsoBeforeItIsReady() {
    Map<String, JsonNode> objects = HelmCharts.render("serviceMonitor: {enabled: true}");
    JsonNode labels = objects.get("Service/beckon-instances").at("/metadata/labels");

    objects
        .get("ServiceMonitor/beckon")
        .at("/spec/selector/matchLabels")
        .properties()
        .forEach(label -> assertThat(labels.get(label.getKey())).isEqualTo(label.getValue()));
    assertThat(
            objects
                .get("Service/beckon-instances")
                .at("/spec/publishNotReadyAddresses")
                .asBoolean())
        .isTrue();
    assertThat(
            objects.get("Service/beckon").at("/metadata/labels").has("app.kubernetes.io/component"))
        .isFalse();
  }

  /** The alerts look for jobs whose names begin with beckon, one for each application. */
  @ParameterizedTest
  @CsvSource({"beckon, beckon", "beckon-eu, beckon-eu", "shop, beckon-shop"})
  void shouldNameTheJobAfterTheApplication(String application, String job) {
    JsonNode monitor =
        HelmCharts.render(
                "{applicationId: %s, serviceMonitor: {enabled: true}}".formatted(application))
            .get("ServiceMonitor/beckon");

    assertThat(monitor.at("/spec/endpoints/0/relabelings/0/replacement").asText()).isEqualTo(job);
  }

  @Test
  void shouldPutTheAlertsIntoTheRuleWithRunbooksWhereTheyCanBeRead() {
    JsonNode rule =
        HelmCharts.render(
                "prometheusRule: {enabled: true, runbookBaseUrl: 'https://wiki.example/runbooks/'}")
            .get("PrometheusRule/beckon");

    JsonNode ours = Project.yaml(Project.text(HelmCharts.CHART.resolve("rules/beckon.rules.yaml")));
    assertThat(rule.at("/spec/groups")).hasSameSizeAs(ours.get("groups"));
    assertThat(rule.at("/spec/groups/0/rules/0/expr")).isEqualTo(ours.at("/groups/0/rules/0/expr"));
    assertThat(rule.at("/spec/groups/0/rules/0/annotations/runbook").asText())
        .isEqualTo("https://wiki.example/runbooks/BeckonDown.md");
    assertThat(rule.toString()).contains("{{ $labels.instance }}").doesNotContain("docs/runbooks");
  }

  private static JsonNode set(String values) {
    return HelmCharts.render(values).get("StatefulSet/beckon");
  }
}
