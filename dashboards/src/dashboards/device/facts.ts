import * as units from '@grafana/grafana-foundation-sdk/units'
import type { Context } from '../../grafana/dashboard.ts'
import { deviceLinks } from '../../grafana/links.ts'
import { table } from '../../grafana/panels/table.ts'
import { ofDevices } from '../../grafana/selectors.ts'
import { outcomeWords } from '../../grafana/update-outcome.ts'
import type { DeviceText } from '../../text/device-text.ts'

/** The device's board, address and system. */
export const facts = (text: DeviceText, { common: { columns, ...common }, language }: Context) => table({
  text: text.facts,
  sortBy: columns.device,
  labelsOf: [ofDevices('mimamori_device_info', { by: 'hostname, address, model, os, agent_version' })],
  columns: [
    { title: columns.device, label: 'device', links: deviceLinks({ columns, ...common }, language) },
    { title: columns.site, label: 'site' },
    { title: columns.role, label: 'role' },
    { title: columns.hostname, label: 'hostname' },
    { title: text.columns.address, label: 'address' },
    { title: text.columns.model, label: 'model' },
    { title: text.columns.system, label: 'os' },
    { title: text.columns.agent, label: 'agent_version' }
  ]
}).height(4)

/** Which releases run on it. */
export const releases = (text: DeviceText, { common: { columns } }: Context) => table({
  text: text.releases,
  sortBy: columns.release,
  labelsOf: [ofDevices('mimamori_device_release_info', { by: 'release, revision' })],
  columns: [{ title: columns.release, label: 'release' }, { title: columns.revision, label: 'revision' }]
}).span(12).height(5)

/** The outcome of the last update of each of its releases. */
export const lastUpdate = (text: DeviceText, { common }: Context) =>
  table({
    text: text.lastUpdate,
    sortBy: common.columns.updatedAt,
    labelsOf: [`${ofDevices('mimamori_update_last_outcome', { by: 'release, outcome' })} == 1`],
    columns: [
      { title: common.columns.release, label: 'release' },
      { title: common.columns.outcome, label: 'outcome', mapping: outcomeWords(common) },
      {
        title: common.columns.updatedAt,
        expr: `1000 * ${ofDevices('mimamori_update_last_run_timestamp_seconds', { by: 'release' })}`,
        unit: units.DatetimeISO
      },
      { title: common.columns.duration, expr: ofDevices('mimamori_update_last_duration_seconds', { by: 'release' }), unit: units.Seconds }
    ]
  })
    .span(12)
    .height(5)
