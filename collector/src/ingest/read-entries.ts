import { logEntry, type LogEntry, type Rejected } from '@mimamori/contract'

/** The valid log lines, and the mistakes of the others: one wrong line must not cost the rest of its message. */
export const readEntries = (found: readonly unknown[]): { readonly entries: readonly LogEntry[], readonly rejected: Rejected } => {
  const entries: LogEntry[] = []
  const counts = new Map<string, number>()
  for (const item of found) {
    const { data, error } = logEntry.safeParse(item)
    if (data !== undefined) entries.push(data)
    else {
      const [issue] = error.issues
      const reason = `${issue!.path.slice(0, 1).map((field) => `${String(field)}: `).join('')}${issue!.message}`
      counts.set(reason, (counts.get(reason) ?? 0) + 1)
    }
  }
  return { entries, rejected: [...counts].map(([reason, count]) => ({ reason, count })) }
}
