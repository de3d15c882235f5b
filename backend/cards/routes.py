"""Cards over HTTP: pictures of one, batches of many, templates."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response
from flask_smorest import Blueprint

from backend.cards import choosing, files, operations, printing, queries, templates
from backend.cards.schemas import (
    BatchInput,
    CardBatchSchema,
    CardBatchSummarySchema,
    CardFailureSchema,
    CardPrintsSchema,
    CardTemplateSchema,
    ChoiceInput,
    CountSchema,
    DesignInput,
    PreviewSchema,
    ReprintInput,
    TemplateInput,
    TemplateQuery,
    TemplatesSchema,
)
from backend.certificates.queries import get_certificate
from backend.certificates.queries import shown as shown_certificate
from backend.certificates.schemas import CertificateSchema
from backend.clock import china_date
from backend.extensions import clock
from backend.http import begin_writing, endpoint
from backend.jurisdictions.queries import get_agency
from backend.pagination import Page, PageQuery, page_of
from backend.permissions import Actor, Permission
from backend.units.queries import get_unit

blueprint = Blueprint("cards", __name__, description="Cards: pictures of one, batches of many, templates")

READ, PRINT, DESIGN = Permission.CERTIFICATE_READ, Permission.CARD_PRINT, Permission.CARD_DESIGN


@endpoint(blueprint, "GET", "/certificates/<uuid:certificate_id>/qr.png", permission=READ)
def show_code_png(actor: Actor, certificate_id: UUID) -> Response:
    """The card's code as PNG."""
    return _file(printing.code_png(get_certificate(actor, certificate_id)), "image/png")


@endpoint(blueprint, "GET", "/certificates/<uuid:certificate_id>/qr.svg", permission=READ)
def show_code_svg(actor: Actor, certificate_id: UUID) -> Response:
    """The card's code as SVG."""
    return _file(printing.code_svg(get_certificate(actor, certificate_id)), "image/svg+xml")


@endpoint(blueprint, "GET", "/certificates/<uuid:certificate_id>/card.png", permission=READ)
def show_card(actor: Actor, certificate_id: UUID) -> Response:
    """The card's front, 85.6 x 54 mm at 300 dpi."""
    return _file(printing.card_png(get_certificate(actor, certificate_id)), "image/png")


@endpoint(blueprint, "GET", "/certificates/<uuid:certificate_id>/card.jpg", permission=READ)
def show_card_jpeg(actor: Actor, certificate_id: UUID) -> Response:
    """The same as JPEG."""
    return _file(printing.card_jpeg(get_certificate(actor, certificate_id)), "image/jpeg")


@endpoint(blueprint, "GET", "/certificates/<uuid:certificate_id>/card-back.png", permission=READ)
def show_back(actor: Actor, certificate_id: UUID) -> Response:
    """The card's back, of the same size."""
    return _file(printing.back_png(get_certificate(actor, certificate_id)), "image/png")


@endpoint(blueprint, "GET", "/certificates/<uuid:certificate_id>/prints", permission=READ, returns=CardPrintsSchema)
def list_prints(actor: Actor, certificate_id: UUID) -> dict[str, Any]:
    """Each print of the card, and how often cards of its holder were given anew."""
    return queries.prints_of(get_certificate(actor, certificate_id))


@endpoint(
    blueprint,
    "POST",
    "/certificates/<uuid:certificate_id>/reprint",
    permission=Permission.CERTIFICATE_REPLACE,
    body=ReprintInput,
    returns=CertificateSchema,
    status=201,
    command=True,
)
def reprint(actor: Actor, certificate_id: UUID, body: dict[str, Any]) -> dict[str, Any]:
    """Give a card anew, with a reason: the former one is superseded; answers the new certificate."""
    now = clock().now()
    new = operations.reprint(get_certificate(actor, certificate_id, lock=True), body, actor, now)
    return shown_certificate(new, actor, china_date(now))


@endpoint(blueprint, "POST", "/card-batches/count", permission=PRINT, body=ChoiceInput, returns=CountSchema, reads_first=True)
def count_cards(actor: Actor, body: dict[str, Any]) -> dict[str, int]:
    """How many cards a choice makes, before they are printed."""
    agency = queries.agency_to_print_for(actor, body["agency_code"])
    return {"cards": choosing.count(operations.wanted_of(agency, body, clock().now()))}


@endpoint(blueprint, "POST", "/card-batches", permission=PRINT, body=BatchInput, returns=CardBatchSchema, status=202, command=True)
def print_batch(actor: Actor, body: dict[str, Any]) -> dict[str, Any]:
    """Print cards as PDF sheets; a job does it."""
    now = clock().now()
    agency = queries.agency_to_print_for(actor, body["agency_code"], lock=True)
    unit = get_unit(actor, body["unit_id"]) if body["unit_id"] else None
    batch = operations.print_batch(agency, unit, body, actor, now)
    return queries.whole(queries.get_batch(actor, batch.id), actor, now)


@endpoint(blueprint, "GET", "/card-batches", permission=PRINT, query=PageQuery, returns=page_of(CardBatchSummarySchema))
def list_batches(actor: Actor, query: dict[str, Any]) -> Page:
    """Batches of agencies within reach, the latest first."""
    return queries.list_batches(actor, query, clock().now())


@endpoint(blueprint, "GET", "/card-batches/<uuid:batch_id>", permission=PRINT, returns=CardBatchSchema)
def show_batch(actor: Actor, batch_id: UUID) -> dict[str, Any]:
    """One batch: how far it is, and its files."""
    return queries.whole(queries.get_batch(actor, batch_id), actor, clock().now())


@endpoint(blueprint, "GET", "/card-batches/<uuid:batch_id>/failures", permission=PRINT, query=PageQuery, returns=page_of(CardFailureSchema))
def list_failures(actor: Actor, batch_id: UUID, query: dict[str, Any]) -> Page:
    """What could not be printed, and why."""
    return queries.list_failures(queries.get_batch(actor, batch_id), query)


@endpoint(blueprint, "GET", "/card-batches/<uuid:batch_id>/files/<int:number>", permission=PRINT)
def download(actor: Actor, batch_id: UUID, number: int) -> Response:
    """One PDF of a batch. That it was fetched is written down."""
    begin_writing()
    content = files.take(queries.get_batch(actor, batch_id), number, actor, clock().now())
    response = _file(content, "application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="cards-{number + 1:03}.pdf"'
    return response


@endpoint(blueprint, "GET", "/agencies/<code>/card-template", permission=DESIGN, query=TemplateQuery, returns=CardTemplateSchema)
def show_template(actor: Actor, code: str, query: dict[str, Any]) -> dict[str, Any]:
    """The present template of an agency, or an earlier version."""
    return templates.shown(get_agency(actor, code), query.get("version"))


@endpoint(blueprint, "GET", "/agencies/<code>/card-templates", permission=DESIGN, returns=TemplatesSchema)
def list_templates(actor: Actor, code: str) -> dict[str, Any]:
    """All versions of an agency's template, the newest first."""
    return {"items": templates.list_templates(get_agency(actor, code).code)}


@endpoint(
    blueprint,
    "POST",
    "/agencies/<code>/card-templates",
    permission=DESIGN,
    body=TemplateInput,
    returns=CardTemplateSchema,
    status=201,
    command=True,
)
def save_template(actor: Actor, code: str, body: dict[str, Any]) -> dict[str, Any]:
    """Keep a new version; the next batch is printed with it."""
    agency = get_agency(actor, code)
    templates.save_template(agency, body, actor, clock().now())
    return templates.shown(agency)


@endpoint(
    blueprint,
    "POST",
    "/agencies/<code>/card-templates/preview",
    permission=DESIGN,
    body=DesignInput,
    returns=PreviewSchema,
    reads_first=True,
)
def preview_template(actor: Actor, code: str, body: dict[str, Any]) -> dict[str, str]:
    """How both sides of a sample look in a design; nothing is kept."""
    return templates.preview(get_agency(actor, code), body, china_date(clock().now()))


def _file(content: bytes, mimetype: str) -> Response:
    return Response(content, mimetype=mimetype, headers={"Cache-Control": "private, no-cache"})
