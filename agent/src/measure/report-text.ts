import { processFamilies, renderFamilies, type Family } from '@mimamori/exporter'
import { selectFamilies, type ProfileSettings } from './profile.ts'

/** The cost of the agent itself, which a lean report contains, too. */
const leanFamilies = new Set(['process_cpu_seconds_total', 'process_resident_memory_bytes', 'process_start_time_seconds'])

/** The families that a report carries, as its body. */
export const reportText = (families: readonly Family[], settings: ProfileSettings): string => {
  const own = processFamilies().filter(({ name }) => settings.profile !== 'lean' || leanFamilies.has(name))
  return renderFamilies([...selectFamilies(families, settings), ...own])
}
