/** The types of the Prometheus data model as the text format 0.0.4 knows them. */
export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped'

export interface Sample {
  /** Set where it differs from the family's name: `x_bucket`, `x_sum`, `x_count`. */
  readonly name?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

/** A metric family: everything under one `# TYPE` line. */
export interface Family {
  readonly name: string
  readonly help: string
  readonly type: MetricType
  readonly samples: readonly Sample[]
}

const family = (type: MetricType) => (name: string, help: string, samples: readonly Sample[] | number): Family =>
  ({ name, help, type, samples: typeof samples === 'number' ? [{ value: samples }] : samples })

/** A family of the named type; a plain number stands for one sample without labels. */
export const gauge = family('gauge')
export const counter = family('counter')
export const untyped = family('untyped')
