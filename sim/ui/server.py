"""The server of the pages: Solara on this machine alone, without telemetry and without the internet."""

from __future__ import annotations

import os
import socket
import warnings
from typing import Any
from urllib.parse import urlsplit

LOOPBACK = "127.0.0.1"
SETTINGS = {
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "False",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "False",
    "SOLARA_MODE": "production",  # the browser's scripts come from the package solara-assets, not from a network
    "SOLARA_KERNEL_CULL_TIMEOUT": "10m",
    "SOLARA_THEME_SHOW_BANNER": "False",
}
HEADERS = {
    b"x-frame-options": b"DENY",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
}


def free_port(wanted: int) -> int:
    """`wanted` if it is free on the loopback interface, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind((LOOPBACK, port))
            except OSError:
                continue
            return int(one.getsockname()[1])
    raise OSError("no port is free on the loopback interface")


def is_here(host: str) -> bool:
    """Does a Host header name this machine? A foreign name that resolves to it (DNS rebinding) does not."""
    return urlsplit(f"//{host}").hostname in (LOOPBACK, "localhost")


def guarded(app: Any) -> Any:
    """The ASGI app behind a guard: pages of other origins or under other names may not talk to it, nor frame it."""

    async def guard(scope: dict[str, Any], receive: Any, send: Any) -> None:
        headers = dict(scope.get("headers") or [])
        origin, host = headers.get(b"origin", b"").decode(), headers.get(b"host", b"").decode()
        foreign = bool(origin) and urlsplit(origin).netloc != host
        if scope["type"] == "websocket" and (foreign or not is_here(host)):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] == "http" and not is_here(host):
            await send({"type": "http.response.start", "status": 421, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"This page is served to 127.0.0.1 and localhost only."})
            return

        async def send_with_headers(message: dict[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", []), *HEADERS.items()]}
            await send(message)

        await app(scope, receive, send_with_headers)

    return guard


def prepare() -> None:
    """Set Solara's switches; call it before anything imports Solara, which reads them then."""
    os.environ.update(SETTINGS)
    warnings.filterwarnings("ignore", module=r"solara|reacton|uvicorn|websockets")


def serve(page: str, port: int) -> None:
    """Serve a module's `Page` on the loopback interface until Ctrl-C. page: dotted name of the module."""
    prepare()
    os.environ["SOLARA_APP"] = page
    import uvicorn
    from solara.server.starlette import app

    uvicorn.run(guarded(app), host=LOOPBACK, port=port, log_level="error")
