import { deviceId } from '@mimamori/contract'

/** A device id out of a host name: its first label, in the letters that an id may have. */
export const machineId = (hostname: string): string => {
  const label = (hostname.split('.')[0] ?? '').toLowerCase().replace(/[^a-z0-9-]+/g, '-').slice(0, 63).replace(/^-+|-+$/g, '')
  return deviceId.safeParse(label).success ? label : 'mimamori-server'
}
