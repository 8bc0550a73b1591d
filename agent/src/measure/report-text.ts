import { renderFamilies, type Family } from '@mimamori/exporter'
import { selectFamilies, type Profile } from './profile.ts'

/** The families that a report carries, as its body. */
export const reportText = (families: readonly Family[], profile: Profile): string => renderFamilies(selectFamilies(families, profile))
