import nodeExporterFull from './node-exporter-dashboards/node-exporter-full.json' with { type: 'json' }
import nodeMixin from './node-exporter-dashboards/node-mixin.json' with { type: 'json' }

/** The expressions of a dashboard that is made for node_exporter; its file says where they are from. */
export interface DashboardQueries {
  readonly dashboard: string
  readonly expressions: readonly string[]
}

export const dashboards: readonly DashboardQueries[] = [nodeExporterFull, nodeMixin]

/** The recording rules that some of the expressions read, for both jobs. */
export const recordingRules = (jobs: readonly string[]): object => ({
  groups: [
    {
      name: 'node-exporter.rules',
      rules: nodeMixin.recordingRules.map(({ record, expr }) => ({
        record,
        expr: expr.replaceAll('job="node-exporter"', `job=~"${jobs.join('|')}"`)
      }))
    }
  ]
})

/**
 * An expression as Grafana asks it for one device. What hides a 0 is left out: whether a packet was dropped or a page faulted
 * while the test ran is chance.
 */
export const filled = (expression: string, { job, instance }: { readonly job: string, readonly instance: string }): string => expression
  .replaceAll('job="node-exporter"', `job="${job}"`)
  .replaceAll('$job', job)
  .replaceAll(/\$(?:node|instance)\b/g, instance)
  .replaceAll('$cluster', '')
  .replaceAll('$__rate_interval', '5m')
  .replaceAll(/ (?:!=|>) 0(?![.\d])/g, '')
