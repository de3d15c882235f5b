"""What the traffic is compared with: a Flask application that only answers JSON, under the same gunicorn."""

from __future__ import annotations

from flask import Flask, Response, jsonify, request

app = Flask(__name__)


@app.post("/")
def answer() -> Response:
    """Read JSON, answer JSON: the least a JSON API can do."""
    return jsonify(seen=len(request.get_json()), tone="valid")
