import type { Config } from './settings.ts'

/** `http://127.0.0.1:8080`: where browsers reach the collector. `host` is the Host header of the request at hand, if there is one. */
export const publicOrigin = (config: Pick<Config, 'publicUrl' | 'listen' | 'tlsCert'>, host?: string): string => {
  if (config.publicUrl !== undefined) return config.publicUrl
  const { host: address, port } = config.listen
  const ownHost = `${address.includes(':') ? `[${address}]` : address}:${port}`
  return `${config.tlsCert === undefined ? 'http' : 'https'}://${host ?? ownHost}`
}

/** Whether an address can be reached from this machine alone. */
export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
