import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../../../collector/test/temporary-directory.ts'
import { until } from '../../../collector/test/until.ts'
import { runAgent, startAgent, writeConfig, type AgentSetup } from '../agent-process.ts'
import { findCertificates } from '../certificates.ts'
import { createFakeJournal } from '../sources/journal/fake-journal.ts'
import { startStrictCollector, type Reply, type StrictCollector } from '../strict-collector.ts'

const closers: (() => unknown)[] = []
let collector: StrictCollector
beforeEach(async () => {
  collector = await startStrictCollector()
})
afterEach(async () => {
  await collector.close()
  for (const close of closers.splice(0)) await close()
})

const error = (status: number, code: string) => ({ status, body: { requestId: 'r', code, message: 'the reason' } })
/** What a collector says to a status without values, with a key that it takes. */
const accepted = error(400, 'VALIDATION_FAILED')

const check = async (reply: Reply | undefined, { url = collector.url, settings, env }: AgentSetup & { url?: string } = {}) => {
  collector.answerAlways(reply && (() => reply))
  const { code, stdout, stderr } = await runAgent(['check', '--config', writeConfig(url, settings).file], { env: env ?? {} })
  expect(stderr).not.toContain('the-secret-key')
  return { code, stdout, lines: stdout.trimEnd().split('\n') }
}
/** The sentence about a subject, and the step that follows it. */
const about = (subject: string, lines: readonly string[]): [string | undefined, string | undefined] => {
  const at = lines.findIndex((line) => line.slice(7).startsWith(`${subject}:`))
  return [lines[at], lines[at + 1]?.startsWith('       → ') ? lines[at + 1] : undefined]
}

describe('check', () => {
  test('is content where everything is fine', async () => {
    const { code, lines } = await check(accepted)
    expect(code).toBe(0)
    expect(lines[0]).toMatch(/^\[ ok \] Configuration: \S+ is fine\.$/)
    expect(about('Address', lines)).toEqual([`[ ok ] Address: ${collector.url} answers, and it is a Mimamori collector.`, undefined])
    expect(about('Key', lines)).toEqual(['[ ok ] Key: the collector accepts this key for pi-kiosk-03.', undefined])
    expect(lines.at(-1)).toBe('Everything is fine.')
  })

  test('says whether the journal can be read, and what to do where it cannot', async () => {
    const journal = (program?: string) => {
      const directory = temporaryDirectory()
      if (program !== undefined) writeFileSync(join(directory, 'journalctl'), `#!/bin/sh\n${program}\n`, { mode: 0o755 })
      return check(accepted, { settings: { LOG_JOURNAL: 'yes' }, env: { PATH: directory } })
    }
    expect(about('Journal', (await check(accepted)).lines)).toEqual(['[ ok ] Journal: LOG_JOURNAL=no: its lines are not sent.', undefined])
    expect(about('Journal', (await journal('exit 0')).lines)).toEqual(['[ ok ] Journal: it can be read.', undefined])
    const none = await journal()
    expect([none.code, ...about('Journal', none.lines)]).toEqual([
      0,
      '[note] Journal: there is no journalctl on this device, so no journal is sent.',
      expect.stringContaining('LOG_JOURNAL=no')
    ])
    const unreadable = await journal('echo "No journal files were opened due to insufficient permissions." >&2; exit 1')
    expect([unreadable.code, ...about('Journal', unreadable.lines)]).toEqual([
      1,
      '[FAIL] Journal: it cannot be read: No journal files were opened due to insufficient permissions.',
      expect.stringContaining('usermod -aG systemd-journal mimamori-agent')
    ])
  })

  test('names the patterns of log files that nothing matches', async () => {
    const directory = temporaryDirectory()
    writeFileSync(join(directory, 'a.log'), '')
    const there = await check(accepted, { settings: { LOG_FILES: join(directory, '*.log') } })
    expect(about('Log files', there.lines)).toEqual(['[ ok ] Log files: all LOG_FILES files exist.', undefined])
    const none = await check(accepted, { settings: { LOG_FILES: `${directory}/a.log ${directory}/b.log` } })
    expect([none.code, ...about('Log files', none.lines)]).toEqual([
      0,
      `[note] Log files: no file matches ${directory}/b.log.`,
      expect.stringContaining('LOG_FILES')
    ])
  })

  test('asks the agent that runs, whose user is the one that must be able to read the journal', async () => {
    collector.intervalSeconds = 5
    const [fake, readable] = [createFakeJournal(), createFakeJournal()]
    fake.refuse('No journal files were opened due to insufficient permissions.')
    const { file, stateFile } = writeConfig(collector.url, { LOG_JOURNAL: 'yes' })
    const agent = startAgent(['run', '--config', file], { env: { PATH: `${fake.directory}:${process.env['PATH']}` } })
    closers.push(() => {
      agent.child.kill('SIGKILL')
      return agent.ended
    })
    await until('it has written why', () => existsSync(stateFile) && readFileSync(stateFile, 'utf8').includes('insufficient'))
    const { stdout } = await runAgent(['check', '--config', file], { env: { PATH: `${readable.directory}:${process.env['PATH']}` } })
    expect(stdout).toContain('[FAIL] Journal: it cannot be read: No journal files were opened due to insufficient permissions.')
  })

  test('leaves nothing behind at the collector: it asks with a status that is refused', async () => {
    await check(accepted)
    expect(collector.received).toEqual([])
    expect(collector.others).toEqual([
      expect.objectContaining({ method: 'POST', path: '/api/clients/status', body: '{"clientId":"pi-kiosk-03"}' })
    ])
    expect(collector.others[0]?.headers).toMatchObject({ 'x-client-key': 'the-secret-key', 'mimamori-client-id': 'pi-kiosk-03' })
  })

  test.each([
    [401, 'CLIENT_KEY_INVALID', 'the collector does not know this key (for pi-kiosk-03).', 'sudo mimamori devices enroll pi-kiosk-03'],
    [401, 'CLIENT_KEY_REQUIRED', 'the collector does not know this key (for pi-kiosk-03).', 'sudo mimamori devices rotate pi-kiosk-03'],
    [403, 'CLIENT_ID_MISMATCH', 'this key belongs to a device other than pi-kiosk-03.', 'copied SD card'],
    [403, 'CLIENT_RETIRED', 'pi-kiosk-03 is retired: the collector rejects what it sends.', 'sudo mimamori devices rotate pi-kiosk-03'],
    [503, 'REGISTRY_EMPTY', 'no device is enrolled on the collector.', 'restore the collector’s backup'],
    [429, 'RATE_LIMITED', 'the collector answers 429 RATE_LIMITED: the reason.', 'Wait a minute']
  ])('explains %d %s, and says what to do', async (status, code, sentence, step) => {
    const { code: exitCode, lines } = await check(error(status, code))
    const [says, next] = about('Key', lines)
    expect(exitCode).toBe(1)
    expect(says).toBe(`[FAIL] Key: ${sentence}`)
    expect(next).toContain(step)
    expect(about('Address', lines)[0]).toContain('[ ok ]')
  })

  test('distinguishes a portal’s page from the collector’s answer', async () => {
    const { code, lines } = await check({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' })
    expect(code).toBe(1)
    expect(about('Address', lines)[0]).toBe(
      `[FAIL] Address: something answers at ${collector.url}, but it is not a Mimamori collector (HTTP 200).`
    )
    expect(about('Key', lines)[0]).toBe('[note] Key: not checked, since the address does not answer.')
  })

  test('says when nobody listens, and when there is no such host', async () => {
    const { lines } = await check(undefined, { url: 'http://127.0.0.1:9/api' })
    expect(about('Address', lines)).toEqual([
      '[FAIL] Address: no connection to 127.0.0.1 port 9 (ECONNREFUSED).',
      expect.stringContaining('start mimamori-collector')
    ])
    const { lines: unknown, code } = await check(undefined, { url: 'http://no-such-host.invalid/api' })
    expect(about('Address', unknown)[0]).toMatch(
      /^\[FAIL\] Address: there is no host called no-such-host\.invalid \((?:ENOTFOUND|EAI_AGAIN)\)\.$/
    )
    expect(code).toBe(1)
  })

  test('does not wait for ever for a server that only listens', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(silent, 'listening')
    closers.push(() => silent.close())
    const { code, lines } = await check(undefined, {
      url: `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api`,
      settings: { REQUEST_TIMEOUT_SECONDS: 1 }
    })
    expect(code).toBe(1)
    expect(about('Address', lines)[0]).toContain('does not answer: no whole answer within 1 s.')
  })

  test('is only notes for a clock that is off: nothing is refused for it', async () => {
    const off = new Date(Date.now() + 3_600_000).toUTCString()
    const { code, lines } = await check({ ...accepted, headers: { date: off } })
    const [says, next] = about('Clock', lines)
    expect(code).toBe(0)
    expect(says).toMatch(/^\[note\] Clock: 3[56]\d\d s behind the server’s; it is (?:not )?synchronized\.$/)
    expect(next).toContain('NTP=')
  })

  test('ends with 2 where the configuration is wrong, with all mistakes', async () => {
    const { code, stdout, stderr } = await runAgent(['check', '--config', writeConfig('nowhere', { INTERVAL: 1 }).file])
    expect([code, stdout]).toEqual([2, expect.stringMatching(/^\[FAIL\] Configuration: \S+ has mistakes\.\n$/)])
    expect(stderr).toContain('2 mistakes')
  })

  test('notes what of the former agent’s configuration is obsolete', async () => {
    const { code, lines } = await check(accepted, { settings: { LOCATION: 'line-2', LOG_FILE: '/var/log/x.log' } })
    expect(code).toBe(0)
    expect(lines[1]).toBe('[note] Configuration: obsolete settings: LOCATION, LOG_FILE.')
  })

  test.each([
    [0o644, true],
    [0o602, true],
    [0o640, false],
    [0o600, false]
  ])('says whether others can read the key or put another in its place: of mode %o %s', async (mode, isOpen) => {
    collector.answerAlways(() => accepted)
    const { file } = writeConfig(collector.url)
    chmodSync(file, mode)
    const { code, stdout } = await runAgent(['check', '--config', file])
    const [says, next] = about('Key', stdout.split('\n'))
    expect(code).toBe(0)
    if (isOpen) {
      expect([says, next]).toEqual([
        `[note] Key: ${file}, which contains the key, can be read or changed by other users of this device (mode 0${mode.toString(8)}).`,
        `       → Let only the agent read it: sudo chgrp mimamori-agent ${file} && sudo chmod 640 ${file}`
      ])
    } else expect(says).toContain('[ ok ]')
  })

  test('speaks Japanese where that is the language', async () => {
    const { stdout } = await check(error(401, 'CLIENT_KEY_INVALID'), { env: { LANG: 'ja_JP.UTF-8' } })
    expect(stdout).toContain('[異常] キー：このキー（pi-kiosk-03）はコレクターに登録されていません。')
    expect(stdout).toContain('対処が必要です。')
  })
})

describe('check over https', () => {
  const withTls = async (): Promise<StrictCollector> => {
    const secure = await startStrictCollector({ tls: true })
    secure.answerAlways(() => accepted)
    closers.push(() => secure.close())
    return secure
  }
  const checkAt = async (url: string, settings: AgentSetup['settings']) => {
    const { code, stdout } = await runAgent(['check', '--config', writeConfig(url, settings).file])
    return { code, address: about('Address', stdout.split('\n')) }
  }

  test('is content with a server whose CA is named', async () => {
    const { url } = await withTls()
    const { caFile, server } = findCertificates()
    for (const file of [caFile, server.certFile]) {
      expect(await checkAt(url, { CA_FILE: file })).toMatchObject({ code: 0, address: [expect.stringContaining('[ ok ]'), undefined] })
    }
  })

  test('says to name the CA where none is, and to replace it where it is another’s', async () => {
    const { url } = await withTls()
    const unnamed = await checkAt(url, {})
    expect(unnamed.address[0]).toContain('is not one that this device trusts (UNABLE_TO_VERIFY_LEAF_SIGNATURE)')
    expect(unnamed.address[1]).toContain('CA_FILE=/etc/mimamori/ca.pem')
    const other = await checkAt(url, { CA_FILE: findCertificates().otherCaFile })
    expect([other.code, other.address[1]]).toEqual([1, expect.stringContaining(`to ${findCertificates().otherCaFile} again`)])
  })

  test('says when the certificate is for another name, and when there is no TLS at all', async () => {
    const { url } = await withTls()
    const named = await checkAt(url.replace('127.0.0.1', 'localhost'), { CA_FILE: findCertificates().caFile })
    expect(named.address[0]).toContain('the server’s certificate is for another name')
    const plain = await checkAt(collector.url.replace('http:', 'https:'), {})
    expect(plain.address[0]).toContain('the server does not use https')
    expect(plain.address[1]).toContain('Begin API_BASE_URL with http://')
  })

  test('says that it ought to be https where that is what is spoken there', async () => {
    const { url } = await withTls()
    const { code, address } = await checkAt(url.replace('https:', 'http:'), {})
    expect([code, ...address]).toEqual([
      1,
      expect.stringMatching(/^\[FAIL\] .* begins with http, but the server uses https\.$/),
      expect.stringContaining('Begin API_BASE_URL with https://')
    ])
  })

  test('says that a CA file is none, with its line', async () => {
    const { url } = await withTls()
    const { file } = writeConfig(url)
    const { code, stderr } = await runAgent(['check', '--config', writeConfig(url, { CA_FILE: file }).file])
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        `  line 7: CA_FILE: expected a file of certificates (PEM), such as the server’s CA certificate; there is none in ${file}\n`
      )
    ])
  })
})
