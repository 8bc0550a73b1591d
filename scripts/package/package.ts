import type { Architecture } from '../publish-agent/architecture.ts'
import type { Description } from './control.ts'
import type { PackageFile } from './stage.ts'

/** A Debian package of ours, before it is built. */
export interface Package {
  readonly description: Description
  readonly files: readonly PackageFile[]
  /** The directory of Node.js on a device. */
  readonly nodeDirectory: string
  /** Lines for lintian-overrides: faults that it finds, and why they are none. */
  readonly overrides: readonly string[]
  /** The licenses of the npm packages in it (third-party.ts). */
  readonly thirdParty: string
  /** A directory of deb-maintainer-scripts(5). */
  readonly scripts: string
  /** Completes the staged files, if some depend on them. */
  readonly complete?: (root: string) => Promise<void>
}

/** The sources of a package. */
export interface PackageSource {
  readonly checkout: string
  readonly architecture: Architecture
  /** The directory with bin/node and LICENSE of the architecture. */
  readonly node: string
}
