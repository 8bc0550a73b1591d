import type { Family } from './text-format/index.ts'

/** The directories of the kernel's and the system's files; others in tests and in a container. No trailing slash. */
export interface Roots {
  readonly proc: string
  readonly sys: string
  /** Prefix of the host's own file systems: `` for `/`. */
  readonly rootfs: string
  readonly udevData: string
}

/**
 * One subject that is measured. It knows its roots and its parser, but not HTTP, logging or timing: it gives its
 * families or throws, and one place (collect.ts) times it and contains its failure.
 */
export interface Collector {
  /** The one word that its file, flag, log field and metric subsystem share. */
  readonly name: string
  /** `report` is called with a problem that costs only a part, such as one file of many; the collector gives the rest. */
  collect (report?: (problem: Error) => void): readonly Family[] | Promise<readonly Family[]>
}

/** An available collector, and the function that makes it for a machine. */
export interface CollectorFactory<Name extends string = string, Options = unknown> {
  (roots: Roots, options?: Options): Collector
  /** Its name, which its flag (`--collector.NAME`) and its options share. */
  readonly collectorName: Name
  /** The subject in plain words, for `--help`. */
  readonly summary: string
  /** It must be asked for by name. */
  readonly isOffByDefault: boolean
}

/** Defines a collector. `create` is called once with the roots and its options, and gives the function to call at each collection. */
export const collector = <Name extends string, Options>(
  name: Name,
  summary: string,
  create: (roots: Roots, options?: Options) => Collector['collect'],
  { isOffByDefault = false } = {}
): CollectorFactory<Name, Options> => Object.assign(
  (roots: Roots, options?: Options) => ({ name, collect: create(roots, options) }), { collectorName: name, summary, isOffByDefault }
)

/** This machine has nothing of the kind: an expected outcome, no error. */
export class NoDataError extends Error {
  override readonly name = 'NoDataError'
}
