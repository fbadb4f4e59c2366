"""What a plain form hands in, for pages whose script has not come through."""

from urllib.parse import parse_qsl

from starlette.requests import Request

from server.domain.errors import Malformed
from server.web.guard import read_body

MOST_FIELDS = 600


async def read_form(request: Request) -> dict[str, str]:
    """Read the fields of a form; of a field that stands twice, the last one.

    Raises:  TooLarge, Malformed for more than 600 fields.
    """
    body = await read_body(request)
    try:
        return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS))
    except ValueError as fault:
        raise Malformed("field", field="body") from fault
