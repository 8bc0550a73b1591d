import { DataqueryBuilder as LokiQueryBuilder } from '@grafana/grafana-foundation-sdk/loki'
import { DataqueryBuilder as PrometheusQueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus'
import { loki, prometheus } from './data-sources.ts'

/** A line or a band for each series; `legend` is its name, which may contain {{label}}. */
export const promql = (expr: string, legend = ''): PrometheusQueryBuilder =>
  new PrometheusQueryBuilder().datasource(prometheus).expr(expr).range().legendFormat(legend)

/** One value for each series, at the end of the shown time. */
export const instant = (expr: string, legend = ''): PrometheusQueryBuilder =>
  new PrometheusQueryBuilder().datasource(prometheus).expr(expr).instant().legendFormat(legend)

/** The same as rows of a table, a column for each label. */
export const rows = (expr: string): PrometheusQueryBuilder => instant(expr).format(PromQueryFormat.Table)

/** Log lines, or counts of them. */
export const logql = (expr: string, legend = ''): LokiQueryBuilder =>
  new LokiQueryBuilder().datasource(loki).expr(expr).queryType('range').legendFormat(legend)

/** One value for each series, counted over the whole of the shown time. */
export const instantLogql = (expr: string, legend = ''): LokiQueryBuilder => logql(expr, legend).queryType('instant')

/** The letter of a panel's query, by its place among them. */
export const refIdOf = (place: number): string => String.fromCharCode('A'.charCodeAt(0) + place)
