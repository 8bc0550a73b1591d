"""Patterns of secrets. Made by `npm run build` from collector/contract/src/redaction: change that."""

_END = "(?![\\s\\S])"
_WORD_START = "(?<![\\w-])"
_OPEN_QUOTE = "(?:[bu]?\\\\{0,7}[\"'])?"
_IN_DOUBLE = "(?<=\")(?:[^\"\\\\\\n]|\\\\[^\\n])+"
_ESCAPED = "(?<=\\\\[\"'])(?:(?!\\\\{1,7}[\"'])[^\\n])+"
_IN_SINGLE = "(?<=')(?:[^'\\\\\\n]|\\\\[^\\n]|'\"'\"'|'\\\\'')+"
_SCHEME = "(?:(?:basic|bearer|digest|token)[ \\t]+)?"
_PRIVATE_KEY = "[A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
_AUTHORIZATION_SCHEME = "(?:bearer|basic|token|negotiate|ntlm|apikey)"
_REMARK = "(?:[ \\t]?[（(][^()（）\\n]{1,30}[)）]| for [!-9;-~ ]{1,60}?| is)?"
_AUTHORIZATION = _WORD_START + "(?:proxy-)?authorization\\\\{0,7}[\"']?[ \\t]*[:=][ \\t]*"
_LINE_PREFIX = "(?:\\d{4}-\\d\\d-\\d\\dT[0-9:+.-]{8,24} (?:[!-~]{1,64} [!-~]{1,80}: )?)?"
_BASE64 = "(?=[A-Za-z+/]{0,200}[0-9=]|[A-Za-z]{1,20}[a-z][A-Z])[A-Za-z0-9+/]{8,}={0,2}"
_BARE_START = (
    "(?=[!#-&(-~])(?![bu][\"']|\\\\{1,7}[\"']|[{\\[(](?:[ \\t\\r\\n\"'{\\[]|" + _END + ")|[:=]|[!-9;-~]{0,60}:(?:[ \\t\\r\\n]|"
    + _END + "))"
)
_SEPARATOR = (
    "(?:[ \\t]*(?:=>|:=|[=＝](?![=~]))[ \\t]*|[ \\t]*[:：](?![:=])[ \\t]*(?=[\"'\\\\]|[!-~]{4}|(?=[a-z]{1,2}[0-9]"
    + "|[0-9]{1,2}[a-z])[a-z0-9]{3}))"
)
_ALONE_ON_LINE = (
    "(?![\"']|[!-~]{0,200}:[ \\t]*(?:[\\r\\n]|" + _END
    + ")|[A-Za-z_][\\w.-]{0,40}=[^=\\r\\n])[!-~]{3,}[!#-&(-~](?=[\"']?,?[ \\t]*(?:[\\r\\n]|" + _END + "))"
)
_BARE = (
    _BARE_START + "(?:[^ \\t\\r\\n,;&\"'<>)\\]}。、」』）　\\\\]|\\\\(?!\\\\{0,6}[\"'])|[,;&](?![ \\t\\r\\n\"']|" + _END
    + "|[A-Za-z_][\\w.-]{0,40}[\"']?[ \\t]?[=:])|[\"')\\]}](?=[A-Za-z0-9]))+"
)
_VALUE = "(?:" + _ESCAPED + "|" + _IN_DOUBLE + "|" + _IN_SINGLE + "|" + _BARE + ")"
_PLAIN_TAIL = (
    "(?:age|algorithm|auth|authentication|changed|count|created|dir|directory|enabled|endpoint|error"
    + "|errors|exists|expired|expires|expiry|file|filename|files|folder|format|hint|id|in|is|kind|last"
    + "|length|lifetime|limit|max|method|min|name|names|path|policy|prompt|provider|required|reset|scope"
    + "|service|set|size|source|state|status|store|timeout|ttl|type|updated|uri|url|usage|used|user"
    + "|username|valid|version)"
)
_TAIL = "(?:\\d{1,4}|hash|value|base64|b64|old|new|[_-](?!(?:[\\w-]{0,40}[_-])?" + _PLAIN_TAIL + "(?![A-Za-z0-9]))[\\w-]{1,40})?"
_NAME = (
    "(?:passw(?:or)?d|passphrase|passcode|secret|(?<!unexpected )token|credentials?|(?:api|access|account"
    + "|auth|client|consumer|crypt|decryption|deploy|device|enc|encryption|hmac|master|private|secret"
    + "|session|shared|signing|storage|subscription|webhook|wep|wpa)[_ .-]?key|(?<![A-Za-z])_auth"
    + "|(?<![A-Za-z])(?:j|php)?sess(?:ion)?id|[ｐＰ][ａＡ][ｓＳ]{2}[ｗＷ][ｏＯ][ｒＲ][ｄＤ]|パスワード|パスフレーズ|パスコード|暗証番号|合言葉"
    + "|秘密鍵|共有鍵|暗号鍵|(?:API|アクセス|認証|暗号化?|端末|秘密|共有)キー|トークン|シークレット|(?<![A-Za-z])psk|(?<=[_-])(?:pass|pw)"
    + "|(?<![A-Za-z])pwd(?![\"']?[ \\t]*[=:][ \\t]*[\"']?/)|(?<![A-Za-z_-])pass(?=[\"']|[ \\t]*=))"
)
_NAME_END = _TAIL + "\\\\{0,7}[\"']?\\]?" + _REMARK
_PLAIN_VALUE = (
    "(?:absent|accepted|account|and|are|authentication|authorization|bad|cannot|changed|compat|contains"
    + "|could|created|credentials?|default|denied|deprecated|deleted|device|disabled|does|empty|enabled"
    + "|enter|error|exists|expected|expired|failed|failure|false|files|for|forbidden|forgotten|found|from"
    + "|given|had|has|hidden|ignored|incorrect|in|is|invalid|key|length|locked|malformed|masked|mismatch"
    + "|missing|must|need(?:s|ed)?|never|new|nil|no|none|not|null|off|ok|okay|on|option|or|parameter|passed"
    + "|passphrase|passwords?|permissions?|please|present|prompt|provided|redacted|refused|rejected|removed"
    + "|required|reset|revoked|scheme|secrets?|set|setting|string|systemd|that|the|this|to|tokens?|too|true"
    + "|type|unable|unauthorized|unchanged|undefined|unexpected|unknown|unset|updated|use|used|user|valid"
    + "|value|via|was|were|when|will|with|without|wrong|yes|you|your)"
)
_NOT_PLAIN = (
    "(?!" + _PLAIN_VALUE + "[.?!:]{0,3}(?:[ \\t\\r\\n\"'\\\\,;)\\]}<&]|" + _END
    + ")|/(?:bin|boot|dev|etc|home|lib|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var)/|\\$[{(]|\\{[{%]" + "|%\\(|%s|`|"
    + _SCHEME + "[\\[{]?\\*{3}|\\[(?:redacted|removed))"
)

SECRET_NAME = (
    "(?:(?:passw(?:or)?d|passphrase|passcode|secret|(?<!unexpected )token|credentials?|(?:api|access"
    + "|account|auth|client|consumer|crypt|decryption|deploy|device|enc|encryption|hmac|master|private"
    + "|secret|session|shared|signing|storage|subscription|webhook|wep|wpa)[_ .-]?key|(?<![A-Za-z])_auth"
    + "|(?<![A-Za-z])(?:j|php)?sess(?:ion)?id|[ｐＰ][ａＡ][ｓＳ]{2}[ｗＷ][ｏＯ][ｒＲ][ｄＤ]|パスワード|パスフレーズ|パスコード|暗証番号|合言葉"
    + "|秘密鍵|共有鍵|暗号鍵|(?:API|アクセス|認証|暗号化?|端末|秘密|共有)キー|トークン|シークレット|(?<![A-Za-z])psk|(?<=[_-])(?:pass|pw)"
    + "|(?<![A-Za-z])pwd(?![\"']?[ \\t]*[=:][ \\t]*[\"']?/))" + _TAIL + "|authorization|cookies?|^pass|^pw)" + _END
)
PLAIN_VALUE = (
    "(?:absent|accepted|account|and|are|authentication|authorization|bad|cannot|changed|compat|contains"
    + "|could|created|credentials?|default|denied|deprecated|deleted|device|disabled|does|empty|enabled"
    + "|enter|error|exists|expected|expired|failed|failure|false|files|for|forbidden|forgotten|found|from"
    + "|given|had|has|hidden|ignored|incorrect|in|is|invalid|key|length|locked|malformed|masked|mismatch"
    + "|missing|must|need(?:s|ed)?|never|new|nil|no|none|not|null|off|ok|okay|on|option|or|parameter|passed"
    + "|passphrase|passwords?|permissions?|please|present|prompt|provided|redacted|refused|rejected|removed"
    + "|required|reset|revoked|scheme|secrets?|set|setting|string|systemd|that|the|this|to|tokens?|too|true"
    + "|type|unable|unauthorized|unchanged|undefined|unexpected|unknown|unset|updated|use|used|user|valid"
    + "|value|via|was|were|when|will|with|without|wrong|yes|you|your)"
)
SUSPICION = (
    "pass|pwd|[_-]pw|psk|secret|token|credential|key|auth|sess|cookie|bearer|basic|://[^/:@ \\t\\r\\n]*(?:@"
    + "|:(?!\\d{1,5}(?:[^0-9@]|" + _END
    + ")))|private|\\$[0-9a-z]|mm[kt]_|gh[pousr]_|github_pat|gl(?:pat|dt|rt)-|glsa_|npm_|dckr_pat|k_live_"
    + "|xox|akia|asia[0-9a-z]{16}|aiza|eyj|curl|(?:https?|xh)[\"']?,?[ \\t]|-u[\"']?,?[ \\t]|identified|7z|rar"
    + "|mysql|mariadb|redis-cli|mosquitto|ldap|ipmitool|login|sudo|plink|pscp|psftp|smbclient|rpcclient"
    + "|cifs|[?&](?:sig|code|pw)|[ｐＰ][ａＡ][ｓＳ]|パス|暗証|合言葉|鍵|キー|トークン|シークレット"
)
# Where it is looked for, if not in all of the text; what is looked for; what takes the place of all but the first group;
# without regard to case.
RULES = (
    (
        None,
        "-----BEGIN " + _PRIVATE_KEY + "(?:(?!-----END)[\\s\\S])*(?:-----END " + _PRIVATE_KEY + ")?",
        "[private key]", False,
    ),
    (
        "(?<![A-Za-z0-9+/=])(?:[A-Za-z0-9+/=]{20,}[ \\t]*\\r?\\n)+(?:[A-Za-z0-9+/=]{1,80}\\r?\\n)?(?:-----END[^\\n]" + "*)?",
        "^[\\s\\S]*-----END " + _PRIVATE_KEY,
        "[private key]", False,
    ),
    (None, "\\$ANSIBLE_VAULT;[^ \\t\\r\\n\\\\]*(?:(?:[ \\t\\r\\n]|\\\\n)*[0-9a-f]{16,})*", "[vault]", False),
    (None, "(mm[kt]_)[A-Za-z0-9_-]{16,}", "***", False),
    (
        None,
        "(gh[pousr]_|github_pat_|gl(?:pat|dt|rt)-|glsa_|npm_|dckr_pat_|[rs]k_live_|xox[abprs]-|AKIA" + "|AIza)[A-Za-z0-9_-]{16,}",
        "***", False,
    ),
    (None, "((?<![A-Za-z0-9])ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])", "***", False),
    (None, "(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]{2,}){1,4}", "***", False),
    (None, "(\\$(?:1|2[abxy]|5|6|7|y|gy|argon2(?:id?|d))\\$)[./A-Za-z0-9$=,+]{8,}", "***", False),
    ("(?<=[a-z0-9])://[^ \\t\\r\\n\"'<>]*", "^(://)[^/@:\\[]*:(?!\\d{1,5}[/?#])[\\s\\S]*@(?=[^@])", "***@", True),
    ("(?<=http|ttps)://[^ \\t\\r\\n\"'<>]*", "^(://)[^/@:?#]+@(?=[^@])", "***@", True),
    (None, "([?&](?:key|sig|signature|code|auth|pw)=)[^ \\t\\r\\n&\"'<>#]+", "***", True),
    (
        None,
        (
            "(" + _AUTHORIZATION + "(?:\\[[ \\t]*)?\\\\{0,7}[\"']?" + _AUTHORIZATION_SCHEME
            + "[ \\t]+(?!\\*{3}))[^ \\t\\r\\n\"'\\\\,;\\]]+"
        ),
        "***", True,
    ),
    (
        None,
        (
            "(" + _AUTHORIZATION + "(?!(?:\\[[ \\t]*)?\\\\{0,7}[\"']?" + _AUTHORIZATION_SCHEME
            + " )(?:\\[[ \\t]*(?=\\\\{0,7}[\"']))?(?:" + _OPEN_QUOTE + _NOT_PLAIN + "))(?:" + _ESCAPED + "|" + _IN_DOUBLE + "|"
            + _IN_SINGLE + "|(?!\\[[ \\t]*\\\\{0,7}[\"'])[!#-&(-[\\]-~][^\\r\\n]{5,})"
        ),
        "***", True,
    ),
    (None, "(" + _WORD_START + "bearer[ \\t]+" + _NOT_PLAIN + ")[A-Za-z0-9._~+/=-]{8,}", "***", True),
    (None, "(" + _WORD_START + "[Bb]asic[ \\t]+)" + _BASE64, "***", False),
    (
        "(?<![^\\n])[^\\n]*\\|[ \\t]*(?:sudo[ \\t]+)?chpasswd",
        "(echo[ \\t]+(?:-[a-z]{1,3}[ \\t]+)?[\"']?[^ \\t:\"'|]{1,64}:)[^ \\t\"'|]+",
        "***", False,
    ),
    (
        "(?<![^\\n])[^\\n]*\\|[ \\t]*sudo[ \\t]+-S",
        "(echo[ \\t]+[\"']?)[^ \\t\"'|]+(?=[\"']?[ \\t]*\\|[ \\t]*sudo)",
        "***", False,
    ),
    (
        None,
        (
            "(" + _WORD_START
            + "wpa_passphrase[\"']?,?[ \\t]{1,8}(?:\"[^\"\\n]{1,32}\"|'[^'\\n]{1,32}'|[^ \\t\"'\\n]{1,32}),?[ \\t]{1,8}[\"']?"
            + _NOT_PLAIN + ")[^ \\t\\r\\n\"']{8,63}"
        ),
        "***", False,
    ),
    (
        _WORD_START + "machine[ \\t]{1,8}[^ \\t\\r\\n]{1,200}[ \\t]{1,8}(?:login|account|password)[^\\r\\n]*",
        "([ \\t]password[ \\t]+)[^ \\t]+",
        "***", False,
    ),
    (
        None,
        "(\\\\{0,7}[\"']auth\\\\{0,7}[\"'][ \\t]*:[ \\t]*\\\\{0,7}[\"'])" + _BASE64 + "(?=\\\\{0,7}[\"'])",
        "***", False,
    ),
    (
        None,
        (
            "(" + _WORD_START + "(?:set-)?cookie\\\\{0,7}[\"']?[ \\t]*[:=][ \\t]*" + _OPEN_QUOTE
            + ")[!#-:<>-~]{1,100}=(?:\\\\(?![\"'])|[^\"'\\\\\\r\\n])*"
        ),
        "***", True,
    ),
    (
        None,
        (
            "([\"'](?:name|key)[\"'][ \\t]*:[ \\t]*[\"'][\\w.-]{0,60}?" + _NAME + _TAIL
            + "[\"'][ \\t\\r\\n]*,[ \\t\\r\\n]*[\"']value[\"'][ \\t]*:[ \\t]*[\"']" + _NOT_PLAIN + ")(?:" + _IN_DOUBLE + "|"
            + _IN_SINGLE + ")"
        ),
        "***", True,
    ),
    (None, "(<[\\w:.-]{0,40}?" + _NAME + _TAIL + "(?: [^<>\\n]{0,200})?>" + _NOT_PLAIN + ")[^<>\\r\\n]+", "***", True),
    (
        "(?<![\\w.-])(?:curl)(?![\\w-])[^\\n]*",
        (
            "((?:^|[ \\t\"',\\[])(?:-[A-Za-z]{0,6}[uU]|--user|--proxy-user)[\"']?(?:,?[ \\t]+"
            + "|=)?(?:[\"'])[^ \\t:\"']{0,200}:)[^\"'\\n]+"
        ),
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:curl)(?![\\w-])[^\\n]*",
        (
            "((?:^|[ \\t\"',\\[])(?:-[A-Za-z]{0,6}[uU]|--user|--proxy-user)(?:[ \\t]+"
            + "|=)?[^ \\t:\"'-][^ \\t:\"']{0,200}:)(?!\\d{1,6}(?:[ \\t\"']|" + _END + "))[^ \\t\"'\\n]+"
        ),
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:(?:https?|xh)(?=[\"']?,?[ \\t]))(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])(?:-a|--auth)[\"']?(?:,?[ \\t]+|=)?(?:[\"'])[^ \\t:\"']{0,200}:)[^\"'\\n]+",
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:(?:https?|xh)(?=[\"']?,?[ \\t]))(?![\\w-])[^\\n]*",
        (
            "((?:^|[ \\t\"',\\[])(?:-a|--auth)(?:[ \\t]+|=)?[^ \\t:\"'-][^ \\t:\"']{0,200}:)(?!\\d{1,6}(?:[ \\t\"']|" + _END
            + "))[^ \\t\"'\\n]+"
        ),
        "***", False,
    ),
    (
        None,
        (
            "(" + _WORD_START + "-u[\"']?,?[ \\t]+[\"']?[A-Za-z][\\w.@-]{0,60}:)(?=[A-Za-z_]{1,60}[0-9]"
            + "|[0-9]{1,20}[A-Za-z])[A-Za-z0-9_!#$%&*+=?@^~-]{6,}"
        ),
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:mysql|mysql(?:dump|admin|import|check|show)|mariadb(?:-[a-z]{1,20})?)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t,\\[])[\"']-p)(?:(?<=\"-p)[^\"\\n]+|(?<='-p)[^'\\n]+)",
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:mysql|mysql(?:dump|admin|import|check|show)|mariadb(?:-[a-z]{1,20})?)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])-p" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:sshpass)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])-p[\"']?(?:,?[ \\t]+[\"']?)?" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:redis-cli)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])(?:-a|--pass)[\"']?,?[ \\t]+" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:mosquitto_(?:pub|sub|rr))(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])(?:-P|--pw)[\"']?,?[ \\t]+" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:ldap(?:search|modify|add|delete|passwd|whoami))(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])-w[\"']?(?:,?[ \\t]+)?" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:ipmitool)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])-P[\"']?,?[ \\t]+" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:(?:docker|podman|skopeo|helm)(?: registry)?[\"']?,?[ \\t]+[\"']?login)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])-p[\"']?,?[ \\t]+" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:plink|pscp|psftp)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])-pw[\"']?,?[ \\t]+" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:nmcli)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])password[\"']?,?[ \\t]+" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:smbclient|rpcclient|mount\\.cifs)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])-U[\"']?(?:,?[ \\t]+)?[\"']?[^ \\t%\"']{0,100}%" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:openssl)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])pass:" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (
        "(?<![\\w.-])(?:7z[ar]?|(?:un)?rar)(?![\\w-])[^\\n]*",
        "((?:^|[ \\t\"',\\[])-p" + _OPEN_QUOTE + ")(?![ \\t,])" + _VALUE,
        "***", False,
    ),
    (None, "((?<=\")[\\w.-]{0,60}?" + _NAME + _TAIL + "=" + _NOT_PLAIN + ")[^\"\\n]+(?=\")", "***", True),
    (None, "((?<=')[\\w.-]{0,60}?" + _NAME + _TAIL + "=" + _NOT_PLAIN + ")[^'\\n]+(?=')", "***", True),
    (
        None,
        (
            "((?:^|(?<=[ \\t\\r\\n\"',\\[(]))--?[a-z0-9-]{0,40}?" + _NAME + _TAIL + "(?:[\"'](?:,[ \\t]*|[ \\t]+)|[ \\t]+)"
            + _OPEN_QUOTE + _NOT_PLAIN + ")(?!-)" + _VALUE
        ),
        "***", True,
    ),
    (
        None,
        "(" + _NAME + _NAME_END + _SEPARATOR + _SCHEME + "(?:[bu]?\\\\{0,7}[\"'])?" + _NOT_PLAIN + ")" + _VALUE,
        "***", True,
    ),
    (
        None,
        (
            "((?:(?<=[a-z0-9])(?:Pass|Pwd|Psk))" + _NAME_END + _SEPARATOR + _SCHEME + "(?:[bu]?\\\\{0,7}[\"'])?" + _NOT_PLAIN + ")"
            + _VALUE
        ),
        "***", False,
    ),
    (
        None,
        (
            "((?:" + _NAME + _TAIL + "|passwords|passphrases|secrets"
            + "|(?:set-)?cookies?)\\\\{0,7}[\"'][ \\t]*[:=][ \\t]*[\\[{][ \\t]*)(?=\\\\{0,7}[\"'])[^\\[\\]{}\\r\\n]+"
        ),
        "***", True,
    ),
    (None, "(" + _NAME + _TAIL + "%3d)(?!%26)(?:%(?!26)|[^% \\t\\r\\n&\"'<>])+", "***", True),
    (
        None,
        "((?:passw(?:or)?d|passphrase|passcode)[ \\t]+(?:\\\\{0,7}[\"'])" + _NOT_PLAIN + ")[!#-&(-[\\]-~]{4,}(?=\\\\{0,7}[\"'])",
        "***", True,
    ),
    (
        None,
        (
            "(" + _WORD_START + "(?:with (?:the )?passw(?:or)?d[ \\t]+|identified by[ \\t]+[\"'])" + _NOT_PLAIN
            + ")(?=[A-Za-z_-]{0,60}[0-9!#$%&*])[^ \\t\\r\\n\"',;)]{4,}"
        ),
        "***", True,
    ),
    (
        None,
        (
            "(" + _WORD_START + "[Pp]ass[ \\t]*:[ \\t]+[\"']?)(?=[A-Za-z]{1,60}[0-9!#$%&*]"
            + "|[0-9]{1,20}[A-Za-z])[A-Za-z0-9!#$%&*+=?@^~]{6,}(?![\\w.:/-])"
        ),
        "***", False,
    ),
    (None, "((?:パスワード|パスフレーズ|暗証番号|合言葉)は[ \\t　]{0,4})(?=[A-Za-z_-]{0,60}[0-9!#$%&*])[!-.0-~][!-~]{5,}", "***", False),
    (None, "((?:パスワード|パスフレーズ|暗証番号|トークン|秘密鍵|(?:API|アクセス|認証|端末)キー)[はがの]?「)[!-~]{4,}(?=」)", "***", True),
    (
        None,
        (
            "(" + _NAME + _NAME_END + "[ \\t]*(?:=>|:=|[:=：＝])[ \\t]*(?:[|>][+-]?[ \\t]*)?\\r?\\n" + _LINE_PREFIX
            + "[ \\t]*(?:- )?[\"']?" + _NOT_PLAIN + ")" + _ALONE_ON_LINE
        ),
        "***", True,
    ),
    (
        None,
        (
            "((?:^|\\n)" + _LINE_PREFIX + "[ \\t]*[\"']?(?:[A-Za-z]{1,20} ){0,2}" + _NAME + "[\"']?[ \\t]*\\r?\\n" + _LINE_PREFIX
            + "[ \\t]*[\"']?" + _NOT_PLAIN + ")(?=[!-~]{2,200}[0-9!-/:-@\\[-`{-~])" + _ALONE_ON_LINE
        ),
        "***", True,
    ),
)
