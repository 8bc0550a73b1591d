import type { MetricType } from '@mimamori/exporter/text-format'

/**
 * One family of a group, ready to print. `text` is its sample lines as they came (blanks around them aside); `cuts`
 * says where they differ on the fleet page: position × 4 + the kind of insertion there, in rising order.
 */
export interface LiveFamily {
  readonly name: string
  readonly type: MetricType
  /** As written, still escaped; '' for none. */
  readonly help: string
  readonly text: string
  readonly cuts: Uint32Array
  readonly series: number
}

/** What is put in at a cut: identity labels in braces of their own, before other labels, in empty braces; a prefix. */
export const cutKinds = { braces: 0, beforeLabels: 1, emptyBraces: 2, exported: 3 } as const
export type CutKind = typeof cutKinds[keyof typeof cutKinds]

export const encodeCut = (position: number, kind: CutKind): number => position * 4 + kind

export const header = ({ name, help, type }: Pick<LiveFamily, 'name' | 'help' | 'type'>): string =>
  `${help === '' ? '' : `# HELP ${name} ${help}\n`}# TYPE ${name} ${type}\n`

/** What is put in for one device, by kind of cut; `identity` is its rendered labels, such as `device="a",site="b"`. */
export const insertionsFor = (identity: string): readonly string[] => [`{${identity}}`, `${identity},`, identity, 'exported_']

/** The family's lines for the fleet page. */
export const linesWithIdentity = ({ text, cuts }: LiveFamily, insertions: readonly string[]): string => {
  let lines = ''
  let from = 0
  for (let index = 0; index < cuts.length; index++) {
    const cut = cuts[index]!
    const at = cut >>> 2
    lines += text.slice(from, at)
    lines += insertions[cut & 3]!
    from = at
  }
  return lines + text.slice(from)
}
