import { existsSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import type { InventoryHost } from './inventory/inventory.ts'

const ending = '.git'

/** Releases that publish-release.sh has put into a directory of this server; none if it does not exist or cannot be read. */
const publishedReleases = (directory: string): string[] => {
  try {
    return readdirSync(directory).filter((name) =>
      name.endsWith(ending) && existsSync(`${directory}/${name}/HEAD`)).map((name) => name.slice(0, -ending.length))
  } catch {
    return []
  }
}

/** Published releases that no device gets, by its `release_name` and the repository of its `release_source`. */
export const unnamedReleases = (directory: string, hosts: readonly InventoryHost[]): string[] => {
  const named = new Set(hosts.flatMap(({ variables: { release_name: name, release_source: source } }) => {
    const { repository } = (source ?? {}) as { readonly repository?: unknown }
    return [name, typeof repository === 'string' ? basename(repository, ending) : undefined]
  }))
  return publishedReleases(directory).filter((name) => !named.has(name)).sort()
}
