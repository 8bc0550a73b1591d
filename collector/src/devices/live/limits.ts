/**
 * Limits of a device in the expositions that Prometheus scrapes. Series over a soft limit are left out and counted; the rest of its
 * exposition stays.
 */
export interface LiveLimits {
  /**
   * Series of all groups of a device together. A Pi's report has about 600, and some 40 more for each further network interface, fewer for
   * a disk or a file system.
   */
  readonly seriesPerDevice: number
  /** An exposition with more samples than this is refused without reading on: reading it would keep others waiting. */
  readonly refusedSeries: number
  readonly labelsPerSeries: number
  /** Characters, like the next three. */
  readonly metricNameLength: number
  readonly labelNameLength: number
  readonly labelValueLength: number
  /** A longer label value is no measurement; the exposition is refused whole. */
  readonly refusedLabelValueLength: number
  readonly helpLength: number
  /**
   * An exposition with a longer line is refused: a line is read in one go, and thirty labels of a thousand characters are a quarter of
   * this.
   */
  readonly refusedLineLength: number
}

export const defaultLiveLimits: LiveLimits = {
  seriesPerDevice: 3000,
  refusedSeries: 6000,
  labelsPerSeries: 30,
  metricNameLength: 200,
  labelNameLength: 100,
  labelValueLength: 1024,
  refusedLabelValueLength: 16_384,
  helpLength: 1024,
  refusedLineLength: 131_072
}

/** The reasons for leaving out a series; the label values of the counter. */
export const leftOutReasons = [
  'reserved_name',
  'reserved_label',
  'series_cap',
  'too_many_labels',
  'name_too_long',
  'label_value_too_long',
  'label_conflict',
  'type_conflict',
  'other_group'
] as const
export type LeftOutReason = typeof leftOutReasons[number]
