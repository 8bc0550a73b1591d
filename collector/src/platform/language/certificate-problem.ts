/**
 * Problems of a server's certificate, by Node's error code, with the next step. `trustIt`: the step for the
 * certificate of an unknown authority.
 */
export const certificateProblemEn = (
  url: string, code: string, trustIt = 'install its CA on this server (update-ca-certificates), then restart the collector'
): string => {
  const subject = `The certificate of ${url}`
  if (code === 'CERT_HAS_EXPIRED') return `${subject} has expired: renew it, or set this server’s clock if that is ahead.`
  if (code === 'CERT_NOT_YET_VALID') {
    return `${subject} is not valid yet: set this server’s clock if that is behind, or issue the certificate again.`
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `${subject} is for another name or address: use the one that it is for, or issue a certificate for this one.`
  }
  return `${subject} is not trusted (${code}): ${trustIt}.`
}

/** The same in Japanese. */
export const certificateProblemJa = (
  url: string, code: string, trustIt = '認証局の証明書をこのサーバーに登録し（update-ca-certificates）、コレクターを再起動してください'
): string => {
  const subject = `${url} の証明書`
  if (code === 'CERT_HAS_EXPIRED') return `${subject}の有効期限が切れています。証明書を更新してください。このサーバーの時計が進んでいる場合は合わせてください。`
  if (code === 'CERT_NOT_YET_VALID') {
    return `${subject}はまだ有効期間前です。このサーバーの時計が遅れていれば合わせ、正しければ証明書を作り直してください。`
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `${subject}は別のホスト名またはアドレスのものです。証明書と同じ名前を使うか、この名前の証明書を作ってください。`
  }
  return `${subject}を信頼できません（${code}）。${trustIt}。`
}
