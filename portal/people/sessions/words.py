"""A device in words its owner knows: browser and system, nothing more of what it says of itself."""

_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"))

_BROWSERS += (("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"))

_SYSTEMS = (("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"))

_SYSTEMS += (("Macintosh", "Mac"), ("CrOS", "Chromebook"), ("Linux", "Linux"))


def browser_name(user_agent: str) -> str:
    """Such as "Firefox, Android"; empty when it tells neither. Both are names, the same in every language."""
    found = [next((name for mark, name in names if mark in user_agent), "") for names in (_BROWSERS, _SYSTEMS)]
    return ", ".join(name for name in found if name)
