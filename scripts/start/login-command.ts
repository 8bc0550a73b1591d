import { existsSync } from 'node:fs'
import { isAbsolute, relative } from 'node:path'
import { formatAddress } from '@mimamori/program/listen-address'
import { serviceSettingsFile } from '../../collector/cli/src/service-settings.ts'
import { isLoopback } from '@mimamori/program/listen-address'
import { settings, type Config } from '../../collector/src/platform/config/settings.ts'
import { checkout } from './directories.ts'

type Named = Pick<Config, 'dataDir' | 'listen' | 'allowHttp' | 'tlsCert' | 'tlsKey' | 'adminToken'>

const quoted = (value: string): string => /^[\w./:@%+=,[\]…-]+$/.test(value) ? value : `'${value.replaceAll('\'', '\'\\\'\'')}'`

/** As npm finds it, which runs everything at the top of the checkout. */
const fromTop = (path: string): string => {
  const within = relative(checkout, path)
  return isAbsolute(path) && within !== '' && !within.startsWith('..') ? within : path
}

const address = ({ host, port }: Config['listen']): string => {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return formatAddress({ host: reached, port })
}

/**
 * The command for another login link, as one types it in a second terminal: with the settings of this collector that the
 * command would not find by itself. The administrator's token is left to be filled in, if a setting gives it.
 */
export const loginCommand = (
  { dataDir, listen, allowHttp, tlsCert, tlsKey, adminToken }: Named, hasService = existsSync(serviceSettingsFile)
): string => {
  const isOpen = !isLoopback(listen.host) && listen.host !== '0.0.0.0' && listen.host !== '::'
  const named: readonly (readonly [keyof Named, string | false | undefined])[] = [
    // If systemd runs a collector on this machine, the command asks that one unless a directory is set.
    ['dataDir', (hasService || dataDir !== settings.dataDir.fallback) && fromTop(dataDir)],
    ['listen', address(listen) !== settings.listen.fallback && address(listen)],
    ['allowHttp', isOpen && allowHttp && tlsCert === undefined && 'yes'],
    ['tlsCert', tlsCert],
    ['tlsKey', tlsKey],
    ['adminToken', adminToken !== undefined && '…']
  ]
  const given = named.flatMap(([key, value]) => value === false || value === undefined ? [] : [`${settings[key].name}=${quoted(value)}`])
  return [...given, 'npm run -s mimamori -- login'].join(' ')
}
