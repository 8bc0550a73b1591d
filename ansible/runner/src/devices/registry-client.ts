import type { DeviceView } from '@mimamori/contract'
import { encodeOnBehalfOf, onBehalfOfHeader } from '@mimamori/contract/on-behalf-of'
import { askCollector, contentOf, type CollectorSettings } from '../collector/ask-collector.ts'
import type { Settings } from '../settings/settings.ts'

/** A device with its last report. */
export interface ReportedDevice {
  readonly clientId: string
  readonly freshness: string
  readonly lastSeen: string | null
  /** The address that it reports from. */
  readonly ipAddress: string | null
}

/**
 * The collector's registry. Changes are made with the token of the role `enroll`, questions use that of updates. All throw the
 * collector's reason.
 */
export interface RegistryClient {
  devices (): Promise<readonly DeviceView[]>
  device (id: string): Promise<DeviceView>
  /** When each device has reported, and from which address. */
  reports (): Promise<readonly ReportedDevice[]>
  reported (id: string): Promise<ReportedDevice>
  /** Gives the device's key. */
  enroll (device: { readonly id: string, readonly address: string, readonly site?: string, readonly role?: string }): Promise<string>
  change (id: string, change: { readonly address?: string, readonly site?: string, readonly role?: string }): Promise<void>
  /** Gives a new key. */
  rotate (id: string): Promise<string>
  /** Ends all keys but the newest. */
  endOldKeys (id: string): Promise<void>
  retire (id: string): Promise<void>
}

const timeoutMs = 30_000

/** `onBehalfOf`: the account of the person who asked for the changes, for the audit log. */
export const registryClient = (
  { enrollTokenFile, ...settings }: CollectorSettings & Pick<Settings, 'enrollTokenFile'>, onBehalfOf: string
): RegistryClient => {
  const ask = async <Content>(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<Content> => contentOf(
    await askCollector(method === 'GET' ? settings : { ...settings, tokenFile: enrollTokenFile }, {
      method, path, body, headers: { [onBehalfOfHeader]: encodeOnBehalfOf(onBehalfOf) }, timeoutMs
    })
  )
  const place = (id: string): string => `/api/clients/${encodeURIComponent(id)}`
  return {
    async devices () { return (await ask<{ readonly clients: readonly DeviceView[] }>('GET', '/api/clients')).clients },
    async device (id) { return (await ask<{ readonly client: DeviceView }>('GET', place(id))).client },
    async reports () { return (await ask<{ readonly clients: readonly ReportedDevice[] }>('GET', '/api/clients/status')).clients },
    async reported (id) { return (await ask<{ readonly client: ReportedDevice }>('GET', `${place(id)}/status`)).client },
    async enroll (device) { return (await ask<{ readonly key: string }>('POST', '/api/clients', device)).key },
    async change (id, change) { await ask('PATCH', place(id), change) },
    async rotate (id) { return (await ask<{ readonly key: string }>('POST', `${place(id)}/rotate`)).key },
    async endOldKeys (id) { await ask('POST', `${place(id)}/end-old-keys`) },
    async retire (id) { await ask('POST', `${place(id)}/retire`) }
  }
}
