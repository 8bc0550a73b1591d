"""A plain GET: no proxy, no redirect, a bound on the answer."""
import http.client
import urllib.error
import urllib.request

LARGEST = 1024 * 1024


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_arguments, **_more):
        return None


OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


def get(url, seconds):
    """Gives (status, text). @throws OSError where nobody answers in time."""
    try:
        with OPENER.open(url, timeout=seconds) as answer:
            return answer.status, answer.read(LARGEST).decode('utf-8', 'replace')
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read(LARGEST).decode('utf-8', 'replace')
    except (http.client.HTTPException, ValueError) as error:
        raise OSError('no answer as HTTP has it: %s' % error) from error
