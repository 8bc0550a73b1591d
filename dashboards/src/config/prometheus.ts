import { deviceLabelFamilies } from '@mimamori/contract/device-label-families'
import { jobs } from '../jobs.ts'
import { intervals } from '../intervals.ts'

export interface PrometheusOptions {
  /** The address at which the collector listens. */
  readonly collectorUrl: URL
  /** A file with a token of the role `scrape`, readable only by Prometheus. */
  readonly tokenFile: string
  /** Paths; the file names may contain wildcards. */
  readonly ruleFiles: readonly string[]
  /** host:port */
  readonly alertmanagerAddress: string
  /** The CA file for the collector's certificate, if it uses https with a private authority. */
  readonly caFile?: string
}

const ofThings = {
  source_labels: ['__name__', 'exported_device'],
  regex: `${deviceLabelFamilies};(.+)`
}

const seconds = (count: number): string => `${count}s`

/** The configuration of Prometheus (https://prometheus.io/docs/prometheus/latest/configuration/configuration/). */
export const prometheusConfig = ({ collectorUrl, tokenFile, ruleFiles, alertmanagerAddress, caFile }: PrometheusOptions): object => {
  const access = {
    // Before 2.47 (Debian 12 has 2.42), Prometheus sends no content type unless one is set (prometheus#12762).
    authorization: { type: 'Bearer', credentials_file: tokenFile },
    ...(caFile === undefined ? {} : { tls_config: { ca_file: caFile } })
  }
  const scheme = collectorUrl.protocol.replace(':', '')
  const collectorPage = (job: string, path: string): object => ({
    job_name: job,
    metrics_path: path,
    scheme,
    scrape_interval: seconds(intervals.scrapeCollectorSeconds),
    ...access,
    static_configs: [{ targets: [collectorUrl.host] }]
  })
  return {
    global: { scrape_interval: seconds(intervals.scrapeDevicesSeconds), evaluation_interval: seconds(intervals.evaluateSeconds) },
    storage: { tsdb: { out_of_order_time_window: `${intervals.outOfOrderHours}h` } },
    rule_files: ruleFiles,
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanagerAddress] }] }] },
    scrape_configs: [
      collectorPage(jobs.collector, '/metrics'),
      collectorPage(jobs.inventory, '/metrics/inventory'),
      {
        job_name: 'mimamori-devices',
        // The target's labels identify a device, not the exposition that the device has sent.
        honor_labels: false,
        // node_exporter's own label device, of a disk or an interface, was renamed for the target's; its dashboards draw by
        // it, and instance still names the device (docs/adr/0002-identity-labels-inside-a-page.md).
        metric_relabel_configs: [
          { ...ofThings, target_label: 'device' },
          { ...ofThings, target_label: 'exported_device', replacement: '' }
        ],
        scheme,
        ...access,
        http_sd_configs: [
          { url: new URL('/api/sd/prometheus', collectorUrl).href, refresh_interval: seconds(intervals.discoverSeconds), ...access }
        ]
      }
    ]
  }
}
