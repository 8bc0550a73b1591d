import type { FieldTexts } from './field-text.ts'

const boot = 'f1c70004-7d0a-4b8e-9f57-2f0c5a9d1e44'

/** Of the agents' batches: their headers, items and answers. */
export const batchTexts: FieldTexts = {
  'mimamori-client-id': ['The id that the device believes to be its own: refused where the key is another’s.', 'pi-kiosk-03'],
  'mimamori-stream': ['A random id that the agent makes at each start.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  'mimamori-kind': ['What the batch is.', 'report'],
  'mimamori-sequence': ['From 1 within stream and kind, rising: what was here before has no second effect.', '1'],
  'mimamori-boot': ['The boot in which the items were made (/proc/sys/kernel/random/boot_id).', boot],
  'mimamori-attempt-boot': ['The boot in which it is sent.', boot],
  'mimamori-attempt-monotonic-ms': ['Milliseconds since that boot, at sending.', '91000'],
  'mimamori-attempt-wall-ms': ['The device’s clock at sending, in Unix milliseconds; data, never trusted.', '1795608000000'],
  'mimamori-clock-synchronised': ['1 where the device’s clock is synchronised, else 0.', '1'],
  'mimamori-spool-oldest-age-ms': ['Age of the oldest item that still waits on the device, in milliseconds.', '0'],
  'mimamori-dropped': ['What the device had to drop since its stream began: kind=count pairs.', 'logs=12,report=3'],
  'mimamori-agent-version': ['The agent’s version.', '0.1.0'],
  'mimamori-content-version': ['The version of the content that the device has.', '1'],
  'mimamori-goodbye': ['On a last report: why the agent stops.', 'poweroff'],
  items: ['The log lines.'],
  monotonicMs: ['When it happened, in milliseconds since the batch’s boot.', 61_000],
  wallMs: ['When it happened by the device’s clock, in Unix milliseconds.', 1_795_607_970_000],
  stream: ['The batch’s stream.', '5b0f6c1e-3c7d-4a55-9a53-0e2f6f1f7c21'],
  kind: ['What it is: of a batch report, logs or samples; of a run update, or other for playbooks that update nothing.'],
  acknowledgedSequence: ['The highest sequence of this stream and kind that the collector has.', 1],
  serverTimeMs: ['The server’s time, in Unix milliseconds.', 1_795_608_000_000],
  intervalSeconds: ['How often the collector wants a report.', 60],
  contentVersion: ['The version of the content that the device should have.', '1'],
  accepted: ['How many series or items were taken; 0 for what was here before.', 312]
}
