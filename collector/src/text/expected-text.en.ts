/** The values that each option and each word after a command takes, for help and mistakes. `mimamori`: how the command was called. */
export const expectedTextEn = (mimamori: string) => ({
  deviceId: 'the device’s id: 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03',
  site: 'a site such as north: at most 64 printable characters',
  role: 'what the device is for, such as kiosk: at most 64 printable characters',
  name: 'a name for people: 1 to 128 printable characters',
  address: 'a host name or IP address, such as 192.168.10.31',
  label: 'NAME=VALUE: the name of a–z, 0–9 and _, not one of device, instance, job, site, role; ' +
    'the value at most 128 printable characters; at most 16 of them',
  labelChange: 'NAME=VALUE to add or change a label, or NAME= to remove it: the name of a–z, ' +
    '0–9 and _, not one of device, instance, job, site, role; the value at most 128 printable characters; at most 16 labels',
  silentAfter: 'a duration from 1m to 1y, such as 12h or 1h30m',
  downAfter: 'a duration from 5m to 1y, such as 10m',
  downSeverity: 'warning or critical',
  limitScope: 'fleet, or site or role with its name, such as site north; for a device: devices set ID --down-after 10m',
  limitName: 'the name of the site or role',
  scrapeUrl: 'an http or https address on the host that --address names, not loopback, ' +
    'without user or password, such as --address 192.168.10.31 --scrape-url http://192.168.10.31:9100/metrics',
  scrapeUser: 'the user for --scrape-url, with the password in --scrape-secret-file',
  scrapeSecretFile: 'a file with the password of --scrape-user, or without that, a bearer token for --scrape-url; ' +
    '- for standard input; an empty file removes both',
  status: 'a status: one of silent, down, late, ' +
    'refused, pending, gone (off, restarting or stopped), online, off-hours, paused, warnings, retired (also revoked), all (but retired)',
  search: 'words to look for in names, addresses, states, reasons, revisions …',
  sort: 'one of worst (by default), name, site, last-seen, cpu, memory, disk, temperature, errors; ' +
    'with a minus in reverse order: --sort=-cpu',
  time: 'a time such as 2026-12-01T08:00',
  futureTime: 'a time in the future, written like 2026-12-01T08:00',
  reason: 'a few words, at most 200 characters',
  importFile: 'a JSON file with a list of devices: [{"id": "pi-kiosk-03", "key": "…"}, …]; or - for standard input',
  userName: 'the name of a user: 1 to 63 of a–z, 0–9 and . _ -, such as sato',
  passwordFile: 'a file with the password, at least 12 characters; - for standard input; without it, the terminal asks',
  sessionId: `the id of a session; “${mimamori} sessions list” shows it`,
  tokenName: 'a name for the token: 1 to 63 of a–z, 0–9 and . _ -, such as grafana, and not in use yet',
  tokenRole: 'one of admin, viewer, scrape, update, alert, enroll',
  loginRole: 'one of admin, viewer',
  language: 'en or ja',
  receiverName: 'the receiver’s name: 1 to 63 of a–z, 0–9 and -, such as maintenance',
  receiverType: 'one of email, webhook, slack (Mattermost, too), rocketchat, teams, discord, telegram, line, pagerduty, ntfy, http',
  mailTo: 'an e-mail address; may be given several times',
  mailFrom: 'the sender’s e-mail address',
  urlFile: 'a file with the URL of the webhook (for http, of the request); - for standard input',
  receiverTokenFile: 'a file with the access token of ntfy or LINE, ' +
    'the token of the Telegram bot, or the integration key of PagerDuty; - for standard input',
  receiverServer: 'the address of the ntfy server, such as http://ntfy.factory.lan; ' +
    'for telegram, line and pagerduty only if a proxy takes their place',
  ntfyTopic: 'the ntfy topic',
  chat: 'the ID of a Telegram chat such as -1001234567890, or of a user, group or room of LINE',
  maxTextLength: 'how many characters {{text}} may have: 100 to 16384, by default 1500',
  httpMethod: 'GET, POST or PUT',
  headersFile: 'a file with the HTTP headers, one per line: Name: value',
  bodyFile: 'a file with the body of the HTTP request; ' +
    '{{title}}, {{text}}, {{status}}, {{severity}}, {{alertname}}, {{site}}, {{device}}, {{count}} are replaced by their values',
  severity: 'critical, warning or info; may be given several times',
  repeat: 'a severity, and how often to repeat the notification of an alert that keeps firing: ' +
    'from 5m to 30d, such as critical=4h; may be given several times, empty for Mimamori’s defaults',
  quiet: 'hours in which only critical alerts are sent, such as 18:00-08:00; empty for none',
  quietDays: 'the days on which --quiet begins, such as saturday,sunday; empty for every day',
  timeZone: 'the time zone of --quiet, such as Asia/Tokyo',
  yesNo: 'yes or no',
  mailHost: 'the mail relay’s host name or IP address',
  mailPort: 'the mail relay’s port; 25 by default',
  mailTls: 'none, starttls (by default) or implicit (such as port 465)',
  caFile: 'a CA certificate on this server, as an absolute path',
  mailUser: 'the user to log in to the mail relay',
  mailPasswordFile: 'a file with the password of --user; - for standard input',
  alertState: 'firing (by default) or resolved',
  alertname: 'the name of an alert, such as DeviceSilent',
  fingerprint: `the alert’s fingerprint: 16 hexadecimal digits; “${mimamori} alerts list” shows it`,
  personName: 'your name, at most 64 characters',
  note: 'a comment for others: one line, at most 500 characters',
  silenceEnd: 'a time in the future, at most 366 days after the silence starts, written like 2026-12-01T08:00',
  silenceReason: 'the reason for the silence: one line, at most 500 characters',
  logTime: 'a time: 10m (ago; also s, h, d), 14:05, or 2026-12-01T08:00',
  actor: 'the name of the user or token that made the change, such as sato',
  logLevels: 'levels separated by commas: debug, info, warn, error',
  logText: 'text to look for in the message, in upper or lower case; not a pattern',
  logLimit: 'the number of newest lines, from 1 to 999999; 200 by default, 10 with --follow',
  unit: 'a systemd unit, such as kiosk.service',
  run: 'an update run, such as 20261125-085000-0a1b2c',
  requestId: 'a request ID, as in responses, errors and log lines',
  calendarFile: 'a calendar file, such as /etc/mimamori/calendar.yml',
  silenceId: `the silence’s id; “${mimamori} alerts silences” shows it`
})

/** The same keys in another language. */
export type ExpectedText = ReturnType<typeof expectedTextEn>
