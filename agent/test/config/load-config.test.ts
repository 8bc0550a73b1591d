import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { deviceId as contractDeviceId, reservedDeviceIds } from '@mimamori/contract'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../../collector/test/until-all-end.ts'
import { ConfigError, describeIssue } from '../../src/config/config-issue.ts'
import { chooseFile, loadConfig, stateFileIn } from '../../src/config/load-config.ts'
import { deviceId } from '../../src/config/setting-kinds.ts'
import { en } from '../../src/text/en/index.ts'
import { ja } from '../../src/text/ja/index.ts'

const directory = temporaryDirectory(untilAllEnd())
const write = (name: string, content: string): string => {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}
const load = (content: string, env: Record<string, string> = {}) => loadConfig({ file: write('agent.conf', content), env })
const issuesOf = (content: string, env: Record<string, string> = {}) => {
  try {
    load(content, env)
    return []
  } catch (error) {
    return (error as ConfigError).issues
  }
}
const minimal = 'API_BASE_URL=https://mimamori.local:8080/api\nCLIENT_ID=pi-kiosk-03\nCLIENT_KEY=7Qm2vT9xWc4L\n'

describe('the configuration', () => {
  test('needs three lines, and has a default for everything else', () => {
    expect(load(minimal)).toMatchObject({
      push: { clientId: 'pi-kiosk-03', clientKey: '7Qm2vT9xWc4L' },
      intervalSeconds: 60,
      requestTimeoutSeconds: 10,
      firstReport: 'spread',
      profile: 'default',
      listen: undefined,
      collectors: [],
      logLevel: 'info',
      procRoot: '/proc',
      sysRoot: '/sys',
      rootfs: '',
      udevDataRoot: '/run/udev/data',
      stateFile: '/run/mimamori-agent/state.json'
    })
    expect(load(minimal).push?.apiBaseUrl.href).toBe('https://mimamori.local:8080/api')
  })

  test('takes comments, blank lines, export, quotes, Windows line ends and a byte-order mark', () => {
    const content =
      '\uFEFF# of this device\r\n\r\nexport API_BASE_URL="http://10.0.0.5/api"  # the server\r\nCLIENT_ID=\'pi-1\'\r\nCLIENT_KEY="a\\"b\\\\c"\r\n  LOG_LEVEL = debug   # while we look\r\n'
    expect(load(content)).toMatchObject({ push: { clientId: 'pi-1', clientKey: 'a"b\\c' }, logLevel: 'debug' })
  })

  test('keeps a # that belongs to a value', () => {
    expect(load(minimal.replace('7Qm2vT9xWc4L', 'key#1')).push?.clientKey).toBe('key#1')
  })

  test('reads what is listened to, watched and collected', () => {
    expect(
      load(
        `${minimal}LISTEN=:9100\nWATCHED_UNITS=kiosk-browser.service lightdm\nWATCHED_PROCESSES=chromium\nWATCHED_HTTP="nfc=http://127.0.0.1:7071/status torque=http://localhost:7073/health"\nCOLLECTORS=-hwmon,systemd\n`
      )
    ).toMatchObject({
      listen: { port: 9100 },
      watchedUnits: ['kiosk-browser.service', 'lightdm'],
      watchedProcesses: ['chromium'],
      watchedHttp: ['nfc=http://127.0.0.1:7071/status', 'torque=http://localhost:7073/health'],
      collectors: ['-hwmon', 'systemd']
    })
  })

  test('may say that nothing is pushed, and then needs no collector', () => {
    expect(load('PUSH=no\nLISTEN=127.0.0.1:9100\n')).toMatchObject({ push: undefined, listen: { host: '127.0.0.1', port: 9100 } })
  })

  test('takes an empty value as no line at all', () => {
    expect(load(`${minimal}LISTEN=\n`).listen).toBeUndefined()
  })

  test('says all its mistakes at once, those of lines in their order', () => {
    const issues = issuesOf('INTERVAL_SECONDS=soon\nCLIENT_ID=Pi 1\nfoo\nAPI_BASE_URL=x\nBLUE=1\n')
    expect(issues.map((issue) => ('key' in issue ? issue.key : issue.kind))).toEqual([
      'INTERVAL_SECONDS',
      'CLIENT_ID',
      'unreadable',
      'API_BASE_URL',
      'BLUE',
      'CLIENT_KEY'
    ])
  })

  test('takes no name of JavaScript’s own for yes or no', () => {
    expect(issuesOf(`${minimal}PUSH=constructor\n`)).toMatchObject([{ kind: 'invalid', key: 'PUSH' }])
  })

  test('that is not there is a mistake of its own', () => {
    expect(() => loadConfig({ file: join(directory, 'nowhere.conf'), env: {} })).toThrow(ConfigError)
  })
})

describe('the key', () => {
  const withoutKey = minimal.replace(/CLIENT_KEY.*\n/, '')

  test('can stand in a file of its own', () => {
    expect(load(`${withoutKey}CLIENT_KEY_FILE=${write('key', '7Qm2vT9xWc4L\n')}\n`).push?.clientKey).toBe('7Qm2vT9xWc4L')
  })

  test('can be a credential that systemd hands over', () => {
    write('client-key', 'from-systemd\n')
    expect(load(withoutKey, { CREDENTIALS_DIRECTORY: directory }).push?.clientKey).toBe('from-systemd')
  })

  test('in the configuration comes before a credential', () => {
    write('client-key', 'from-systemd\n')
    expect(load(minimal, { CREDENTIALS_DIRECTORY: directory }).push?.clientKey).toBe('7Qm2vT9xWc4L')
  })

  test.each(['{{ vault_key }}', '${CLIENT_KEY}', '<your-key>', 'two words', 'schlüssel'])('%s is none, and is not shown', (key) => {
    const sentences = [en, ja].flatMap((text) => issuesOf(`${withoutKey}CLIENT_KEY='${key}'\n`).map((issue) => describeIssue(issue, text)))
    expect(sentences).toHaveLength(2)
    for (const sentence of sentences) expect(sentence).not.toContain(key)
  })

  test('in a file that holds something else is not shown either', () => {
    const issues = issuesOf(`${withoutKey}CLIENT_KEY_FILE=${write('key', '{{ secret }}')}\n`)
    expect(issues.map((issue) => describeIssue(issue, en))).toEqual([
      `CLIENT_KEY_FILE: ${directory}/key does not contain the device’s key, as shown when it was enrolled`
    ])
  })
})

describe('a device’s id', () => {
  test.each(['pi-1', 'a', '0', 'a'.repeat(63), 'a'.repeat(64), '', '-a', 'a-', 'A', 'a_b', 'a.b', 'ä', ...reservedDeviceIds])(
    '"%s" is one here exactly if it is one in the contract',
    (id) => {
      expect(deviceId.parse(id) !== undefined).toBe(contractDeviceId.safeParse(id).success)
    }
  )
})

describe('the configuration of the former agent', () => {
  // The keys of /etc/raspi-status-agent.conf, from the example that its repository ships (clients/status-agent).
  const former =
    'API_BASE_URL="https://192.168.10.5/api"\nCLIENT_ID="raspberrypi4-kiosk1"\nCLIENT_KEY="client-demo-key"\nLOCATION="ラズパイ4 - キオスク1"\nLOG_FILE="/var/log/raspi-status-agent.log"\nREQUEST_TIMEOUT="30"\nTLS_SKIP_VERIFY="0"\nTEMPERATURE_FILE="/sys/class/thermal/thermal_zone0/temp"\nSTORAGE_HEALTH_ENABLED="1"\n'

  test('is taken as it stands', () => {
    expect(load(former)).toMatchObject({
      push: { clientId: 'raspberrypi4-kiosk1', clientKey: 'client-demo-key' }, requestTimeoutSeconds: 30,
      ignoredKeys: ['LOCATION', 'LOG_FILE', 'TEMPERATURE_FILE', 'STORAGE_HEALTH_ENABLED']
    })
  })

  test('is refused where it turns off the check of the certificate', () => {
    expect(issuesOf(former.replace('TLS_SKIP_VERIFY="0"', 'TLS_SKIP_VERIFY="1"')).map(({ kind }) => kind)).toEqual(['refused'])
  })
})

describe('which file is read', () => {
  const there = (...paths: string[]) => (path: string) => paths.includes(path)

  test('is the flag’s, else that of the environment', () => {
    expect(chooseFile({ file: '/a', env: { MIMAMORI_AGENT_CONFIG: '/b' } })).toBe('/a')
    expect(chooseFile({ env: { MIMAMORI_AGENT_CONFIG: '/b' } })).toBe('/b')
  })

  test('is otherwise the usual one, and the former agent’s only where there is no other', () => {
    const [usual, former] = ['/etc/mimamori/agent.conf', '/etc/raspi-status-agent.conf']
    expect(chooseFile({ env: {}, exists: there(usual, former) })).toBe(usual)
    expect(chooseFile({ env: {}, exists: there(former) })).toBe(former)
    expect(chooseFile({ env: {}, exists: there() })).toBe(usual)
  })
})

test('the state is left in the unit’s runtime directory', () => {
  expect(stateFileIn({ RUNTIME_DIRECTORY: '/run/other' })).toBe('/run/other/state.json')
})

test('the spool is in the unit’s state directory unless it is set, and in memory where there is none or no place for it', () => {
  const directoryOf = (line: string, env = {}): string | undefined => load(`${minimal}${line}\n`, env).spoolDirectory
  expect(directoryOf('', { STATE_DIRECTORY: '/var/lib/mimamori-agent' })).toBe('/var/lib/mimamori-agent/spool')
  expect(directoryOf('SPOOL_DIRECTORY=/data/spool', { STATE_DIRECTORY: '/var/lib/mimamori-agent' })).toBe('/data/spool')
  expect(directoryOf('')).toBeUndefined()
  expect(directoryOf('PUSH=no\nLISTEN=:9100', { STATE_DIRECTORY: '/var/lib/mimamori-agent' })).toBeUndefined()
  expect(
    directoryOf('LOG_SPOOL_DISK_MEBIBYTES=0\nSAMPLE_SPOOL_DISK_MEBIBYTES=0', { STATE_DIRECTORY: '/var/lib/mimamori-agent' })
  ).toBeUndefined()
})

test('does not wait for a pipe in the place of the configuration, the key or the certificates', () => {
  const pipe = join(directory, 'pipe')
  execFileSync('mkfifo', [pipe])
  const file = write('pipes.conf', `API_BASE_URL=http://127.0.0.1:1/api\nCLIENT_ID=pi-1\nCLIENT_KEY_FILE=${pipe}\nCA_FILE=${pipe}\n`)
  const reasons = (path: string): unknown => {
    try {
      return loadConfig({ file: path, env: {} })
    } catch (error) {
      return (error as ConfigError).issues
    }
  }
  const issue = { kind: 'no-file', path: pipe, reason: 'it is no regular file' }
  expect(reasons(pipe)).toEqual([issue])
  expect(reasons(file)).toEqual([issue, issue])
})
