/** The alert that nobody evaluates whether anything is wrong. */
export const watchingTextEn = {
  summary: 'Watching has stopped: Prometheus does not report.',
  description: (since: string) =>
    `Prometheus has not reported since ${since}. Nothing new is noticed until it does; alerts that were firing keep firing. ` +
    'On the server, check whether Prometheus is running.',
  ended: (since: string, until: string) =>
    `Prometheus reports again. It was not watching from ${since} to ${until}: problems that began and ended in that time went unnoticed.`
}

/** The same in another language. */
export type WatchingText = typeof watchingTextEn
