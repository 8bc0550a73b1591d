import { join } from 'node:path'
import type { CollectorProcess } from '../../collector/test/collector-process.ts'
import { median } from './statistics.ts'
import { timeCommand } from './timed-command.ts'

export interface CommandLineCost {
  /** `mimamori devices list`, from its start to its end. */
  readonly listSeconds: number
  /** `node --version`: what is asked of the machine at least. */
  readonly nodeSeconds: number
}

const repository = join(import.meta.dirname, '../..')
const timeoutMs = 30_000

/** The installed command and Node.js alone, by turns: medians. The first round, in which the command is compiled, does not count. */
export const commandLineCost = async (
  collector: Pick<CollectorProcess, 'origin' | 'adminToken'>,
  { directory, times }: { readonly directory: string, readonly times: number }
): Promise<CommandLineCost> => {
  const { hostname, port } = collector.origin
  const env = {
    MIMAMORI_LISTEN: `${hostname}:${port}`,
    MIMAMORI_ADMIN_TOKEN: collector.adminToken,
    MIMAMORI_DATA_DIR: directory,
    NODE_COMPILE_CACHE: join(directory, 'compiled')
  }
  const list = async (): Promise<number> =>
    (await timeCommand({ argv: [join(repository, 'collector/bin/mimamori'), 'devices', 'list'], cwd: directory, env, timeoutMs })).seconds
  const node = async (): Promise<number> =>
    (await timeCommand({ argv: [process.execPath, '--version'], cwd: directory, env: {}, timeoutMs })).seconds
  await list()
  const [listed, bare]: [number[], number[]] = [[], []]
  for (let round = 0; round < times; round++) {
    listed.push(await list())
    bare.push(await node())
  }
  return { listSeconds: median(listed), nodeSeconds: median(bare) }
}
