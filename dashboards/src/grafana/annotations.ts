import type { Builder, Dataquery } from '@grafana/grafana-foundation-sdk/cog'
import { AnnotationQueryBuilder, AnnotationTargetBuilder } from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/common-text.ts'
import { grafana, prometheus } from './data-sources.ts'

const inGrafana = (name: string, color: string, tags: readonly string[]): AnnotationQueryBuilder => new AnnotationQueryBuilder()
  .name(name).datasource(grafana).enable(true).iconColor(color)
  // The SDK's type allows only queries as targets; Grafana's own store takes this one.
  .target(new AnnotationTargetBuilder().type('tags').tags([...tags]).matchAny(false).limit(100) as unknown as Builder<Dataquery>)

/**
 * Update runs as the runner marks them (ansible/runner/src/report/grafana): a region for each run, and a mark for each device that was not
 * updated.
 */
export const updateRuns = ({ annotations }: CommonText): AnnotationQueryBuilder =>
  inGrafana(annotations.updateRuns, 'blue', ['mimamori', 'update'])

/** Alerts that fired for the device. */
export const alertsOfDevice = ({ annotations }: CommonText): AnnotationQueryBuilder =>
  new AnnotationQueryBuilder()
    .name(annotations.alerts)
    .datasource(prometheus)
    .enable(true)
    .iconColor('red')
    .expr('max by (alertname, severity) (ALERTS{alertstate="firing", device="$device"})')
    .step('60s')
    .titleFormat('{{alertname}}')
    .textFormat('{{severity}}')
    .tagKeys('severity')

// Grafana's times are in milliseconds.
const atItsValue = (name: string, color: string, expr: string): AnnotationQueryBuilder => new AnnotationQueryBuilder()
  .name(name).datasource(prometheus).enable(true).iconColor(color).expr(expr).step('60s').titleFormat(name).useValueForTime(true)

/** When the device's updates ended, including those that no runner has marked. */
export const updatesOfDevice = ({ annotations }: CommonText): AnnotationQueryBuilder =>
  atItsValue(
    annotations.updates,
    'green',
    `
(max by (device, release, outcome) (mimamori_update_last_outcome{device="$device"}) == 1)
* on (device, release) group_left ()
(1000 * max by (device, release) (mimamori_update_last_run_timestamp_seconds{device="$device"}))`.trim()
  ).textFormat('{{release}} {{outcome}}')

export const rebootsOfDevice = ({ annotations }: CommonText): AnnotationQueryBuilder =>
  atItsValue(annotations.reboots, 'purple', '1000 * max by (instance) (node_boot_time_seconds{instance="$device"})')
