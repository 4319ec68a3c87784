"""The icons of the portal, drawn inside the page so that they follow its colours."""

from functools import lru_cache

from markupsafe import Markup

# The drawing of each icon, on a square of 24 by 24, in strokes of 2.
PATHS = {
    "today": (
        '<circle cx="12" cy="12" r="4"/>'
        '<path d="M12 3v2m0 14v2M3 12h2m14 0h2M5.6 5.6 7 7m10 10 1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4"/>'
    ),
    "pool": '<path d="M3 11.5 9 6l6 5.5M5 10v8h8v-8"/><path d="M18 13v6m-3-3h6"/>',
    "board": '<path d="M4 20h16M7 16V9m5 7V5m5 11v-4"/>',
    "handover": '<path d="M4 8h13m-4-4 4 4-4 4M20 16H7m4-4-4 4 4 4"/>',
    "import": '<path d="M12 4v10m-4-4 4 4 4-4M4 17v3h16v-3"/>',
    "download": '<path d="M12 4v10m-4-4 4 4 4-4M5 20h14"/>',
    "admin": '<path d="M4 7h9m4 0h3M4 17h3m4 0h9"/><circle cx="15" cy="7" r="2"/><circle cx="9" cy="17" r="2"/>',
    "phone": '<path d="M6 3h3l2 5-2.5 1.5a11 11 0 0 0 6 6L16 13l5 2v3a3 3 0 0 1-3 3A15 15 0 0 1 3 6a3 3 0 0 1 3-3z"/>',
    "route": '<path d="M12 21s-7-6.2-7-11a7 7 0 0 1 14 0c0 4.8-7 11-7 11z"/><circle cx="12" cy="10" r="2.5"/>',
    "pen": '<path d="m4 20 1-5L16 4l4 4L9 19zM14 6l4 4"/>',
    "check": '<path d="m5 12.5 4.5 4.5L19 7"/>',
    "done": '<circle cx="12" cy="12" r="9"/><path d="m8 12.5 2.8 2.8L16 9.5"/>',
    "open": '<circle cx="12" cy="12" r="9"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
    "warning": '<path d="M12 4 2.8 20h18.4zM12 10v4.5m0 2.5v.1"/>',
    "quiet": '<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5zM15 4h5l-5 5h5"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10.5h16M8 3v4m8-4v4"/>',
    "bell": '<path d="M6 16v-5a6 6 0 0 1 12 0v5l2 2H4zM10 21h4"/>',
    "key": '<circle cx="8" cy="15" r="4"/><path d="m11 12 9-9m-3 3 3 3m-6 0 2 2"/>',
    "user": '<circle cx="12" cy="8" r="4"/><path d="M4 21c.8-4.5 4-6 8-6s7.2 1.5 8 6"/>',
    "home": '<path d="m3 12 9-8 9 8M6 10v10h12V10M10 20v-6h4v6"/>',
    "language": '<circle cx="12" cy="12" r="9"/><path d="M3 12h18M12 3c3.5 3 3.5 15 0 18M12 3c-3.5 3-3.5 15 0 18"/>',
    "logout": '<path d="M14 4H5v16h9M10 12h11m-4-4 4 4-4 4"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "arrow": '<path d="M4 12h16m-6-6 6 6-6 6"/>',
    "back": '<path d="M20 12H4m6-6-6 6 6 6"/>',
    "up": '<path d="M12 20V4m-6 6 6-6 6 6"/>',
    "down": '<path d="M12 4v16m-6-6 6 6 6-6"/>',
    "sort": '<path d="m8 10 4-5 4 5M8 14l4 5 4-5"/>',
    "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
    "filter": '<path d="M3 5h18l-7 8v6l-4 2v-8z"/>',
    "print": '<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6m0-9.5v.1"/>',
    "note": '<path d="M5 4h14v11l-5 5H5zM14 20v-5h5M8 9h8m-8 4h4"/>',
    "people": (
        '<circle cx="9" cy="8" r="3.5"/><path d="M2.5 20c.6-4 3-5.5 6.5-5.5s5.900 1.5 6.5 5.5M16 5a3.5'
        ' 3.5 0 0 1 0 6m2 4c2 .6 3.2 2.2 3.5 5"/>'
    ),
}
_SVG = Markup(
    '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round" {role}>{path}</svg>'
)


# A page repeats the same few icons dozens of times.
@lru_cache(maxsize=512)
def icon(name: str, label: str | None = None) -> Markup:
    """An icon by its name. With a label it says something to those who cannot see it; without one it
    is decoration. Raises KeyError for a name that is not in `PATHS`."""
    role = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return _SVG.format(role=role, path=Markup(PATHS[name]))  # noqa: S704  # nosec B704 - of this file
