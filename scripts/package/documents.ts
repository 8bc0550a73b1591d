import { gzipSync } from 'node:zlib'
import { maintainer, type Description } from './control.ts'
import type { PackageFile } from './stage.ts'

interface DocumentsOptions {
  readonly description: Description
  /** The directory of Node.js in the package. */
  readonly nodeDirectory: string
  /** Lines for lintian-overrides: faults that it finds, and why they are none. */
  readonly overrides: readonly string[]
  /** The licenses of the npm packages in it (third-party.ts). */
  readonly thirdParty: string
  readonly sourceDateEpoch: number
}

/** https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/ */
const copyright = (node: string, thirdParty: string): string => `Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: mimamori

Files: *
Copyright: 2026 the Mimamori maintainers
License: Apache-2.0
 On Debian systems, the text of this license is in /usr/share/common-licenses/Apache-2.0.
 .
 The npm packages that are in it, as files or bundled into a program, have licenses of their own, which
 are in ${thirdParty}.

Files: ${node}/*
Copyright: the Node.js contributors, and others
License: Expat-and-others
 The licenses of Node.js and of what it contains are in ${node}/LICENSE.
`

/** deb-changelog(5) */
const changelog = ({ name, version }: Description, time: Date): string => `${name} (${version}) unstable; urgency=medium

  * CHANGELOG.md in the sources lists what is new.

 -- ${maintainer}  ${time.toUTCString().replace('GMT', '+0000')}
`

/** The documents that Debian's policy wants in every package. */
export const documentFiles = (
  { description, nodeDirectory, overrides, thirdParty, sourceDateEpoch }: DocumentsOptions
): readonly PackageFile[] => {
  const directory = `/usr/share/doc/${description.name}`
  const notices = `${directory}/THIRD-PARTY`
  return [
    { path: `${directory}/copyright`, content: copyright(nodeDirectory, notices), mode: 0o644 },
    { path: notices, content: thirdParty, mode: 0o644 },
    {
      path: `${directory}/changelog.gz`, content: gzipSync(changelog(description, new Date(sourceDateEpoch * 1000)), { level: 9 }), mode: 0o644
    },
    { path: `/usr/share/lintian/overrides/${description.name}`, content: `${overrides.join('\n')}\n`, mode: 0o644 }
  ]
}
