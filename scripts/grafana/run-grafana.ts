import { grafanaApi, GrafanaError, putDashboards, putDataSources, removeDashboards, removeDataSources } from '@mimamori/dashboards'
import type { Language } from '@mimamori/program/language'
import { asksForHelp } from '../../collector/src/platform/config/settings-help.ts'
import { GrafanaUsageError, readGrafanaOptions, type GrafanaOptions } from './options.ts'
import { grafanaText, type GrafanaText } from './text.ts'

export interface GrafanaDeps {
  readonly language: Language
  /** The address at which people reach the collector of this machine; undefined if it has none. */
  readonly localCollector: URL | undefined
  readonly print: (line: string) => void
  readonly complain: (line: string) => void
}

const put = async (
  { url, token, collectorUrl, ...sources }: GrafanaOptions, text: GrafanaText, print: GrafanaDeps['print']
): Promise<void> => {
  print(text.links(collectorUrl.origin))
  if (sources.prometheusUrl === undefined && sources.lokiUrl === undefined) print(text.defaultSources)
  const api = grafanaApi({ url, token })
  await putDataSources(api, sources, ({ title, outcome }) => { print(text.outcomes[outcome](title)) })
  let first: string | undefined
  await putDashboards(api, collectorUrl, ({ uid, title, outcome }) => {
    first ??= uid
    print(text.outcomes[outcome](title))
  })
  print(text.open(`${url.href.replace(/\/$/, '')}/d/${first}`))
}

const remove = async ({ url, token }: GrafanaOptions, text: GrafanaText, print: GrafanaDeps['print']): Promise<void> => {
  let count = 0
  const api = grafanaApi({ url, token })
  const say = ({ title, outcome }: { readonly title: string, readonly outcome: keyof GrafanaText['outcomes'] }): void => {
    count++
    print(text.outcomes[outcome](title))
  }
  await removeDashboards(api, say)
  await removeDataSources(api, say)
  if (count === 0) print(text.nothingThere)
}

/** `npm run grafana`; gives the exit code: 2 for a mistake on the command line, 1 if Grafana does not do it. */
export const runGrafana = async (
  args: readonly string[], { language, localCollector, print, complain }: GrafanaDeps
): Promise<0 | 1 | 2> => {
  const text = grafanaText(language)
  if (asksForHelp(args)) {
    print(text.help)
    return 0
  }
  try {
    const options = readGrafanaOptions(args, { language, localCollector })
    try {
      await (options.isRemoval ? remove : put)(options, text, print)
    } catch (error) {
      if (!(error instanceof GrafanaError)) throw error
      complain(text.problems[error.code](error, options.url.href))
      return 1
    }
    return 0
  } catch (error) {
    if (!(error instanceof GrafanaUsageError)) throw error
    complain(error.message)
    return 2
  }
}
