"""The sentences of `inventory-check`, in English and Japanese."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

from .compare import Difference


@dataclass(frozen=True)
class Text:
    """`sentences`: the difference and the next step, by the difference's kind."""

    description: str
    inventory: str
    group: str
    url: str
    token_file: str
    ca_file: str
    json: str
    same: str
    different: str
    problem: str
    no_url: str
    no_inventory: str
    no_devices: str
    sentences: Mapping[str, str]


ENGLISH = Text(
    description=(
        'Compares the inventory with the devices enrolled in the collector. '
        'Exit status: 0 no differences, 1 differences, 2 could not compare.'
    ),
    inventory='the inventory (default: as in ansible.cfg)',
    group='only the hosts of this group (default: clients, or all where there is no such group)',
    url="the collector's address, such as http://server:8080 (else MIMAMORI_URL)",
    token_file="a file with the collector's token for the role update or viewer (else MIMAMORI_UPDATE_TOKEN_FILE)",
    ca_file="certificates that the collector's must be signed by (else MIMAMORI_CA_FILE)",
    json='prints JSON for programs',
    same='The inventory and the collector agree on all {count} devices.',
    different='{count} differences:',
    problem='inventory-check: {problem}',
    no_url='set the collector address with --url or MIMAMORI_URL, and the token file with --token-file or MIMAMORI_UPDATE_TOKEN_FILE',
    no_inventory='ansible-inventory could not read the inventory: {reason}',
    no_devices='the collector at {url} answered with no list of devices: {reason}',
    sentences={
        'not_enrolled': '{host}: in the inventory ({inventory}), but not enrolled. Enroll it, or remove it from the inventory.',
        'not_in_inventory': '{host}: enrolled, but not in the inventory, so no update reaches it. Add it there, or retire it.',
        'gone': '{host}: in the inventory ({inventory}), but {collector}. Remove it from the inventory.',
        'address_registered': (
            '{host}: its address is {inventory} in the inventory and {collector} at the collector. Change the one that is wrong.'
        ),
        'address_reported': (
            '{host}: its address is {inventory} in the inventory, but the device itself reports {collector}. '
            'Give it a fixed address, or change the inventory.'
        ),
    },
)

JAPANESE = Text(
    description='インベントリーと、コレクターに登録された端末との違いを表示します。終了コード：0 違いなし、1 違いあり、2 調べられませんでした。',
    inventory='管理しているインベントリー（標準は ansible.cfg の設定）',
    group='このグループのホストだけを調べます（標準は clients、なければ all）',
    url='コレクターのアドレス。例：http://server:8080（標準は MIMAMORI_URL）',
    token_file='役割 update または viewer のトークンを書いたファイル（標準は MIMAMORI_UPDATE_TOKEN_FILE）',
    ca_file='コレクターの証明書を確かめる証明書ファイル（標準は MIMAMORI_CA_FILE）',
    json='プログラム用に JSON で出力します',
    same='インベントリーとコレクターは、{count} 台すべてで一致しています。',
    different='違いが {count} 件あります。',
    problem='inventory-check: {problem}',
    no_url='コレクターのアドレスを --url または MIMAMORI_URL で、トークンのファイルを --token-file または MIMAMORI_UPDATE_TOKEN_FILE で指定してください',
    no_inventory='ansible-inventory がインベントリーを読めませんでした：{reason}',
    no_devices='{url} のコレクターの応答に端末の一覧がありません：{reason}',
    sentences={
        'not_enrolled': '{host}: インベントリーにはありますが（{inventory}）、登録されていません。登録するか、インベントリーから外してください。',
        'not_in_inventory': '{host}: 登録されていますが、インベントリーにありません。このままでは更新されません。インベントリーに加えるか、廃止してください。',
        'gone': '{host}: インベントリーにありますが（{inventory}）、コレクターでは {collector} です。インベントリーから外してください。',
        'address_registered': '{host}: アドレスがインベントリーでは {inventory}、コレクターでは {collector} です。間違っているほうを直してください。',
        'address_reported': '{host}: アドレスがインベントリーでは {inventory} ですが、端末自身は {collector} と報告しています。アドレスを固定するか、インベントリーを直してください。',
    },
)


def text_for(environment: Mapping[str, str] = os.environ) -> Text:
    """As the terminal's locale says (locale(7))."""
    locale = environment.get('LC_ALL') or environment.get('LC_MESSAGES') or environment.get('LANG') or ''
    return JAPANESE if re.match(r'ja(?:[-_.@]|$)', locale, re.IGNORECASE) else ENGLISH


def sentence(text: Text, difference: Difference) -> str:
    return text.sentences[difference.kind].format(host=difference.host, inventory=difference.inventory, collector=difference.collector)
