import { ConstantVariableBuilder, CustomVariableBuilder, DatasourceVariableBuilder, QueryVariableBuilder, TextBoxVariableBuilder, VariableRefresh, VariableSort } from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/dashboards/common-text.en.ts'
import { prometheus } from './data-sources.ts'

const everyDevice = 'mimamori_device_enrolled_timestamp_seconds'

const ofInventory = (name: string, query: string): QueryVariableBuilder => new QueryVariableBuilder(name)
  .datasource(prometheus).query({ query, refId: name, qryType: 1 })
  .refresh(VariableRefresh.OnTimeRangeChanged).sort(VariableSort.NaturalAsc)

const devicesQuery = `label_values(${everyDevice}{site=~"$site", role=~"$role"}, device)`

const all = { text: 'All', value: '$__all' }

// Not the list of all: a device without a site has an empty label, which no list holds.
const several = (variable: QueryVariableBuilder): QueryVariableBuilder => variable.multi(true).includeAll(true).allValue('.*').current(all)

export const prometheusVariable = ({ variables }: CommonText): DatasourceVariableBuilder => new DatasourceVariableBuilder('prometheus').label(variables.prometheus).type('prometheus')
export const lokiVariable = ({ variables }: CommonText): DatasourceVariableBuilder => new DatasourceVariableBuilder('loki').label(variables.loki).type('loki')

/** Where people reach the collector's pages; links go there. */
export const collectorVariable = (collectorUrl: URL): ConstantVariableBuilder => new ConstantVariableBuilder('collector').value(collectorUrl.origin)

export const siteVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  several(ofInventory('site', `label_values(${everyDevice}, site)`)).label(variables.site)
export const roleVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  several(ofInventory('role', `label_values(${everyDevice}{site=~"$site"}, role)`)).label(variables.role)
export const devicesVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  several(ofInventory('device', devicesQuery)).label(variables.device)
/** The same where all means those of the chosen sites and roles by name: Loki knows no roles. */
export const listedDevicesVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  ofInventory('device', devicesQuery).multi(true).includeAll(true).current(all).label(variables.device)
/** One device, for a dashboard that is about one. */
export const oneDeviceVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  ofInventory('device', devicesQuery).label(variables.device)

/** A choice of several values, all of them at first. */
export const choiceVariable = (name: string, label: string, values: readonly string[]): CustomVariableBuilder => new CustomVariableBuilder(name)
  .label(label).values(values.join(',')).multi(true).includeAll(true).allValue('.*').current(all)

export const textVariable = (name: string, label: string): TextBoxVariableBuilder => new TextBoxVariableBuilder(name).label(label).defaultValue('')
