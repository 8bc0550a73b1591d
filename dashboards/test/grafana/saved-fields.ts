/** The names of the fields of one panel type, in the order of the alphabet; those of objects within with their path. */
export interface SavedFields {
  readonly options: readonly string[]
  /** Of `fieldConfig.defaults.custom`, and what overrides set of it. */
  readonly custom: readonly string[]
  /** Later than the dashboards that were read: the published schema has them, and the panel's editor writes them. */
  readonly later: readonly string[]
}

const legend = ['legend.calcs', 'legend.displayMode', 'legend.placement', 'legend.showLegend']
const tooltip = ['tooltip.mode', 'tooltip.sort']
const reduce = ['reduceOptions.calcs', 'reduceOptions.fields', 'reduceOptions.values']

/**
 * What Grafana itself has saved of each panel type that we use: read off its own repository's devenv/dev-dashboards
 * (all-panels.json at 0524cbaf, panel-timeline/timeline-modes.json at 0524cbaf, panel-stat/panel-stat-overrides.json at 08a6f5b9,
 * panel-table/table_pagination.json at 23e70cb3; grafana/grafana).
 */
export const savedFields: Readonly<Record<string, SavedFields>> = {
  stat: {
    options: ['colorMode', 'graphMode', 'justifyMode', 'orientation', ...reduce, 'text', 'textMode'],
    custom: ['color', 'prefix'],
    later: ['percentChangeColorMode', 'showPercentChange', 'wideLayout']
  },
  timeseries: {
    options: [...legend, ...tooltip],
    custom: [
      'axisLabel',
      'axisPlacement',
      'barAlignment',
      'drawStyle',
      'fillOpacity',
      'gradientMode',
      'hideFrom.legend',
      'hideFrom.tooltip',
      'hideFrom.viz',
      'lineInterpolation',
      'lineWidth',
      'pointSize',
      'scaleDistribution.type',
      'showPoints',
      'spanNulls',
      'stacking.group',
      'stacking.mode',
      'thresholdsStyle.mode'
    ],
    later: []
  },
  table: {
    options: ['footer.enablePagination', 'footer.fields', 'footer.reducer', 'footer.show', 'showHeader', 'sortBy'],
    custom: ['align', 'cellOptions', 'inspect', 'width'],
    later: ['cellHeight', 'filterable', 'frameIndex', 'showTypeIcons']
  },
  'state-timeline': {
    options: ['alignValue', 'colWidth', ...legend, 'mergeValues', 'rowHeight', 'showValue', ...tooltip],
    custom: ['fillOpacity', 'lineWidth', 'spanNulls'],
    later: ['perPage']
  },
  bargauge: {
    options: ['displayMode', 'orientation', ...reduce, 'showUnfilled', 'text'],
    custom: [],
    later: [...legend, 'maxVizHeight', 'minVizHeight', 'minVizWidth', 'namePlacement', 'sizing', 'valueMode']
  },
  logs: {
    options: [
      'dedupStrategy',
      'enableLogDetails',
      'prettifyLogMessage',
      'showCommonLabels',
      'showLabels',
      'showTime',
      'sortOrder',
      'wrapLogMessage'
    ],
    custom: [],
    later: ['showLogContextToggle']
  }
}
