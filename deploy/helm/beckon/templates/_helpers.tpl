{{/* Names, labels and figures that several objects share. */}}

{{- define "beckon.fullname" -}}
{{- if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "beckon.selector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "beckon.labels" -}}
{{ include "beckon.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* Measurement: a name of its own, so that no selector of the main job takes its pods. */}}
{{- define "beckon.measurement" -}}
{{- include "beckon.fullname" . }}-measurement
{{- end -}}

{{- define "beckon.measurementSelector" -}}
app.kubernetes.io/name: {{ .Chart.Name }}-measurement
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "beckon.measurementLabels" -}}
{{ include "beckon.measurementSelector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: {{ .Chart.Name }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{/* What Prometheus calls the main job: the alerts know ours by its beginning. */}}
{{- define "beckon.job" -}}
{{ hasPrefix "beckon" .Values.applicationId | ternary .Values.applicationId (printf "beckon-%s" .Values.applicationId) }}
{{- end -}}

{{- define "beckon.serviceAccount" -}}
{{- if .Values.serviceAccount.name -}}
{{- .Values.serviceAccount.name -}}
{{- else if .Values.serviceAccount.create -}}
{{- include "beckon.fullname" . -}}
{{- else -}}
default
{{- end -}}
{{- end -}}

{{- define "beckon.headless" -}}
{{- include "beckon.fullname" . }}-instances
{{- end -}}

{{/* Heap + RocksDB's bound + slack, in MiB. */}}
{{- define "beckon.memoryMiB" -}}
{{- add .Values.memory.heapMiB .Values.memory.rocksdbMiB .Values.memory.slackMiB -}}
{{- end -}}

{{/* Most instances that have something to do: a thread has a partition at least. */}}
{{- define "beckon.mostReplicas" -}}
{{- div (add (int .Values.topics.partitions) (sub (int .Values.threads.stream) 1)) (int .Values.threads.stream) -}}
{{- end -}}

{{/* Size of a disk in MiB; sizes are written in Gi or Mi. */}}
{{- define "beckon.mebibytes" -}}
{{- $size := . | toString -}}
{{- if hasSuffix "Gi" $size -}}
{{- mul (trimSuffix "Gi" $size | int64) 1024 -}}
{{- else if hasSuffix "Mi" $size -}}
{{- trimSuffix "Mi" $size | int64 -}}
{{- else -}}
{{- fail (printf "persistence.size is %s: write it in Gi or Mi, such as 20Gi" $size) -}}
{{- end -}}
{{- end -}}

{{/* Startup probes that may fail: a full disk's restore, and five minutes, at one each ten seconds. */}}
{{- define "beckon.startupFailures" -}}
{{- $restore := div (include "beckon.mebibytes" .size | int64) (int64 .rate) -}}
{{- div (add $restore 300 9) 10 -}}
{{- end -}}

{{/* Both applications of the process close one after the other; ten seconds for the rest. */}}
{{- define "beckon.graceSeconds" -}}
{{- add (mul 2 (int .Values.shutdown.closeTimeoutSeconds)) 10 -}}
{{- end -}}

{{/* Names of the topics, with the generation of the log and that of the outputs, as the application makes them. */}}
{{- define "beckon.topicNames" -}}
{{- $log := index .Values.config "topics.generation" | default "" | toString -}}
{{- $outputs := index .Values.config "topics.outputs.generation" | default "" | toString -}}
{{- range list "shopper-events" "flows" "products" "shop-facts" "abandonment-triggers" "send-commands" "decisions" "tasks" "outcomes" "attributions" "measures" "audience-changes" "dead-letters" "contacts" }}
{{- $name := index $.Values.config (printf "topics.%s" .) | default . }}
{{- if and $log (has . (list "shopper-events" "outcomes")) }}
{{- $name = printf "%s-%s" $name $log }}
{{- end }}
{{- if and $outputs (not (has . (list "shopper-events" "flows" "products" "shop-facts"))) }}
{{- $name = printf "%s-%s" $name $outputs }}
{{- end }}
{{ . }}: {{ $name | quote }}
{{- end }}
{{- end -}}

{{/* A setting as the application reads it: Helm holds each number for a fraction, and would write 1e+06. */}}
{{- define "beckon.setting" -}}
{{- if and (kindIs "float64" .) (eq (floor .) .) -}}
{{- int64 . -}}
{{- else -}}
{{- toString . -}}
{{- end -}}
{{- end -}}

{{/* Ports of the brokers and of the registry, where the configuration names them; with commas. */}}
{{- define "beckon.ports" -}}
{{- $ports := list -}}
{{- range splitList "," .Values.kafka.bootstrapServers -}}
{{- $ports = append $ports (regexFind "[0-9]+$" .) -}}
{{- end -}}
{{- range splitList "," (index .Values.config "registry.url" | default "" | toString) -}}
{{- if trim . -}}
{{- $url := urlParse (trim .) -}}
{{- $port := regexFind ":[0-9]+$" (get $url "host") | trimPrefix ":" -}}
{{- $ports = append $ports ($port | default (eq (get $url "scheme") "https" | ternary "443" "80")) -}}
{{- end -}}
{{- end -}}
{{- join "," (uniq $ports) -}}
{{- end -}}
