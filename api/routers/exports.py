"""The whole graph to fetch: what formats there are, and the file in each."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from api.addresses import root_address
from api.errors import NotFoundInDocumentsError
from api.exports import FORMATS
from api.freshness import entity_tag, is_held, not_modified
from api.json_answers import Answered, as_json
from api.state import Service, service_of


async def list_formats(request: Request) -> Response:
    """The formats, and where the file of each is."""

    async def make(service: Service) -> Answered:
        root = root_address(service.settings.public_url, request)
        listed = [
            {"name": form.name, "mediaType": form.media_type, "address": f"{root}/api/export/{form.name}"}
            for form in FORMATS.values()
        ]
        return Answered({"generation": service.publication.generation().number, "formats": listed})

    return await as_json(request, make)


async def give_file(request: Request) -> Response:
    """The file in one format; it is written at the first request after a graph was published."""
    service, form = service_of(request), FORMATS.get(request.path_params["format"])
    if form is None:
        raise NotFoundInDocumentsError("no such export", ("told.no-export", {"known": ", ".join(FORMATS)}))
    headers = {"Cache-Control": "no-cache", "Vary": "Accept"}
    tag = entity_tag(service.publication.state(), "export", form.name)
    if is_held(request, tag):
        return not_modified(headers | {"ETag": tag})
    path, state = await service.exports.file(form)
    headers |= {"ETag": entity_tag(state, "export", form.name)}
    name = f"jarlyk-{service.publication.generation().number}.{form.extension}"
    return FileResponse(path, headers=headers, media_type=form.media_type, filename=name)


API_ROUTES = [Route("/api/export", list_formats), Route("/api/export/{format}", give_file)]
