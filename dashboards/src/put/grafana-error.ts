/** Why Grafana could not be brought to what is wanted; `npm run grafana` has a sentence for each. */
export type GrafanaErrorCode =
  | 'unreachable' | 'notGrafana' | 'tokenRejected' | 'noPermission' | 'provisioned' | 'changedMeanwhile' | 'titleTaken' | 'folderConflict' | 'adminNeeded' | 'nameTaken' | 'refused'

export class GrafanaError extends Error {
  override readonly name = 'GrafanaError'
  readonly code: GrafanaErrorCode
  /** The dashboard, folder or data source that it is about, by its title; '' where it is about none. */
  readonly about: string
  /** In Grafana's own words, or the system's. */
  readonly reason: string

  constructor (code: GrafanaErrorCode, about: string, reason: string) {
    super(`${code}: ${reason}`)
    this.code = code
    this.about = about
    this.reason = reason
  }
}
