import { existsSync } from 'node:fs'

/** For a person in the directory of Mimamori. */
export const byNpm = 'npm run -s mimamori --'
/** Names the project of compose.yaml, to work in any directory. */
export const byCompose = 'sudo docker compose -p mimamori exec collector mimamori'

export const pathSettings: readonly string[] = ['MIMAMORI_DATA_DIR', 'MIMAMORI_TLS_CERT', 'MIMAMORI_TLS_KEY']
/** The settings that the command needs to find the collector; without the token, which is secret and read from the data directory. */
export const commandSettings: readonly string[] = [...pathSettings, 'MIMAMORI_LISTEN', 'MIMAMORI_PUBLIC_URL', 'MIMAMORI_ALLOW_HTTP']

/**
 * Whether this is the container of compose.yaml: Docker puts one of these files into every container, Podman the other, and our image sets
 * the variable (collector/Dockerfile).
 */
export const isInContainer = (): boolean =>
  process.env['NODE_ENV'] === 'production' && ['/.dockerenv', '/run/.containerenv'].some((file) => existsSync(file))
