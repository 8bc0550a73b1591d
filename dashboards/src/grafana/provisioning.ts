import { languages } from '@mimamori/program/language'
import { intervals } from '../intervals.ts'
import { dashboardTexts } from '../text/index.ts'
import { yamlFile } from '../yaml.ts'
import { provisionedUids } from './data-sources.ts'
import { folderUidOf, uidOf } from './identity.ts'

export interface ProvisioningOptions {
  readonly prometheusUrl: URL
  readonly lokiUrl: URL
  readonly alertmanagerUrl: URL
  readonly collectorUrl: URL
  /** The directory in which Grafana finds the folders `en` and `ja` with the dashboards. */
  readonly dashboardsDirectory: string
  /** A file with a token of the role `alert`, readable only by Grafana. */
  readonly alertTokenFile: string
}

/**
 * Links from a log line to all lines of the same request, of any device: one for each language, since a data source does not know which
 * dashboard queries it. Those with one name are one field with several links (`getDerivedFields` of Grafana's Loki data source).
 */
const requestLinks = languages.map((language) => ({
  name: 'request_id',
  matcherType: 'label',
  matcherRegex: 'request_id',
  url: `/d/${uidOf('logs', language)}?var-request=\${__value.raw}`,
  urlDisplayLabel: dashboardTexts[language].common.links.sameRequest
}))

/** https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources */
export const dataSources = ({
  prometheusUrl,
  lokiUrl,
  alertmanagerUrl
}: Pick<ProvisioningOptions, 'prometheusUrl' | 'lokiUrl' | 'alertmanagerUrl'>): object => {
  const dataSource = (name: string, type: keyof typeof provisionedUids, url: URL, jsonData: object): object => ({
    name,
    type,
    uid: provisionedUids[type],
    access: 'proxy',
    url: url.origin,
    editable: false,
    ...(type === 'prometheus' && { isDefault: true }),
    jsonData
  })
  return {
    apiVersion: 1,
    datasources: [
      // Grafana computes $__rate_interval from it: a shorter interval would leave gaps in rates.
      dataSource('Prometheus (Mimamori)', 'prometheus', prometheusUrl, {
        httpMethod: 'POST',
        timeInterval: `${intervals.scrapeDevicesSeconds}s`,
        alertmanagerUid: provisionedUids.alertmanager
      }),
      dataSource('Loki (Mimamori)', 'loki', lokiUrl, { maxLines: 1000, derivedFields: requestLinks }),
      dataSource('Alertmanager (Mimamori)', 'alertmanager', alertmanagerUrl, {
        implementation: 'prometheus',
        handleGrafanaManagedAlerts: false
      })
    ]
  }
}

/** The same as a file that Grafana reads at its start: there, $NAME is replaced by an environment variable, so a dollar sign is doubled. */
export const dataSourcesFile = (comment: string, urls: Parameters<typeof dataSources>[0]): string =>
  yamlFile(comment, dataSources(urls)).replaceAll('$', '$$$$')

/**
 * https://grafana.com/docs/grafana/latest/administration/provisioning/#dashboards: one provider a folder, since only so a folder has a
 * fixed uid.
 */
export const dashboardProviders = ({ dashboardsDirectory }: Pick<ProvisioningOptions, 'dashboardsDirectory'>): object => ({
  apiVersion: 1,
  providers: languages.map((language) => ({
    name: folderUidOf(language),
    orgId: 1,
    folder: dashboardTexts[language].common.folder,
    folderUid: folderUidOf(language),
    type: 'file',
    disableDeletion: false,
    allowUiUpdates: false,
    updateIntervalSeconds: 60,
    options: { path: `${dashboardsDirectory}/${language}` }
  }))
})

/** https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/ */
export const contactPoints = ({ collectorUrl, alertTokenFile }: ProvisioningOptions): object => ({
  apiVersion: 1,
  contactPoints: [
    {
      orgId: 1,
      name: 'Mimamori',
      receivers: [
        {
          uid: 'mimamori-collector',
          type: 'webhook',
          settings: {
            url: new URL('/api/alerts', collectorUrl).href,
            httpMethod: 'POST',
            authorization_scheme: 'Bearer',
            authorization_credentials: `$__file{${alertTokenFile}}`
          },
          disableResolveMessage: false
        }
      ]
    }
  ]
})
