/** One line of the benchmark's table. */
export interface Row {
  readonly what: string
  readonly ours: string
  /** Beside it, in the same run; empty where nothing compares. */
  readonly peer: string
  /** Ours divided by the peer's. */
  readonly ratio?: number
  /** The promise that it is held against, and whether it is kept. */
  readonly budget?: { readonly text: string, readonly isKept: boolean }
}

export interface Section {
  readonly title: string
  /** How it was measured, in a few sentences. */
  readonly method: string
  readonly peer: string
  readonly rows: readonly Row[]
}

const cells = ({ what, ours, peer, ratio, budget }: Row): string[] => [
  what,
  ours,
  peer,
  ratio === undefined ? '' : ratio.toFixed(ratio < 10 ? 2 : 0),
  budget === undefined ? '' : `${budget.text}: ${budget.isKept ? 'kept' : '**missed**'}`
]

/** A section as Markdown, with what it was measured on. */
export const renderSection = ({ title, method, peer, rows }: Section, machine: string): string => [
  `## ${title}`, '', `Measured on ${machine}.`, '', method, '',
  `| | Mimamori | ${peer} | ratio | budget |`,
  '|---|---:|---:|---:|---|',
  ...rows.map((row) => `| ${cells(row).join(' | ')} |`),
  ''
].join('\n')

export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`
export const milliseconds = (seconds: number): string => `${(seconds * 1000).toFixed(seconds < 0.01 ? 2 : 1)} ms`
export const seconds = (value: number): string => `${value.toFixed(2)} s`
export const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)}%`
