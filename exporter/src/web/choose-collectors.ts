/** The collectors that a scrape's query asks for: only these, all (`names` undefined), or something that cannot be had. */
export type Choice = { readonly names: ReadonlySet<string> | undefined } | { readonly mistake: string }

/** Reads node_exporter's query parameters `collect[]` and `exclude[]`. */
export const chooseCollectors = (query: URLSearchParams, known: readonly string[]): Choice => {
  const [collect, exclude] = [query.getAll('collect[]'), query.getAll('exclude[]')]
  if (collect.length > 0 && exclude.length > 0) return { mistake: 'collect[] and exclude[] cannot be given together.' }
  const unknown = collect.find((name) => !known.includes(name))
  if (unknown !== undefined) return { mistake: `There is no collector ${JSON.stringify(unknown)} here. There are: ${known.join(', ')}.` }
  if (collect.length > 0) return { names: new Set(collect) }
  return { names: exclude.length > 0 ? new Set(known.filter((name) => !exclude.includes(name))) : undefined }
}
