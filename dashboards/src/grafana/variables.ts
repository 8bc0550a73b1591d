import {
  ConstantVariableBuilder,
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort
} from '@grafana/grafana-foundation-sdk/dashboard'
import type { CommonText } from '../text/common-text.ts'
import { prometheus } from './data-sources.ts'

const everyDevice = 'mimamori_device_enrolled_timestamp_seconds'

const ofInventory = (name: string, query: string): QueryVariableBuilder => new QueryVariableBuilder(name)
  .datasource(prometheus).query({ query, refId: name, qryType: 1 })
  .refresh(VariableRefresh.OnTimeRangeChanged).sort(VariableSort.NaturalAsc)

const devicesQuery = `label_values(${everyDevice}{site=~"$site", role=~"$role"}, device)`

const all = { text: 'All', value: '$__all' }

// All is a pattern, not a list: a device without a site has an empty label, which is in no list.
const several = (variable: QueryVariableBuilder): QueryVariableBuilder => variable.multi(true).includeAll(true).allValue('.*').current(all)

export const prometheusVariable = ({ variables }: CommonText): DatasourceVariableBuilder =>
  new DatasourceVariableBuilder('prometheus').label(variables.prometheus).type('prometheus')
export const lokiVariable = ({ variables }: CommonText): DatasourceVariableBuilder =>
  new DatasourceVariableBuilder('loki').label(variables.loki).type('loki')

/** The collector's address for people, to which links lead. */
export const collectorVariable = (collectorUrl: URL): ConstantVariableBuilder =>
  new ConstantVariableBuilder('collector').value(collectorUrl.origin)

export const siteVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  several(ofInventory('site', `label_values(${everyDevice}, site)`)).label(variables.site)
export const roleVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  several(ofInventory('role', `label_values(${everyDevice}{site=~"$site"}, role)`)).label(variables.role)
export const devicesVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  several(ofInventory('device', devicesQuery)).label(variables.device)
/** The same, but all means the devices of the selected sites and roles by name, since Loki has no label for roles. */
export const listedDevicesVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  ofInventory('device', devicesQuery).multi(true).includeAll(true).current(all).label(variables.device)
/** One device, for the dashboard about a device. */
export const oneDeviceVariable = ({ variables }: CommonText): QueryVariableBuilder =>
  ofInventory('device', devicesQuery).label(variables.device)

/** A selection of several values, by default all. */
export const choiceVariable = (name: string, label: string, values: readonly string[]): CustomVariableBuilder =>
  new CustomVariableBuilder(name).label(label).values(values.join(',')).multi(true).includeAll(true).allValue('.*').current(all)

export const textVariable = (name: string, label: string): TextBoxVariableBuilder =>
  new TextBoxVariableBuilder(name).label(label).defaultValue('')
