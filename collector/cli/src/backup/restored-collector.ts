import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseListenAddress, type ListenAddress } from '@mimamori/program/listen-address'
import { endsWithUs } from '@mimamori/program/ends-with-us'
import { execa } from 'execa'
import { z } from 'zod'
import { collectorClient, type CollectorClient } from '../collector-client.ts'
import type { Invocation } from '../command.ts'
import { CommandError } from '../errors.ts'

const program = join(import.meta.dirname, '../../../src/start.ts')

/** For as long as a slow card may take to open the databases, and a large fleet to be listed. */
const lifetimeMs = 600_000
/** As long as the collector's own end may take, and a little more. */
const endMs = 15_000

const listens = z.object({ msg: z.literal('collector listens'), address: z.url() })
const fails = z.object({ level: z.literal(60), msg: z.string(), err: z.object({ message: z.string() }).optional() })

const parseLine = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** The account that owns the data, if we may be another: the collector needs no rights but to them. */
const accountOf = (dataDirectory: string): { readonly uid?: number, readonly gid?: number } => {
  const { uid, gid } = statSync(dataDirectory)
  return process.getuid?.() === 0 ? { uid, gid } : {}
}

/**
 * Starts a collector on restored data, lets `work` ask it, and ends it. It touches nobody: it listens on loopback, at a free port,
 * connects to no device, knows no Prometheus, Alertmanager, Loki or remote write, and takes no token but one that is made here.
 * @throws {CommandError} if it does not start
 */
export const withRestoredCollector = async <Result>(
  dataDirectory: string, { text, language }: Pick<Invocation, 'text' | 'language'>, work: (client: CollectorClient) => Promise<Result>
): Promise<Result> => {
  const adminToken = randomBytes(32).toString('hex')
  const [command, ...args] = [...endsWithUs, process.execPath, program]
  const running = execa(command, args, {
    ...accountOf(dataDirectory), cwd: '/', reject: false, stdin: 'ignore', timeout: lifetimeMs, forceKillAfterDelay: endMs,
    extendEnv: false,
    env: {
      PATH: process.env['PATH'], LC_ALL: 'C',
      MIMAMORI_DATA_DIR: dataDirectory, MIMAMORI_LISTEN: '127.0.0.1:0', MIMAMORI_CONTACT_DEVICES: 'no', MIMAMORI_ADMIN_TOKEN: adminToken
    }
  })
  const address = new Promise<string>((resolve) => {
    createInterface({ input: running.stdout }).on('line', (line) => {
      const { data } = listens.safeParse(parseLine(line))
      if (data !== undefined) resolve(data.address)
    })
  })
  const ended = running.then(({ stdout, stderr, shortMessage }): never => {
    const [failure] = stdout.split('\n').flatMap((line) => fails.safeParse(parseLine(line)).data ?? [])
    const problem = stderr.trim() || (failure?.err?.message ?? failure?.msg) || (shortMessage ?? '')
    throw new CommandError(text.restoredCollectorFailed(problem.replaceAll(/\s*\n\s*/g, ' ')))
  })
  try {
    const listen = parseListenAddress(new URL(await Promise.race([address, ended])).host) as Required<ListenAddress>
    const client = collectorClient({ listen, dataDirectory, adminToken, certificate: undefined, timeZone: undefined }, text, language)
    return await work(client)
  } finally {
    running.kill('SIGTERM')
    await ended.catch(() => undefined)
  }
}
