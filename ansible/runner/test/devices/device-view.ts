import type { DeviceView } from '@mimamori/contract'
import type { ReportedDevice } from '../../src/devices/registry-client.ts'

const at = '2026-11-25T09:00:00.000Z'

/** A key that its device uses. */
export const usedKey: DeviceView['keys'][number] = {
  createdAt: at, firstUsedAt: at, weak: false, revokedAt: null, hashPrefix: '9f86d081884c7d65'
}

/** A device in use, as the collector shows it. */
export const deviceView = (change: Partial<DeviceView> = {}): DeviceView => ({
  id: 'pi-kiosk-03', name: null, address: '192.168.10.33', site: 'north', role: 'kiosk', labels: {}, state: 'active',
  stateSince: at, pausedUntil: null, pauseReason: null,
  silentAfterSeconds: 43_200, downAfterSeconds: 600, downSeverity: 'warning', ownLimits: {}, scrapeUrl: null, scrapeAuthentication: null,
  enrolledAt: at, lastSeen: at, keys: [usedKey], ...change
})

/** A device that reports now. */
export const reported = (change: Partial<ReportedDevice> = {}): ReportedDevice => ({
  clientId: 'pi-kiosk-03', freshness: 'fresh', lastSeen: at, ipAddress: '192.168.10.33', ...change
})
