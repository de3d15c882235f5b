"""The application for gunicorn: `gunicorn --config backend/gunicorn_conf.py wsgi:app`."""

from backend import create_app

app = create_app()
