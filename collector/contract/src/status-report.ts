import { z } from 'zod'
import { about, requestId } from './about.ts'
import { deviceId } from './device-id.ts'
import { timestamp } from './timestamp.ts'
import { logEntry } from './log-entry.ts'
import { rejected } from './rejected.ts'

const percentage = z.number().min(0).max(100)

/** `POST /api/clients/status`: the whole state of a device in one small body, as the agents of the first fleet send it. */
export const statusReport = z.object({
  clientId: deviceId.meta(about('The ID of the device.', 'pi-kiosk-03')),
  hostname: z.string().min(1).max(253).meta(about('The host name that the device reports.', 'kiosk-03')),
  ipAddress: z.string().min(1).max(64).meta(about('The IP address that the device reports from.', '192.168.10.31')),
  cpuUsage: percentage.meta(about('CPU usage in percent, 0–100.', 12.5)),
  memoryUsage: percentage.meta(about('Memory usage in percent, 0–100.', 40)),
  diskUsage: percentage.meta(about('Disk usage in percent, 0–100.', 63.2)),
  temperature: z.number().min(-50).max(150).nullish().meta(about(
    'Temperature in degrees Celsius; null if the device cannot measure it.',
    51.5
  )),
  uptimeSeconds: z.number().int().min(0).max(10_000_000_000).nullish().meta(about('The number of seconds since the device booted.', 3600)),
  lastBoot: timestamp.nullish().meta(about('When the device booted.', '2026-11-25T08:00:00Z')),
  logs: z.array(logEntry).max(20).optional().describe('Log lines.')
})
export type StatusReport = z.infer<typeof statusReport>

export const statusAnswer = z.object({
  requestId,
  statusId: z.uuid().meta(about('The ID of this status.', '7f8c2c70-5a52-4a3f-9c9d-0f1d7b0f5a11')),
  clientDeviceId: z.string().meta(about('The ID of the device that the key belongs to.', 'pi-kiosk-03')),
  logsStored: z.number().int().meta(about('The number of log lines that were stored.', 1)),
  rejected: rejected.optional().describe('The rejected items of a message that was otherwise accepted.')
})
export type StatusAnswer = z.infer<typeof statusAnswer>
