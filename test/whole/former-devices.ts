import type { CollectorHandle } from './collector.ts'

/** A device as another system knew it. Time is moved by what is imported: when it was last seen. */
export interface FormerDevice {
  readonly id: string
  readonly site?: string
  readonly role?: string
  readonly enrolledAt?: string
  readonly lastSeenAt?: string
}

export const keyOf = (id: string): string => `key-of-${id}-0123456789abcdef0123456789abcdef`

/** Takes them over, each with a key of its own. */
export const importDevices = async (collector: CollectorHandle, devices: readonly FormerDevice[]): Promise<void> => {
  await collector.admin('POST', '/api/clients/import', { clients: devices.map((device) => ({ ...device, key: keyOf(device.id) })) })
}

/** A device's status, with its own key; gives the answer's status. */
export const reportStatus = async ({ url }: CollectorHandle, id: string, { diskUsage = 60 } = {}): Promise<number> => {
  const answer = await fetch(`${url}/api/clients/status`, {
    method: 'POST',
    headers: { 'x-client-key': keyOf(id), 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: id, hostname: id, ipAddress: '192.168.10.31', cpuUsage: 5, memoryUsage: 40, diskUsage })
  })
  return answer.status
}
