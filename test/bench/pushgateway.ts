import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { freePort } from '../../collector/test/free-port.ts'
import type { BenchDevice } from './bench-fleet.ts'
import { openConnection } from '../simulator/connection.ts'
import type { Send } from './load.ts'
import { startServer, type ServerProcess } from './server-process.ts'

/** Starts Debian's Pushgateway; its directory is its own, so that it neither reads nor leaves anything elsewhere. */
export const startPushgateway = async (
  directory: string,
  { isConsistencyChecked }: { readonly isConsistencyChecked: boolean }
): Promise<ServerProcess> => {
  const own = join(directory, 'pushgateway')
  await mkdir(own, { recursive: true })
  const port = await freePort('127.0.0.1')
  return startServer({
    argv: [
      'prometheus-pushgateway',
      `--web.listen-address=127.0.0.1:${port}`,
      `--persistence.file=${join(own, 'metrics')}`,
      '--persistence.interval=1h',
      ...(isConsistencyChecked ? [] : ['--push.disable-consistency-check'])
    ],
    origin: `http://127.0.0.1:${port}`,
    readyPath: '/-/ready',
    logFile: join(own, 'log')
  })
}

/** A push of every device, made beforehand. */
export const preparePushes = (
  fleet: readonly BenchDevice[],
  { origin }: ServerProcess,
  elapsedSeconds: number
): { readonly sends: readonly Send[], readonly close: () => void } => {
  const pushes = fleet.map(({ member: { id }, exposition }) => ({
    connection: openConnection({ origin: new URL(origin) }),
    path: `/metrics/job/node/instance/${id}`,
    body: gzipSync(exposition(elapsedSeconds))
  }))
  return {
    sends: pushes.map(({ connection, path, body }) => async () => {
      const answer = await connection.post(path, { 'content-encoding': 'gzip', 'content-type': 'text/plain; version=0.0.4' }, body)
      return answer.status === 200 || answer.status === 202 ? undefined : { status: answer.status }
    }),
    close: () => {
      for (const { connection } of pushes) connection.close()
    }
  }
}
