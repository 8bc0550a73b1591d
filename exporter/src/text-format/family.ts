/** The types of the Prometheus data model as the text format 0.0.4 knows them. */
export type MetricType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped'

const suffixes: Readonly<Partial<Record<MetricType, readonly string[]>>> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['_sum', '_count']
}

/** The names other than the family's own that its samples may have: no other family of the page may have one of them. */
export const furtherNames = (name: string, type: MetricType): readonly string[] => suffixes[type]?.map((suffix) => name + suffix) ?? []

/** Whether a sample of this name may belong to the family. */
export const isSampleName = (sample: string, { name, type }: { readonly name: string, readonly type: MetricType }): boolean =>
  sample === name || (suffixes[type]?.some((suffix) => sample.length === name.length + suffix.length && sample === name + suffix) ?? false)

export interface Sample {
  /** Set if it differs from the family's name: `x_bucket`, `x_sum`, `x_count`. */
  readonly name?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly value: number
}

/** A sample for each of these names with a known value, with the name as its label. */
export const knownSamples = (label: string, names: readonly string[], read: (name: string) => number | undefined): Sample[] =>
  names.flatMap((name) => {
    const value = read(name)
    return value === undefined ? [] : [{ labels: { [label]: name }, value }]
  })

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
