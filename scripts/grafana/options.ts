import { readFileSync } from 'node:fs'
import { hostname, networkInterfaces } from 'node:os'
import type { DataSourceUrls } from '@mimamori/dashboards'
import { readCommandLine } from '@mimamori/program/command-line'
import type { Language } from '@mimamori/program/language'
import { isLoopback, withoutBrackets } from '@mimamori/program/listen-address'
import { describeMistakes } from '@mimamori/program/option-text'
import { collectorBeside } from './collector-address.ts'
import { grafanaText } from './text.ts'

/** Whether a host, as in a URL, is one of the names and addresses that this machine knows itself by. */
const isThisMachine = (host: string): boolean => {
  const plain = withoutBrackets(host)
  return isLoopback(plain) || plain === hostname() ||
    Object.values(networkInterfaces()).flat().some((network) => network?.address === plain)
}

export interface GrafanaOptions extends DataSourceUrls {
  readonly url: URL
  readonly token: string
  readonly collectorUrl: URL
  readonly isRemoval: boolean
}

/** A mistake on the command line; the message is for the person who typed it. */
export class GrafanaUsageError extends Error { override readonly name = 'GrafanaUsageError' }

const httpUrl = (written: string): URL | undefined => {
  const url = URL.canParse(written) ? new URL(written) : undefined
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === '' && url.search === '' && url.hash === ''
    ? url
    : undefined
}

/** `localCollector`: that of this machine, if it has one. @throws {GrafanaUsageError} with every mistake at once */
export const readGrafanaOptions = (
  args: readonly string[], { language, localCollector }: { readonly language: Language, readonly localCollector: URL | undefined }
): GrafanaOptions => {
  const text = grafanaText(language)
  const { one, isOn, positionals, mistakes: optionMistakes } = readCommandLine(args, {
    url: { type: 'string' }, 'token-file': { type: 'string' }, 'collector-url': { type: 'string' },
    'prometheus-url': { type: 'string' }, 'loki-url': { type: 'string' }, remove: { type: 'boolean' }
  })
  const mistakes = describeMistakes({ mistakes: optionMistakes, positionals }, language)
  const isMistaken = (option: string): boolean => optionMistakes.some((mistake) => mistake.option === option)

  const address = (option: 'url' | 'collector-url' | 'prometheus-url' | 'loki-url'): URL | undefined => {
    const written = one(option)
    const url = written === undefined ? undefined : httpUrl(written)
    if (written !== undefined && url === undefined && !isMistaken(`--${option}`)) mistakes.push(text.badUrl(`--${option}`, written))
    return url
  }
  const url = address('url')
  if (one('url') === undefined && !isMistaken('--url')) mistakes.push(text.needed('--url'))
  const collectorUrl = address('collector-url')
  const [prometheusUrl, lokiUrl] = (['prometheus-url', 'loki-url'] as const).map((option) => {
    const source = address(option)
    // At loopback, a Grafana asks its own machine.
    if (
      source !== undefined && url !== undefined && isLoopback(source.hostname) && !isThisMachine(url.hostname)
    ) mistakes.push(text.unreachableSource(`--${option}`, source.host, url.hostname))
    return source
  })
  if (
    isOn('remove')
  ) mistakes.push(...['collector-url', 'prometheus-url', 'loki-url'].filter((option) =>
    one(option) !== undefined).map((option) => text.notUsed(`--${option}`)))

  const file = one('token-file')
  let token = ''
  if (file === undefined) {
    if (!isMistaken('--token-file')) mistakes.push(text.needed('--token-file'))
  } else {
    try {
      token = readFileSync(file, 'utf8').trim()
      if (token === '') mistakes.push(text.emptyTokenFile(file))
    } catch (error) {
      mistakes.push(text.badTokenFile(file, (error as Error).message))
    }
  }
  if (url === undefined || mistakes.length > 0) throw new GrafanaUsageError([...mistakes, text.usage].join('\n'))
  return {
    url, token, collectorUrl: collectorUrl ?? localCollector ?? collectorBeside(url), prometheusUrl, lokiUrl, isRemoval: isOn('remove')
  }
}
