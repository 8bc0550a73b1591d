import { randomUUID } from 'node:crypto'
import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ClientStatus } from '@mimamori/contract'
import { startAgent, writeConfig } from '../../agent/test/agent-process.ts'
import { temporaryDirectory } from '../../collector/test/temporary-directory.ts'
import { untilAllEnd } from '../../collector/test/until-all-end.ts'
import { notYet, until } from '../../collector/test/until.ts'
import { freePort } from '../free-port.ts'
import { collectorAt, type CollectorHandle } from './collector.ts'

const id = 'pi-kiosk-03'
const linesAtOnce = 20

/** At a desk, only root may give a process another boot ID; in CI a missing right fails. */
const mayUnshare = process.env['CI'] !== undefined || process.getuid?.() === 0

/** Two agents as they run on two machines: each with a boot ID and a host name of its own, and both with the key of one device. */
describe.skipIf(!mayUnshare)('a card that was copied', () => {
  const ended = untilAllEnd()
  let collector: CollectorHandle
  let key: string

  const startMachine = (hostname: string) => {
    const directory = temporaryDirectory(ended)
    const [bootFile, logFile] = [join(directory, 'boot_id'), join(directory, 'app.log')]
    writeFileSync(bootFile, `${randomUUID()}\n`)
    writeFileSync(logFile, '')
    const { file } = writeConfig(
      `${collector.url}/api`,
      { CLIENT_KEY: key, LOG_FILES: logFile, SPOOL_DIRECTORY: join(directory, 'spool') },
      ended
    )
    const script = 'mount --bind "$1" /proc/sys/kernel/random/boot_id; hostname "$2"; shift 2; exec "$@"'
    const agent = startAgent(['run', '--config', file], {
      by: ['unshare', '--mount', '--uts', '--propagation', 'private', 'sh', '-ec', script, 'sh', bootFile, hostname]
    })
    ended(async () => {
      agent.child.kill('SIGTERM')
      await agent.ended
    })
    return {
      hostname,
      /** The same lines on both, so that the one could be taken for the other. */
      write: (from: number): void => appendFileSync(logFile, Array.from({ length: linesAtOnce }, (_, i) => `line ${from + i}\n`).join(''))
    }
  }
  const expectWarning = async (machines: readonly { readonly hostname: string }[]): Promise<void> => {
    const warning = await until('a warning of two machines', async () => {
      const { clients } = await collector.admin('GET', '/api/clients/status') as { readonly clients: readonly ClientStatus[] }
      return clients[0]!.warnings.find(({ code }) => code === 'identity_conflict') ?? notYet(clients[0])
    })
    for (const { hostname } of machines) expect(warning.text).toContain(`127.0.0.1 (${hostname})`)
  }
  const untilStored = (count: number): Promise<readonly string[]> => until(`${count} lines`, async () => {
    const { logs } = (await collector.admin('GET', `/api/clients/logs?clientId=${id}&limit=200`)) as {
      readonly logs: readonly { readonly message: string }[]
    }
    const found = logs.map(({ message }) => message).filter((message) => message.startsWith('line '))
    return found.length >= count ? found : notYet(found)
  })
  const eachTwice = (count: number): readonly string[] => Array.from({ length: count }, (_, i) => [`line ${i}`, `line ${i}`]).flat().sort()

  beforeAll(async () => {
    collector = collectorAt({
      directory: temporaryDirectory(ended),
      port: await freePort(),
      settings: { MIMAMORI_REPORT_INTERVAL_SECONDS: '5' }
    })
    await collector.start();
    ({ key } = await collector.admin('POST', '/api/clients', { id }) as { readonly key: string })
  })
  afterAll(() => collector?.stop())

  test('is noticed by both machines that report, also after kill -9 of the collector, and no line of either is lost or stored twice', async () => {
    const machines = ['machine-one', 'machine-two'].map(startMachine)
    for (const { write } of machines) write(0)
    await expectWarning(machines)
    expect([...(await untilStored(2 * linesAtOnce))].sort()).toEqual(eachTwice(linesAtOnce))

    await collector.stop('SIGKILL')
    for (const { write } of machines) write(linesAtOnce)
    await collector.start()
    expect([...(await untilStored(4 * linesAtOnce))].sort()).toEqual(eachTwice(2 * linesAtOnce))
    await expectWarning(machines)
  })
})
