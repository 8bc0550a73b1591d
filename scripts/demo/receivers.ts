import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { askAsAdmin } from '../../test/simulator/admin-api.ts'
import type { CollectorProcess } from '../../collector/test/collector-process.ts'

const receivers = [
  { name: 'maintenance', language: 'en', severities: [] },
  { name: 'on-call', language: 'ja', severities: ['critical'] }
] as const

export interface DemoReceivers {
  /** Adds them to the collector's. */
  add (collector: Pick<CollectorProcess, 'origin' | 'adminToken'>): Promise<void>
  stop (): void
}

/** Receivers of alerts that are this process: each takes every message, and keeps none. They keep no process alive. */
export const startReceivers = async (): Promise<DemoReceivers> => {
  const server = createServer((request, response) => {
    request.resume().once('end', () => response.end())
  }).listen(0, '127.0.0.1').unref()
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    async add (collector) {
      for (const receiver of receivers) await askAsAdmin(
        collector, '/api/receivers', { ...receiver, channel: { type: 'webhook', url: `http://127.0.0.1:${port}/${receiver.name}` } }
      )
    },
    stop () {
      server.close()
      server.closeAllConnections()
    }
  }
}
