import type { FieldTexts } from './field-text.ts'

const boot = 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'

/** Of the agents' batches: their headers, items and answers. */
export const batchTexts: FieldTexts = {
  'mimamori-client-id': ['The device’s own id; rejected if the key belongs to another device.', 'pi-kiosk-03'],
  'mimamori-stream': ['A random id that the agent generates at each start.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  'mimamori-kind': ['What the batch contains.', 'report'],
  'mimamori-sequence': ['Counts from 1 within stream and kind; a repeated batch has no second effect.', '1'],
  'mimamori-boot': ['The boot during which the items were created (/proc/sys/kernel/random/boot_id).', boot],
  'mimamori-boot-started-ms': ['When an earlier boot began during which the items were created, in Unix milliseconds by the device’s clock; only if it was synchronised during that boot.', '1795600000000'],
  'mimamori-attempt-boot': ['The boot during which it is sent.', boot],
  'mimamori-attempt-monotonic-ms': ['Milliseconds since that boot when it is sent.', '91000'],
  'mimamori-attempt-wall-ms': ['The device’s clock when it is sent, in Unix milliseconds; informational only.', '1795608000000'],
  'mimamori-clock-synchronised': ['1 if the device’s clock is synchronised, otherwise 0.', '1'],
  'mimamori-spool-oldest-age-ms': ['Age of the oldest unsent item on the device, in milliseconds.', '0'],
  'mimamori-dropped': ['Items that the device has dropped since the stream began, as kind=count pairs.', 'logs=12,report=3'],
  'mimamori-agent-version': ['The agent’s version.', '0.1.0'],
  'mimamori-content-version': ['The version of the device’s content.', '1'],
  'mimamori-goodbye': ['In the last report: why the agent stops.', 'poweroff'],
  items: ['The log lines.'],
  monotonicMs: ['When it happened, in milliseconds since the batch’s boot.', 61_000],
  wallMs: ['When it happened by the device’s clock, in Unix milliseconds.', 1_795_607_970_000],
  times: ['When the late reports were made; rising, at most 60.'],
  'sendBatch.series': ['The series of these reports, each with its values.'],
  'series.name': ['The series with its labels, as a line of Prometheus’ text format has it before the value.', 'node_hwmon_temp_celsius{chip="cpu_thermal",sensor="temp0"}'],
  'series.values': ['Its value at each of `times`: a number, NaN, +Inf or -Inf as text, null if it had none.'],
  stream: ['The batch’s stream.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  streams: ['Lines by their labels, as Loki takes them.'],
  'streams.stream': ['The labels of these lines: fields of each; level and unit are known by name.'],
  values: ['Each a line: nanoseconds since 1970 as text, the line’s text, and, if there is any, its structured metadata: fields of this line alone; request_id is known by name.'],
  'sendBatch.kind': ['The batch’s kind: report, logs or samples.'],
  acknowledgedSequence: ['The highest sequence of this stream and kind that the collector has received.', 1],
  serverTimeMs: ['The server’s time, in Unix milliseconds.', 1_795_608_000_000],
  intervalSeconds: ['The report interval that the collector asks for.', 60],
  contentVersion: ['The version of the content that the device should have.', '1'],
  lateSamples: ['Whether this collector brings late samples to a Prometheus; if not, batches of samples are answered and not kept.', true],
  accepted: ['Number of series, lines or late reports accepted; 0 for a repeated batch.', 312]
}
