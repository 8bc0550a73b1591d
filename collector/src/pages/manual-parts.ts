import type { Language } from '@mimamori/contract'

export interface ManualPage {
  /** Text, not HTML. */
  readonly title: string
  readonly html: string
}

export const manualParts = ['runbook', 'guides'] as const
/** The runbook, whose pages are named like their alerts, and the guides. */
export type ManualPart = typeof manualParts[number]

export type Manual = Readonly<Record<Language, Readonly<Record<ManualPart, ReadonlyMap<string, ManualPage>>>>>
