"""The lab's demo service: answers with its revision and its health over HTTP. Its faults come with the release, as files beside it."""
import http.server
import json
import os
import sys

HERE = os.path.dirname(os.path.realpath(__file__))


def lies(name):
    return os.path.exists(os.path.join(HERE, name))


def text(name):
    with open(os.path.join(HERE, name), encoding='utf-8') as file:
        return file.read().strip()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == '/version':
            self.answer(200, json.dumps({'revision': text('REVISION')}))
        elif self.path == '/health':
            self.answer(500 if lies('is-ill') else 200, 'ill' if lies('is-ill') else 'well')
        else:
            self.answer(404, '')

    def answer(self, status, body):
        content = body.encode('utf-8')
        self.send_response(status)
        self.send_header('content-length', str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_arguments):
        pass


if lies('crashes'):
    sys.exit('demo: cannot open the display (温度)')
print('demo: started', flush=True)
http.server.ThreadingHTTPServer(('127.0.0.1', 3000), Handler).serve_forever()
