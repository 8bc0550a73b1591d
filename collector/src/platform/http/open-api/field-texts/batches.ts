import type { FieldTexts } from './field-text.ts'

const boot = 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'

/** The agents' batches: their headers, items and answers. */
export const batchTexts: FieldTexts = {
  'mimamori-client-id': ['The ID of the device. Rejected if the key belongs to another device.', 'pi-kiosk-03'],
  'mimamori-stream': ['A random ID that the agent generates at each start.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  'mimamori-kind': ['The kind of the batch.', 'report'],
  'mimamori-sequence': ['The number of the batch, counting from 1 within stream and kind. A repeated batch has no second effect.', '1'],
  'mimamori-boot': ['The boot during which the items were created (/proc/sys/kernel/random/boot_id).', boot],
  'mimamori-boot-started-ms': [
    'For items of an earlier boot: when that boot started, in Unix milliseconds by the device’s clock. Only if the clock was synchronised during that boot.',
    '1795600000000'
  ],
  'mimamori-attempt-boot': ['The boot during which the batch is sent.', boot],
  'mimamori-attempt-monotonic-ms': ['When the batch is sent, in milliseconds since that boot.', '91000'],
  'mimamori-attempt-wall-ms': ['When the batch is sent, in Unix milliseconds by the device’s clock; informational only.', '1795608000000'],
  'mimamori-clock-synchronised': ['1 if the device’s clock is synchronised, otherwise 0.', '1'],
  'mimamori-spool-oldest-age-ms': ['The age of the oldest unsent item on the device, in milliseconds.', '0'],
  'mimamori-dropped': [
    'The items that the device has lost since the stream began, as kind=count pairs. The kind journal counts journal entries that were removed before the agent read them.',
    'logs=12,report=3'
  ],
  'mimamori-agent-version': ['The version of the agent.', '0.1.0'],
  'mimamori-content-version': ['The version of the device’s content.', '1'],
  'mimamori-goodbye': ['In the last report: why the agent stops.', 'poweroff'],
  items: ['The log lines.'],
  monotonicMs: ['The time of the event, in milliseconds since the boot of the batch.', 61_000],
  'items.estimated': [
    'Whether the device estimates the time: the line was found in a log file, and its own time is missing or of a clock that may be wrong.',
    true
  ],
  wallMs: ['The time of the event by the device’s clock, in Unix milliseconds.', 1_795_607_970_000],
  times: ['When the late reports were created, in ascending order; at most 60.'],
  'sendBatch.series': ['The series of these reports, each with its values.'],
  'series.name': [
    'The name of the series with its labels, in Prometheus’ text format.',
    'node_hwmon_temp_celsius{chip="cpu_thermal",sensor="temp0"}'
  ],
  'series.values': ['The value at each of `times`: a number; NaN, +Inf or -Inf as a string; or null if there was none.'],
  stream: ['The stream of the batch.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  streams: ['The lines grouped by their labels, as in Loki’s push API.'],
  'streams.stream': ['The labels of these lines, which become fields of each line; `level` and `unit` set its level and its unit.'],
  values: [
    'The lines, each an array: the time in nanoseconds since 1970 as a string, the text, and optionally structured metadata, which become fields of this line; `request_id` sets its request ID.'
  ],
  'sendBatch.kind': ['The kind of the batch: report, logs or samples.'],
  acknowledgedSequence: ['The highest sequence of this stream and kind that the collector has received.', 1],
  serverTimeMs: ['The server’s time, in Unix milliseconds.', 1_795_608_000_000],
  intervalSeconds: ['The report interval that the collector requests.', 60],
  contentVersion: ['The version of the content that the device should have.', '1'],
  lateSamples: [
    'Whether the collector writes late samples to Prometheus. If not, batches of samples are acknowledged and discarded.',
    true
  ],
  accepted: ['The number of accepted series, lines or late reports; 0 for a repeated batch.', 312]
}
