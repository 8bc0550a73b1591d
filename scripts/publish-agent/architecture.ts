/** A kind of processor that there is an agent for. */
export interface Architecture {
  /** In the names of the npm packages that carry Node.js. */
  readonly npm: string
  /** What `uname -m` and Ansible's facts call it. */
  readonly machine: string
}

export const architectures: readonly Architecture[] = [{ npm: 'arm64', machine: 'aarch64' }, { npm: 'x64', machine: 'x86_64' }]
