import { optionText } from '@mimamori/program/option-text'
import { check } from './check.ts'
import { status } from './status.ts'
import { watcher } from './watcher.ts'

const meant = (nearest: string | undefined): string => nearest === undefined ? '' : `; did you mean ${nearest}?`

/** English. Keys are grouped by where they are shown; ja/ has the same. */
export const en = {
  usage: `Usage: mimamori-agent <command> [--config FILE]

  run      push a report at every interval until stopped
  once     push one report and exit; --print shows it instead (same as --dry-run)
  check    check configuration, address, key, clock and journal
  status   show what the running agent has sent, and the answers; --reported fails until the collector has accepted a report from it
  watch-server   check that the server watches, and raise an alarm if it does not (configuration: /etc/mimamori/watcher.conf)

  --config FILE   the configuration; default: MIMAMORI_AGENT_CONFIG, /etc/mimamori/agent.conf, /etc/raspi-status-agent.conf
  --version       show the version and exit
  --help          show this text and exit`,
  noCommand: 'a command is missing',
  unknownCommand: (given: string, nearest: string | undefined) => `unknown command ${JSON.stringify(given)}${meant(nearest)}`,
  options: optionText.en,
  badUsage: (problem: string) => `mimamori-agent: ${problem}\nmimamori-agent --help shows how to use it.`,
  config: {
    heading: (file: string, count: number) =>
      count === 1 ? `The configuration ${file} has a mistake:` : `The configuration ${file} has ${count} mistakes:`,
    unreadable: (line: number, key: string | undefined) =>
      `line ${line}: ${key === undefined ? 'is not of the form KEY=value' : `${key}: unclosed quotes`}`,
    unknown: (line: number, key: string, nearest: string | undefined) => `line ${line}: ${key} is not a setting${meant(nearest)}`,
    duplicate: (line: number, key: string) => `line ${line}: ${key} is set twice; remove one of the lines`,
    missing: (key: string, expected: string) => `${key} is missing: expected ${expected}`,
    invalid: (line: number, key: string, expected: string, received: string | undefined) =>
      `line ${line}: ${key}: expected ${expected}${received === undefined ? '' : `, found ${JSON.stringify(received)}`}`,
    refused: (line: number | undefined, key: string, reason: string) => `${line === undefined ? '' : `line ${line}: `}${key}: ${reason}`,
    noFile: (path: string, reason: string) => `${path} cannot be read (${reason})`,
    unknownCollector: (name: string, nearest: string | undefined) => `unknown collector ${name}${meant(nearest)}`,
    exponential: (pattern: string) =>
      `${pattern} can take forever: it repeats a group with repetitions or alternatives in it; repeat a class instead, such as [ab]+ for (a|b)+`,
    tlsSkipVerify:
      'without verification, the key is sent to whoever answers; remove this line and set the server’s certificate instead: CA_FILE=/etc/mimamori/ca.pem',
    badKeyFile: (path: string, expected: string) => `${path} does not contain ${expected}`,
    badCaFile: (path: string, mistake: 'none' | 'unreadable') =>
      'expected a file of certificates (PEM), such as the server’s CA certificate; ' +
      (mistake === 'none' ? `there is none in ${path}` : `a certificate in ${path} is damaged; copy the file again`),
    noTopic: 'expected an address that ends in a topic, such as http://ntfy.factory.lan/mimamori',
    inEnvironment: (expected: string, received: string) => `expected ${expected}, found ${JSON.stringify(received)} in the unit’s environment`,
    twoKeys: 'CLIENT_KEY is set too; keep one of the two',
    nothingToDo: 'with PUSH=no and without LISTEN, the agent has nothing to do; set LISTEN=127.0.0.1:9100 or PUSH=yes'
  },
  expected: {
    apiBaseUrl: 'the collector’s address ending in /api, such as https://mimamori.local:8080/api',
    serverUrl: 'the server’s address without a path, such as http://192.168.10.2:8080',
    receiverUrl: 'the receiver’s address, such as http://chat.factory.lan/hooks/abc',
    token: 'a token without spaces',
    deviceId: 'the device’s ID: 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03',
    deviceKey: 'the device’s key, as shown when it was enrolled',
    wholeNumber: (min: number, max: number) => `a whole number from ${min} to ${max}`,
    oneOf: (choices: readonly string[]) => `one of ${choices.join(', ')}`,
    absolutePath: 'a path that begins with /',
    listenAddress: 'an address and a port such as 127.0.0.1:9100, or :9100 for every address of the device',
    collectors: 'names of collectors separated by spaces, with a - before those to disable, such as -hwmon',
    units: 'names of systemd units separated by spaces, such as kiosk-browser.service',
    unitPatterns:
      'names of systemd units separated by spaces, also with * and ?, with a - before those to leave out, such as kiosk-*.service or -cron.service',
    journalMatches: 'matches of journalctl separated by spaces, such as _TRANSPORT=kernel',
    filePatterns: 'paths that begin with / separated by spaces, also with * and ?, such as /var/log/kiosk/*.log',
    namedPatterns: 'name=pattern pairs separated by spaces, with \\s for a space in a pattern, such as kiosk.service=^\\d{4}-',
    timeFormats:
      'file=format pairs separated by spaces, ' +
      'such as /var/log/kiosk/*.log=%Y-%m-%d\\s%H:%M:%S (%Y %y %m %b %d %e %H %M %S %f %z %F %T %s \\s)',
    fileEncodings: (names: string) => `file=encoding pairs separated by spaces, such as /var/log/kiosk/*.log=shift_jis (${names})`,
    checkedSets: 'set=seconds pairs separated by spaces, with seconds from 1 to 3600, such as lobby-signage=60',
    processes: 'names of processes separated by spaces, such as chromium',
    httpChecks:
      'name=address pairs separated by spaces, of services on this device, each with a name of its own, such as nfc-agent=http://127.0.0.1:7071/api/agent/status'
  },
  once: {
    delivered: (url: string, accepted: number, series: number) => `${url} accepted the report: ${accepted} of ${series} series.`,
    notDelivered: (url: string, reason: string) => `${url} did not accept the report: ${reason}`,
    pushIsOff: 'PUSH=no: no report is sent; use --print to show it.'
  },
  taken: (what: 'state' | 'spool', file: string, setting: string, pid: number | undefined) =>
    `another agent${pid === undefined ? '' : ` (process ${pid})`} uses ` +
    `the ${what === 'state' ? 'state file' : 'spool'} ${file}: stop it, or set a different ${setting} for this one`,
  check,
  status,
  watcher
}
