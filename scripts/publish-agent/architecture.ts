/** A kind of processor that there is an agent for. */
export interface Architecture {
  /** In the names of the npm packages that carry Node.js. */
  readonly npm: string
  /** Its name for `uname -m` and in Ansible's facts. */
  readonly machine: string
  /** In the names of Debian packages. */
  readonly debian: string
}

export const architectures: readonly Architecture[] = [
  { npm: 'arm64', machine: 'aarch64', debian: 'arm64' }, { npm: 'x64', machine: 'x86_64', debian: 'amd64' }
]
