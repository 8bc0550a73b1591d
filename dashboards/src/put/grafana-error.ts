/** Why a change in Grafana failed; `npm run grafana` has a sentence for each code. */
export type GrafanaErrorCode =
  | 'unreachable'
  | 'notGrafana'
  | 'tokenRejected'
  | 'noPermission'
  | 'provisioned'
  | 'changedMeanwhile'
  | 'titleTaken'
  | 'folderConflict'
  | 'adminNeeded'
  | 'nameTaken'
  | 'refused'

export class GrafanaError extends Error {
  override readonly name = 'GrafanaError'
  readonly code: GrafanaErrorCode
  /** The title of the dashboard, folder or data source; '' if it is about none. */
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
