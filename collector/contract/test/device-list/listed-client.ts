import type { ClientStatus } from '../../src/client-status.ts'

/** A device as the list has it: heard, well, and of which little more is known. */
export const listedClient = (clientId: string, changes: Partial<ClientStatus> = {}): ClientStatus => ({
  clientId, hostname: null, ipAddress: null, cpuUsage: null, memoryUsage: null, diskUsage: null, temperature: null, lastBoot: null, lastSeen: '2026-11-25T03:00:00.000Z',
  stale: false, latestLogs: [], name: null, site: 'east', role: 'kiosk', labels: {}, address: null, state: 'active', freshness: 'fresh', down: false, scraped: false,
  reason: null, silentAfterSeconds: 43_200, downAfterSeconds: 600, downSeverity: 'warning',
  enrolledAt: '2026-01-01T00:00:00.000Z', errorsLast24h: 0, releases: {}, model: null, os: null, agentVersion: null, clockSkewSeconds: null, update: null, lastUpdate: null, lastAgentUpdate: null, warnings: [], ...changes
})
