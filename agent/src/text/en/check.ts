const issueKey = (id: string): string =>
  `On the server, issue a new key (sudo mimamori devices rotate ${id}), ` +
  `or enroll the device if it is not enrolled yet (sudo mimamori devices enroll ${id}), and write the key into CLIENT_KEY or the file of CLIENT_KEY_FILE.`

/** Messages of `mimamori-agent check`, in English. Each `…Next` is the step to take. */
export const check = {
  statuses: { fine: '[ ok ]', note: '[note]', wrong: '[FAIL]' },
  subjects: { configuration: 'Configuration', address: 'Address', key: 'Key', clock: 'Clock', journal: 'Journal', logFiles: 'Log files' },
  finding: (subject: string, message: string) => `${subject}: ${message}`,
  configurationFine: (file: string) => `${file} is fine.`,
  configurationWrong: (file: string) => `${file} has mistakes.`,
  ignored: (keys: readonly string[]) => `obsolete settings: ${keys.join(', ')}.`,
  ignoredNext: 'You can remove them. The site of a device is set on the server.',
  allFine: 'Everything is fine.',
  notFine: 'Action needed: see the lines with →.',
  address: {
    notPushing: 'PUSH=no: nothing is sent; /metrics is only exposed.',
    fine: (url: string) => `${url} answers, and it is a Mimamori collector.`,
    noSuchName: (host: string, code: string) => `there is no host called ${host} (${code}).`,
    noSuchNameNext: (host: string) => `Use the server’s IP address in API_BASE_URL, or add a line for ${host} to /etc/hosts.`,
    noConnection: (address: string, port: number, code: string) => `no connection to ${address} port ${port} (${code}).`,
    refusedNext: (address: string, port: number) =>
      `The machine ${address} is there, but nothing listens on port ${port}: start mimamori-collector on it, let it listen on the network (MIMAMORI_LISTEN), or fix the port in API_BASE_URL.`,
    silentNext: (address: string) =>
      `Check the cable and the network of this device, that the server is on, and its firewall: ping ${address}`,
    certificateDate: (code: string, now: Date) =>
      `the server’s certificate is not valid at this device’s date, which is ${now.toISOString()} (${code}).`,
    certificateDateNext:
      'If that date is wrong, set the clock; if it is right, renew the server’s certificate (one valid from 1970 on suits devices without a clock).',
    certificateUnknown: (code: string) => `the server’s certificate is not one that this device trusts (${code}).`,
    setCaFile: 'Copy the server’s CA certificate to this device and name it: CA_FILE=/etc/mimamori/ca.pem',
    replaceCaFile: (file: string) => `Copy the server’s CA certificate to ${file} again.`,
    certificateName: (reason: string) => `the server’s certificate is for another name: ${reason}`,
    certificateNameNext: 'Use a name of the certificate in API_BASE_URL, or create a certificate for the name that is used there.',
    noTls: (code: string) => `the server does not use https (${code}).`,
    noTlsNext: 'Begin API_BASE_URL with http:// if the collector has no certificate, or check the port.',
    speaksTls: (url: string) => `${url} begins with http, but the server uses https.`,
    speaksTlsNext: 'Begin API_BASE_URL with https://, and set the certificate that this device trusts: CA_FILE=/etc/mimamori/ca.pem',
    tlsFailed: (code: string) => `the TLS connection failed (${code}).`,
    tlsFailedNext: 'See the collector’s log for the cause.',
    noAnswer: (url: string, reason: string) => `${url} does not answer: ${reason}.`,
    noAnswerNext: 'See the collector’s log; on a slow line, raise REQUEST_TIMEOUT_SECONDS.',
    notOurs: (url: string, status: number) => `something answers at ${url}, but it is not a Mimamori collector (HTTP ${status}).`,
    notOursNext: 'Check host and port in API_BASE_URL, and that there is no proxy or login portal in between.'
  },
  key: {
    accepted: (id: string) => `the collector accepts this key for ${id}.`,
    registryEmpty: 'no device is enrolled on the collector.',
    registryEmptyNext: (id: string) =>
      `If there should be some, restore the collector’s backup; otherwise enroll the first device. On the server: sudo mimamori devices enroll ${id}`,
    unknown: (id: string) => `the collector does not know this key (for ${id}).`,
    unknownNext: (id: string) =>
      `${issueKey(id)} The agent keeps everything and tries again within 15 minutes with the key that is there by then; ` +
      'at once: sudo systemctl restart mimamori-agent',
    another: (id: string) => `this key belongs to a device other than ${id}.`,
    anotherNext: (id: string) => `Each device needs its own key, also one with a copied SD card. ${issueKey(id)}`,
    retired: (id: string) => `${id} is retired: the collector rejects what it sends.`,
    retiredNext: (id: string) =>
      `Stop the agent here, or bring the device back on the server (sudo mimamori devices rotate ${id}) and write the key into CLIENT_KEY or the file of CLIENT_KEY_FILE.`,
    openToOthers: (file: string, mode: string) =>
      `${file}, which contains the key, can be read or changed by other users of this device (mode ${mode}).`,
    openToOthersNext: (file: string) => `Let only the agent read it: sudo chgrp mimamori-agent ${file} && sudo chmod 640 ${file}`,
    other: (what: string) => `the collector answers ${what}.`,
    otherNext: 'Wait a minute and check again; if it stays, see the collector’s log.',
    notAsked: 'not checked, since the address does not answer.',
    notAskedNext: 'Fix the address first.'
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
    none: 'there is no journalctl on this device, so no journal is sent.',
    noneNext: 'Set LOG_JOURNAL=no, and name log files in LOG_FILES if there are any.',
    unreadable: (reason: string) => `it cannot be read: ${reason}`,
    unreadableNext: 'Let the agent read it: sudo usermod -aG systemd-journal mimamori-agent && sudo systemctl restart mimamori-agent'
  },
  logFiles: {
    fine: 'all LOG_FILES files exist.',
    none: (pattern: string) => `no file matches ${pattern}.`,
    noneNext: 'It is read once it exists. If the pattern is wrong, correct LOG_FILES.',
    unreadable: (path: string, reason: string) => `${path} cannot be read: ${reason}`,
    unreadableNext:
      'Add the user mimamori-agent to the group of the file (sudo usermod -aG GROUP mimamori-agent), and restart the agent. A link, a pipe or a device is never read: name the file itself.'
  }
}
