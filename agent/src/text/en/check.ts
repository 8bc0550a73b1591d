import { contentReason, type ContentReason } from '../content-reason.ts'

/** A finding and its next step. */
type Advice = readonly [message: string, next: string]

const issueKey = (id: string): string =>
  `On the server, issue a new key (sudo mimamori devices rotate ${id}), ` +
  `or enroll the device if it is not enrolled yet (sudo mimamori devices enroll ${id}), and write the key into CLIENT_KEY or the file of CLIENT_KEY_FILE.`

/** Messages of `mimamori-agent check`, in English. */
export const check = {
  statuses: { fine: '[ ok ]', note: '[note]', wrong: '[FAIL]' },
  subjects: { configuration: 'Configuration', address: 'Address', key: 'Key', clock: 'Clock', journal: 'Journal', logFiles: 'Log files', content: 'Content' },
  finding: (subject: string, message: string) => `${subject}: ${message}`,
  configurationFine: (file: string) => `${file} is fine.`,
  configurationWrong: (file: string) => `${file} has mistakes.`,
  ignored: (keys: readonly string[]): Advice => [
    `obsolete settings: ${keys.join(', ')}.`, 'You can remove them. The site of a device is set on the server.'
  ],
  allFine: 'Everything is fine.',
  notFine: 'Action needed: see the lines with →.',
  address: {
    notPushing: 'PUSH=no: nothing is sent; /metrics is only exposed.',
    fine: (url: string) => `${url} answers, and it is a Mimamori collector.`,
    noSuchName: (host: string, code: string): Advice => [
      `there is no host called ${host} (${code}).`,
      `Use the server’s IP address in API_BASE_URL, or add a line for ${host} to /etc/hosts.`
    ],
    noConnection: (address: string, port: number, code: string): Advice => [
      `no connection to ${address} port ${port} (${code}).`,
      code === 'ECONNREFUSED'
        ? `The machine ${address} is there, but nothing listens on port ${port}: start mimamori-collector on it, let it listen on the network (MIMAMORI_LISTEN), or fix the port in API_BASE_URL.`
        : `Check the cable and the network of this device, that the server is on, and its firewall: ping ${address}`
    ],
    certificateDate: (code: string, now: Date): Advice => [
      `the server’s certificate is not valid at this device’s date, which is ${now.toISOString()} (${code}).`,
      'If that date is wrong, set the clock; if it is right, renew the server’s certificate (one valid from 1970 on suits devices without a clock).'
    ],
    certificateUnknown: (code: string, caFile: string | undefined): Advice => [
      `the server’s certificate is not one that this device trusts (${code}).`,
      caFile === undefined
        ? 'Copy the server’s CA certificate to this device and name it: CA_FILE=/etc/mimamori/ca.pem'
        : `Copy the server’s CA certificate to ${caFile} again.`
    ],
    certificateName: (reason: string): Advice => [
      `the server’s certificate is for another name: ${reason}`,
      'Use a name of the certificate in API_BASE_URL, or create a certificate for the name that is used there.'
    ],
    noTls: (code: string): Advice => [
      `the server does not use https (${code}).`,
      'Begin API_BASE_URL with http:// if the collector has no certificate, or check the port.'
    ],
    speaksTls: (url: string): Advice => [
      `${url} begins with http, but the server uses https.`,
      'Begin API_BASE_URL with https://, and set the certificate that this device trusts: CA_FILE=/etc/mimamori/ca.pem'
    ],
    tlsFailed: (code: string): Advice => [`the TLS connection failed (${code}).`, 'See the collector’s log for the cause.'],
    noAnswer: (url: string, reason: string): Advice => [
      `${url} does not answer: ${reason}.`,
      'See the collector’s log; on a slow line, raise REQUEST_TIMEOUT_SECONDS.'
    ],
    notOurs: (url: string, status: number): Advice => [
      `something answers at ${url}, but it is not a Mimamori collector (HTTP ${status}).`,
      'Check host and port in API_BASE_URL, and that there is no proxy or login portal in between.'
    ]
  },
  key: {
    accepted: (id: string) => `the collector accepts this key for ${id}.`,
    registryEmpty: (id: string): Advice => [
      'no device is enrolled on the collector.',
      `If there should be some, restore the collector’s backup; otherwise enroll the first device. On the server: sudo mimamori devices enroll ${id}`
    ],
    unknown: (id: string): Advice => [
      `the collector does not know this key (for ${id}).`,
      `${issueKey(id)} The agent keeps everything and tries again within 15 minutes with the key that is there by then; ` +
      'at once: sudo systemctl restart mimamori-agent'
    ],
    another: (id: string): Advice => [
      `this key belongs to a device other than ${id}.`,
      `Each device needs its own key, also one with a copied SD card. ${issueKey(id)}`
    ],
    retired: (id: string): Advice => [
      `${id} is retired: the collector rejects what it sends.`,
      `Stop the agent here, or bring the device back on the server (sudo mimamori devices rotate ${id}) and write the key into CLIENT_KEY or the file of CLIENT_KEY_FILE.`
    ],
    openToOthers: (file: string, mode: string): Advice => [
      `${file}, which contains the key, can be read or changed by other users of this device (mode ${mode}).`,
      `Let only the agent read it: sudo chgrp mimamori-agent ${file} && sudo chmod 640 ${file}`
    ],
    other: (what: string): Advice => [
      `the collector answers ${what}.`,
      'Wait a minute and check again; if it stays, see the collector’s log.'
    ],
    notAsked: (): Advice => ['not checked, since the address does not answer.', 'Fix the address first.']
  },
  clock: {
    synchronised: 'it is synchronized',
    notSynchronised: 'it is not synchronized',
    fine: 'synchronized, and the same as the server’s.',
    right: (sync: string) => `the same as the server’s; ${sync}.`,
    off: (seconds: number, sync: string) => `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} the server’s; ${sync}.`,
    alone: (now: Date, sync: string) => `this device says ${now.toISOString()}; ${sync}.`,
    next: 'Reports are still accepted, but log times are estimates: let systemd-timesyncd use the server (NTP= in /etc/systemd/timesyncd.conf).'
  },
  journal: {
    notFollowed: 'LOG_JOURNAL=no: its lines are not sent.',
    fine: 'it can be read.',
    followed: 'the agent reads it.',
    none: (): Advice => [
      'there is no journalctl on this device, so no journal is sent.',
      'Set LOG_JOURNAL=no, and name log files in LOG_FILES if there are any.'
    ],
    unreadable: (reason: string): Advice => [
      `it cannot be read: ${reason}`,
      'Let the agent read it: sudo usermod -aG systemd-journal mimamori-agent && sudo systemctl restart mimamori-agent'
    ]
  },
  logFiles: {
    fine: 'all LOG_FILES files exist.',
    none: (pattern: string): Advice => [
      `no file matches ${pattern}.`,
      'It is read once it exists. If the pattern is wrong, correct LOG_FILES.'
    ],
    unreadable: (path: string, reason: string): Advice => [
      `${path} cannot be read: ${reason}`,
      'Add the user mimamori-agent to the group of the file (sudo usermod -aG GROUP mimamori-agent), and restart the agent. A link, a pipe or a device is never read: name the file itself.'
    ]
  },
  content: {
    fine: (directory: string, sets: number) => `${directory} can be written; it has ${sets} ${sets === 1 ? 'set' : 'sets'}.`,
    notWritable: (directory: string): Advice => [
      `the agent cannot write to ${directory}.`,
      'Run the playbook content.yml for this device again; it creates the directory for the agent.'
    ],
    problem: (name: string | undefined, problem: ContentReason): Advice => [
      `${name === undefined ? '' : `${name}: `}${contentReason(problem, 'en')}`, 'The last good version stays; the agent tries again. If it lasts, see its log: sudo journalctl -u mimamori-agent'
    ],
    notKnown: (directory: string): Advice => [
      `whether ${directory} can be written is not known, since no agent is running.`, 'Start it: sudo systemctl start mimamori-agent'
    ]
  }
}
