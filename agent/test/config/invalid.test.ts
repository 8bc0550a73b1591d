import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ConfigError, describeIssue } from '../../src/config/config-issue.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { en } from '../../src/text/en/index.ts'

const folder = new URL('invalid/', import.meta.url).pathname

/** Each file of the folder has one mistake; this is what is said of it. */
const messages: Readonly<Record<string, string>> = {
  'address-with-odd-password':
    'line 1: API_BASE_URL: expected the collector’s address ending in /api, such as https://mimamori.local:8080/api, found "http://…@127.0.0.1:8080/api"',
  'address-with-password':
    'line 1: API_BASE_URL: expected the collector’s address ending in /api, such as https://mimamori.local:8080/api, found "http://…@127.0.0.1:8080/api"',
  'address-without-api':
    'line 1: API_BASE_URL: expected the collector’s address ending in /api, such as https://mimamori.local:8080/api, found "http://127.0.0.1:8080"',
  'ca-file-missing': "/nowhere/ca.pem cannot be read (ENOENT: no such file or directory, stat '/nowhere/ca.pem')",
  'ca-file-of-something-else':
    'line 4: CA_FILE: expected a file of certificates (PEM), such as the server’s CA certificate; there is none in /etc/passwd',
  'http-check-in-disguise':
    'line 4: WATCHED_HTTP: expected name=address pairs separated by spaces, of services on this device, each with a name of its own, such as nfc-agent=http://127.0.0.1:7071/api/agent/status, found "…@192.168.1.9/"',
  'http-check-of-one-name':
    'line 4: WATCHED_HTTP: expected name=address pairs separated by spaces, of services on this device, each with a name of its own, such as nfc-agent=http://127.0.0.1:7071/api/agent/status, found "nfc=http://127.0.0.1:7071/status nfc=http://127.0.0.1:7073/health"',
  'http-check-with-no-port':
    'line 4: WATCHED_HTTP: expected name=address pairs separated by spaces, of services on this device, each with a name of its own, such as nfc-agent=http://127.0.0.1:7071/api/agent/status, found "nfc=http://127.0.0.1:99999/"',
  'id-in-capitals':
    'line 2: CLIENT_ID: expected the device’s ID: 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03, found "Pi-1"',
  'id-of-a-route':
    'line 2: CLIENT_ID: expected the device’s ID: 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03, found "status"',
  'interval-too-short': 'line 4: INTERVAL_SECONDS: expected a whole number from 5 to 3600, found "1"',
  'key-and-key-file': 'CLIENT_KEY_FILE: CLIENT_KEY is set too; keep one of the two',
  'key-file-missing': "/nowhere/client-key cannot be read (ENOENT: no such file or directory, stat '/nowhere/client-key')",
  'key-from-a-template': 'line 3: CLIENT_KEY: expected the device’s key, as shown when it was enrolled',
  'listen-without-port':
    'line 4: LISTEN: expected an address and a port such as 127.0.0.1:9100, or :9100 for every address of the device, found "127.0.0.1"',
  'mistyped-name': 'line 4: INTERVAL_SECOND is not a setting; did you mean INTERVAL_SECONDS?',
  'no-address': 'API_BASE_URL is missing: expected the collector’s address ending in /api, such as https://mimamori.local:8080/api',
  'no-assignment': 'line 4: is not of the form KEY=value',
  'no-id':
    'CLIENT_ID is missing: expected the device’s ID: 1 to 63 of a–z, 0–9 and -, beginning and ending with a letter or digit, such as pi-kiosk-03',
  'no-key': 'CLIENT_KEY is missing: expected the device’s key, as shown when it was enrolled',
  'nothing-to-do': 'PUSH: with PUSH=no and without LISTEN, the agent has nothing to do; set LISTEN=127.0.0.1:9100 or PUSH=yes',
  'old-unit': 'line 4: INTERVAL is not a setting; did you mean INTERVAL_SECONDS?',
  'open-quote': 'line 4: LOG_LEVEL: unclosed quotes',
  'remote-http-check':
    'line 4: WATCHED_HTTP: expected name=address pairs separated by spaces, of services on this device, each with a name of its own, such as nfc-agent=http://127.0.0.1:7071/api/agent/status, found "shop=http://192.168.1.9/health"',
  'skip-verify':
    'line 4: TLS_SKIP_VERIFY: without verification, the key is sent to whoever answers; remove this line and set the server’s certificate instead: CA_FILE=/etc/mimamori/ca.pem',
  'slow-first-lines':
    'line 4: LOG_FIRST_LINES: evil=(a+)+$ can take forever: it repeats a group with repetitions or alternatives in it; repeat a class instead, such as [ab]+ for (a|b)+',
  'slow-redact':
    'line 4: LOG_REDACT: evil=(a+)+$ can take forever: it repeats a group with repetitions or alternatives in it; repeat a class instead, such as [ab]+ for (a|b)+',
  twice: 'line 4: CLIENT_ID is set twice; remove one of the lines',
  'unknown-collector': 'COLLECTORS: unknown collector hwmom; did you mean hwmon?',
  'unknown-encoding':
    'line 4: LOG_ENCODING: expected file=encoding pairs separated by spaces, ' +
    'such as /var/log/kiosk/*.log=shift_jis (utf-8, shift_jis, euc-jp, utf-16le, utf-16be), found "/var/log/kiosk/*.log=shift_jisx"',
  'unknown-name': 'line 4: COLOUR is not a setting',
  'unknown-time-directive':
    'line 4: LOG_TIME_FORMAT: expected file=format pairs separated by spaces, ' +
    'such as /var/log/kiosk/*.log=%Y-%m-%d\\s%H:%M:%S (%Y %y %m %b %d %e %H %M %S %f %z %F %T %s \\s), ' +
    'found "/var/log/kiosk/*.log=%Y-%m-%d\\\\s%I:%M:%S\\\\s%p"'
}

const mistakesOf = (file: string): string[] => {
  try {
    loadConfig({ file, env: {} })
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return error.issues.map((issue) => describeIssue(issue, en))
  }
}

test('every file of mistakes has its sentence', () => {
  expect(readdirSync(folder).map((name) => name.replace('.conf', '')).sort()).toEqual(Object.keys(messages).sort())
})

test.each(Object.entries(messages))('%s: %s', (name, message) => {
  expect(mistakesOf(`${folder}${name}.conf`)).toEqual([message])
})
