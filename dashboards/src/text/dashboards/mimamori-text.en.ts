/** The texts of the dashboard Mimamori itself, in English. */
export const mimamoriTextEn = {
  title: 'Mimamori itself',
  description: 'Whether the collector is healthy: when monitoring has stopped, the fleet looks free of problems.',
  sections: { health: 'Now', intake: 'What devices send', speed: 'How quickly it works', scrapes: 'What Prometheus gets' },
  columns: { collector: 'Collector', version: 'Version', node: 'Node.js' },
  legends: { lines: 'Log lines' },
  up: { title: 'Collector answers', description: 'Whether Prometheus can read the collector’s pages. If not, no device is watched.' },
  clock: {
    title: 'Clock trusted',
    description:
      'Whether the server’s clock can be trusted. While it cannot, no device becomes silent: check the time, and confirm it on the page.'
  },
  watchdog: {
    title: 'Rules evaluated',
    description: 'Whether the alert Watchdog fires, as it always should. If not, Prometheus does not evaluate our rules.'
  },
  commitFailures: { title: 'Failed writes in 24 h', description: 'What could not be stored. Check the disk of the server at once.' },
  devices: { title: 'Enrolled devices', description: 'Devices that the collector knows, without retired and revoked ones.' },
  liveSeries: { title: 'Live series', description: 'Series of all devices that the collector holds in memory.' },
  liveBytes: { title: 'Live bytes', description: 'Memory that the devices’ newest reports take.' },
  scrapeDuration: { title: 'Scrape duration', description: 'How long Prometheus waits for the collector’s own page.' },
  messages: {
    title: 'Messages',
    description: 'Messages of devices a second, by kind. With a report a minute, 60 devices are one a second.'
  },
  refused: {
    title: 'Refused messages',
    description:
      'Messages that were refused, by the code of the answer. CLIENT_KEY_INVALID: a device has a wrong or revoked key. The log of the collector names it.'
  },
  leftOut: {
    title: 'Left out',
    description:
      'Series and log lines of accepted messages that were left out, by reason. series_cap: a device sends more series than allowed.'
  },
  removedLines: {
    title: 'Removed log lines',
    description:
      'Stored log lines that were removed, by age or to free space. If many are removed for space, raise MIMAMORI_LOG_MAX_BYTES or find the device that writes most.'
  },
  lokiRefusedLines: {
    title: 'Log lines rejected by Loki',
    description:
      'Log lines that Loki did not take, or that are older than it takes, by reason. They are lost: above 0, LogLinesRefused fires, and its page of the runbook says what to do.'
  },
  waitingLines: {
    title: 'Log lines waiting',
    description:
      'Log lines that are accepted and wait to be stored. It is near 0 while the disk, or Loki, takes them; once it reaches MIMAMORI_LOG_QUEUE_MAX_BYTES, devices keep theirs.'
  },
  eventLoop: {
    title: 'Event loop delay',
    description: 'How long work waits for the event loop. Above 0.25 s, scrapes and people wait too.'
  },
  commits: {
    title: 'Commit duration',
    description: 'How long it takes until what was acknowledged is on the disk. Above 1 s the disk is failing, or full of other work.'
  },
  requests: { title: 'HTTP requests', description: 'Requests a second, by route.' },
  requestDuration: {
    title: 'HTTP duration, p99',
    description: 'From the first byte of a request to the last of its answer; 99 of 100 were quicker.'
  },
  samples: {
    title: 'Samples in a scrape',
    description: 'How many samples Prometheus reads, by job. A drop of the job node: devices are silent.'
  },
  builds: { title: 'Versions', description: 'Which collector runs, and on which Node.js.' }
}

export type MimamoriText = typeof mimamoriTextEn
