"""The application, for any WSGI server with gevent (docs/operating.md)."""

from community import create_app

app = create_app()
