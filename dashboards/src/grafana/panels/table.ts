import { TableCellDisplayMode, TableCellHeight, TableSortByFieldStateBuilder } from '@grafana/grafana-foundation-sdk/common'
import type { DynamicConfigValue, Panel, ThresholdsConfigBuilder, ValueMap } from '@grafana/grafana-foundation-sdk/dashboard'
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/table'
import { prometheus } from '../data-sources.ts'
import type { ValueLink } from '../links.ts'
import { refIdOf, rows } from '../queries.ts'
import type { PanelText } from './panel-text.ts'

/** The SDK's, without the option for a footer, which Grafana keeps with the field since its version 12.2. */
class TablePanelBuilder extends PanelBuilder {
  override build (): Panel {
    const panel = super.build()
    delete (panel.options as { footer?: unknown }).footer
    return panel
  }
}

interface ColumnStyle {
  readonly title: string
  readonly unit?: string
  readonly decimals?: number
  /** Colours the cell. */
  readonly thresholds?: ThresholdsConfigBuilder
  readonly mapping?: ValueMap
  readonly links?: readonly ValueLink[]
  readonly width?: number
}

/** A column with a label of any of the queries. */
export interface LabelColumn extends ColumnStyle {
  readonly label: string
}

/** A column with the value of an expression. */
export interface ValueColumn extends ColumnStyle {
  readonly expr: string
}

export interface TablePlan {
  readonly text: PanelText
  /** From the left. */
  readonly columns: readonly (LabelColumn | ValueColumn)[]
  /** Expressions that only add labels. */
  readonly labelsOf?: readonly string[]
  /** The title of the column whose largest values come first. */
  readonly sortBy: string
}

const styleOf = ({ unit, decimals, thresholds, mapping, links, width }: ColumnStyle): readonly DynamicConfigValue[] => [
  ...(unit === undefined ? [] : [{ id: 'unit', value: unit }]),
  ...(decimals === undefined ? [] : [{ id: 'decimals', value: decimals }]),
  ...(thresholds === undefined
    ? []
    : [
        { id: 'thresholds', value: thresholds.build() },
        { id: 'color', value: { mode: 'thresholds' } }
      ]),
  ...(mapping === undefined ? [] : [{ id: 'mappings', value: [mapping] }]),
  ...(thresholds === undefined && mapping === undefined
    ? []
    : [{ id: 'custom.cellOptions', value: { type: TableCellDisplayMode.ColorText } }]),
  ...(links === undefined ? [] : [{ id: 'links', value: links }]),
  ...(width === undefined ? [] : [{ id: 'custom.width', value: width }])
]

/**
 * One row for each set of the labels that all expressions share, by which Grafana's transformation `merge` joins them, over the
 * whole width. Other labels and values are hidden.
 */
export const table = ({ text: { title, description }, columns, labelsOf = [], sortBy }: TablePlan): PanelBuilder => {
  const exprs = [...labelsOf, ...columns.flatMap((column) => 'expr' in column ? [column.expr] : [])]
  // Grafana names the value of a single query differently (grafana-prometheus, result_transformer).
  const valueField = (expr: string): string => exprs.length === 1 ? 'Value' : `Value #${refIdOf(exprs.indexOf(expr))}`
  const fieldOf = (column: LabelColumn | ValueColumn): string => 'expr' in column ? valueField(column.expr) : column.label
  const panel = new TablePanelBuilder()
    .title(title).description(description).datasource(prometheus).span(24).height(14)
    .cellHeight(TableCellHeight.Sm).showHeader(true).filterable(true)
    .sortBy([new TableSortByFieldStateBuilder().displayName(sortBy).desc(true)])
    .targets(exprs.map(rows))
    .transformations([
      { id: 'merge', options: {} },
      { id: 'filterFieldsByName', options: { include: { names: columns.map(fieldOf) } } },
      {
        id: 'organize',
        options: {
          excludeByName: {},
          indexByName: Object.fromEntries(columns.map((column, index) => [fieldOf(column), index])),
          renameByName: Object.fromEntries(columns.map((column) => [fieldOf(column), column.title]))
        }
      }
    ])
  for (const column of columns) {
    const style = styleOf(column)
    if (style.length > 0) panel.overrideByName(column.title, [...style])
  }
  return panel
}
